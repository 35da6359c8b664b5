"""Finds which lengths of time in a sentence are said to be how long an incident, or its effect, lasted.

Most lengths of time in a report are something else: a timeout, an interval, a delay, the age of a cache. So a length
counts only in the few phrases that English has for this, and never in a sentence about the future, a comparison, an
average, or something that happened again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from afterword.checks.prose.durations import StatedDuration, durations
from afterword.patterns import pattern

_INCIDENT = r"(?:incident|outage|disruption|degradation|downtime|unavailability|interruption|impact)"
_TROUBLE = rf"(?:{_INCIDENT}|problem|issue|event|trouble|slowness|slowdown)"
_NAMES_IT = pattern(rf"{_TROUBLE}|duration|length|window", re.IGNORECASE)
"""What is in every sentence in which the length may be that of something with a name, such as "the outage"."""
_LASTED = r"(?:lasted|persisted|continued|went on|took place)"
_HEDGE = (
    r"(?:\s(?:for|about|around|approximately|roughly|some|nearly|almost|just|under|over|more|less|than|at|least|a|an|"
    r"total|period|duration|of|only|close|to|well|in|excess|estimated|slightly|little|between|longer|no|not|most|upwards|up)\b"
    r"|\s?[~<>≈≥])*+\s?"
)
_WHOLE_SUBJECT = (
    r"(?:\b(?:the|this|our)\s(?:(?:whole|entire|total|overall|full|main|actual|resulting|customer|user|service|public)"
    r"[\s-])*|^(?:total\s)?)"
)
_WHOLE = (
    pattern(rf"{_WHOLE_SUBJECT}{_TROUBLE}\s{_LASTED}{_HEDGE}$", re.IGNORECASE),
    pattern(
        rf"{_WHOLE_SUBJECT}(?:{_INCIDENT}\s)?(?:duration|length)"
        rf"(?:\sof\s(?:the|this)\s(?:\w+\s)?{_INCIDENT})?\s?(?:was|is|:|=|of){_HEDGE}$",
        re.IGNORECASE,
    ),
    pattern(rf"\btotal\s(?:of\s)?{_INCIDENT}\s(?:of|was|:|time\swas){_HEDGE}$", re.IGNORECASE),
)
"""What is before the length of the whole incident."""
_BEFORE_WINDOW = (
    pattern(r"\b(?:during|in|throughout|over)\sth(?:e|is)\s$", re.IGNORECASE),
    pattern(rf"\b(?:the|this|our)\s(?:(?:whole|total)\s)?{_HEDGE}$", re.IGNORECASE),
)
_WINDOW_BEHIND = pattern(
    rf"[\s-](?:(?:long|service|impact|incident)\s)?(?:{_INCIDENT}|window)\b", re.IGNORECASE
)
_OUTAGE = pattern(
    rf"\b(?:an?|this|the)\s(?:[\w-]+\s){{0,2}}{_INCIDENT}\s(?:of|lasting){_HEDGE}$", re.IGNORECASE
)
_OUTAGE_OF = pattern(
    r"\s(?:of\s)?(?:[\w-]+\s)?(?:outage|downtime|unavailability)\b|[\s-](?:incident|disruption|outage)\b",
    re.IGNORECASE,
)
_OVER_AFTER = pattern(
    rf"\b(?:{_TROUBLE}|service|access)\s(?:was|were|had\sbeen)\s(?:\w+ly\s)?(?:resolved|mitigated|restored|over)\safter{_HEDGE}$",
    re.IGNORECASE,
)
"""What is before the time after which it was over: at most as long as the incident."""
_DOWN = (
    r"(?:(?P<outage>down|unavailable|offline|unreachable|inaccessible|out\sof\sservice|not\s(?:available|reachable|"
    r"accessible)|unusable)|not\sworking|degraded|overloaded|broken|disrupted|interrupted|impaired|affected|"
    r"impacted|slow|slower)"
)
_WAS_DOWN = (
    rf"\b(?:was|were|been|being|became|becoming|remained|stayed|is|are|went)\s(?:[\w-]+\s){{0,2}}?{_DOWN}\b"
)
_HAD = (
    rf"\b(?:experienced|suffered|saw|had)\s(?:an?\s)?(?:[\w%-]+\s){{0,4}}?(?:{_INCIDENT}|errors?|error\srates?|latency|"
    r"failures?|performance|availability|problems|issues)\b"
)
_CANNOT = r"\b(?:could\snot|couldn't|couldn’t|were\sunable\sto|was\sunable\sto|failed|stopped)\b"
_EFFECT = pattern(rf"{_WAS_DOWN}|{_HAD}|{_CANNOT}", re.IGNORECASE)
_FOR = pattern(
    rf"\b(?:for|during|lasting)(?:\s(?:a|the)\s(?:total\s)?(?:duration|period|time|total)\sof)?{_HEDGE}$",
    re.IGNORECASE,
)
_FOR_FIRST = pattern(rf"^(?:\W*)for{_HEDGE}$", re.IGNORECASE)
_NOT_FACT = pattern(
    r"\b(?:will|would|should|may|might|(?<!nobody\s)(?<!no\sone\s)could(?!\snot)|can|"
    r"expect(?:s|ed|ing)?|anticipate\w*|plan(?:s|ned)?|schedul\w+|"
    r"if|unless|until\sfurther|in\scase|typically|usually|normally|previous(?:ly)?|every|each|average|mean|median|"
    r"p9\d|percentile|recur\w*|again|another|intermittent(?:ly)?|periodic(?:ally)?|per|second|third|same|earlier|"
    r"similar|last\s(?:year|month|week)|timeouts?|so\sfar|target|budget|objective|sla|slo|"
    r"no(?:t)?\s(?:outage|downtime|impact)|without)\b|\?",
    re.IGNORECASE,
)
_NOT_LENGTH_BEFORE = pattern(
    r"\b(?:after|within|every|each|past|last|next|first|final|in|additional|further|extra|other|another|"
    r"by|until|since|before|from|these|those|most of|of the)(?:\s(?:the|a|an))?"
    r"(?:\s(?:about|around|approximately|roughly|some|nearly|almost|over))?\s?~?$",
    re.IGNORECASE,
)
_NOT_LENGTH_BEHIND = pattern(
    r"[\s-](?:after|before|later|earlier|ago|prior|following|beyond|old|apart|per|each|delays?|lag|timeout|intervals?|"
    r"periods?|cache|of\s(?:data|delay|latency|logs|history|messages|events|metrics|the)|longer|into|at\sa\stime|"
    r"more\sthan|"
    r"past|window\sbetween|average|to\s(?:a|get|be|load|complete|finish|start|appear))\b",
    re.IGNORECASE,
)
_DELAY = pattern(
    r"\b(?:delay\w*|lag\w*|queued?|wait\w*|latenc(?:y|ies)\s(?:of|up)|stale|retr\w+|behind)\b", re.IGNORECASE
)
_PART = pattern(
    r"\b(?:some|few|several|certain|subset|part(?:s|ly|ially)?|portion|small|handful|individual|single|one\sof|"
    r"in\s(?:the\s)?[A-Z]|zone|regions?|cluster|node|server|instances?|customers\s(?:in|on|with|using)|for\sthe\s"
    r"first|initial(?:ly)?|also|additionally|most|majority|worst|peak\w*|longest|shortest|up\sto|maximum|briefly|"
    r"brief|short|minor|separate|two|three|four|times|waves?|total\sof)\b|\d\s?%|\(.*\)",
)
_SOME_BEHIND = pattern(
    r"\s(?:for|in|on|at)\s(?:the\s)?(?:most|some|a\s(?:few|small|subset|handful|part|single)|certain|several|each|many|"
    r"one|individual|(?:customers|users|those|people)\s(?:in|on|with|using|who|whose))\b|\s(?:in|for)\s(?-i:[A-Z])",
    re.IGNORECASE,
)
_MAY_LAST = pattern(
    r"last|persist|continu|went\son|took\splace|\bfor\b|during|duration|length|outage|downtime|unavailab|window|"
    r"incident|disrupt|interrupt|degrad|impact|resolved|mitigated|restored|\bover\b",
    re.IGNORECASE,
)
_CLAUSE = pattern(
    r"[;:]\s|,\s(?:and|but|so|which|while|when|because|after|before)\s|\s(?:while|because)\s", re.IGNORECASE
)


class Scope(Enum):
    """What a length is said to be of: the whole incident, an outage, or something that may be a part of it."""

    WHOLE = auto()
    OUTAGE = auto()
    PART = auto()


class StatedLength(NamedTuple):
    """How long something lasted, as a sentence states it."""

    duration: StatedDuration
    scope: Scope
    sentence: str


def stated_lengths(sentence: str) -> Iterator[StatedLength]:
    """Yield the lengths of time for which a sentence says that an incident or its effect lasted."""
    if not _MAY_LAST.search(sentence) or _NOT_FACT.search(sentence):
        return
    for duration in durations(sentence):
        scope = _scope(sentence, duration)
        if scope:
            yield StatedLength(duration, scope, sentence)


def _scope(sentence: str, duration: StatedDuration) -> Scope | None:
    before, behind = sentence[: duration.start], sentence[duration.end :]
    if "after" in before.lower() and _OVER_AFTER.search(before) and not _NOT_LENGTH_BEHIND.match(behind):
        return Scope.PART
    if _NOT_LENGTH_BEFORE.search(before) or _NOT_LENGTH_BEHIND.match(behind):
        return None
    clause = _CLAUSE.split(before)[-1]
    names_it = _NAMES_IT.search(sentence)
    if names_it and any(each.search(before) for each in _WHOLE):
        return _whole(clause, behind)
    if _DELAY.search(clause):
        return None
    if names_it and _WINDOW_BEHIND.match(behind) and any(each.search(before) for each in _BEFORE_WINDOW):
        return _whole(clause, behind)
    if names_it and (_OUTAGE.search(before) or _OUTAGE_OF.match(behind)):
        return Scope.PART
    effect = _FOR.search(before) and _EFFECT.search(clause)
    effect = effect or (_FOR_FIRST.search(before) and _EFFECT.search(behind))
    if not effect:
        return None
    return Scope.OUTAGE if effect["outage"] and not _PART.search(f"{before} {behind}") else Scope.PART


def _whole(clause: str, behind: str) -> Scope:
    """Return the scope of what is said of the whole incident, unless the sentence is only about a part of it."""
    return Scope.PART if _PART.search(clause) or _SOME_BEHIND.match(behind) else Scope.WHOLE
