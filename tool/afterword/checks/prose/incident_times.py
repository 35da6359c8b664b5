"""Finds which clock times in a sentence are said to be when an incident, or its effect, began or ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from afterword.checks.prose.clock_times import MAY_STATE, StatedTime, clock_times, periods
from afterword.patterns import pattern

_EFFECT = pattern(
    r"\b(?:incidents?|outages?|unavailab\w+|degrad\w+|disrupt\w+|interrupt\w+|down(?:time)?|offline|unreachable|"
    r"inaccessible|impact\w*|affected|slow\w*|fail\w*|errors?|latency|unable|could\snot|couldn't|couldn’t|stopped|"
    r"issues?|problems?)\b",
    re.IGNORECASE,
)
_NOT_FACT = pattern(
    r"\b(?:will|would|should|may(?!\s\d)|might|can|expect(?:s|ed|ing)?|plan(?:s|ned)?|schedul\w+|maintenance|if|unless|"
    r"typically|usually|every|each|previous(?:ly)?|another|similar|earlier|next\supdate|last\s(?:year|month|week)|"
    r"recur\w*|again|daily|nightly|not)\b|\?",
    re.IGNORECASE,
)
_LEADING = (
    r"(?:\s(?:at|on|around|about|approximately|roughly|shortly|just|after|before|from|by|the|of|\w+day|"
    r"\d{1,2}(?:st|nd|rd|th)?|(?-i:[A-Z][a-z]{2,8})|20\d\d(?:-\d\d-\d\d)?)\b,?|\s?~)*+\s?"
)
"""What may be between the words and the time: prepositions and a day."""
_INCIDENT = (
    "(?:incident|outage|disruption|"
    "degradation|downtime|unavailability|interruption|impact|problem|issue|errors?)"
)
_BEGAN = pattern(
    rf"(?<!of\s)(?<!of\sthe\s)\b{_INCIDENT}\s(?:first\s)?(?:began|started|(?:has\s)?begun){_LEADING}$",
    re.IGNORECASE,
)
_STARTING = pattern(rf"^\W*(?:starting|beginning|since|from){_LEADING}$", re.IGNORECASE)
_ENDED = pattern(
    rf"\b{_INCIDENT}\s(?:(?:was|were|had\sbeen)\s(?:\w+ly\s)?(?:resolved|mitigated|over|fixed)|ended|lasted\suntil|ceased){_LEADING}$",
    re.IGNORECASE,
)


class StatedSpan(NamedTuple):
    """When something is said to have begun or ended: one of the times may be missing."""

    first: StatedTime | None
    last: StatedTime | None


def stated_spans(sentence: str) -> Iterator[StatedSpan]:
    """Yield the times from and until which a sentence says that an incident or its effect lasted."""
    if not MAY_STATE.search(sentence) or not _EFFECT.search(sentence) or _NOT_FACT.search(sentence):
        return
    times = clock_times(sentence)
    paired: list[StatedTime] = []
    for first, last in periods(sentence, times):
        paired += (first, last)
        yield StatedSpan(first, last)
    starts = {each.start for each in paired}
    for each in times:
        if each.start in starts:
            continue
        before = sentence[: each.start]
        if _BEGAN.search(before) or _STARTING.search(before):
            yield StatedSpan(each, None)
        elif _ENDED.search(before):
            yield StatedSpan(None, each)
