"""Finds where a sentence says that there was an outage: "was down", "an outage of the API", "became unavailable"."""

from __future__ import annotations

import re
from collections.abc import Collection

from afterword.checks.prose.sentences import sentences
from afterword.patterns import pattern

_BEGINNINGS = ("outage", "down", "unavailab", "offline", "unreachable", "inaccessible", "not ")
"""What a text that speaks of an outage contains one of."""
_STATES = r"(?:unavailable|offline|unreachable|inaccessible|not\s(?:available|reachable|accessible))"
_WAS = r"(?:is|are|was|were|been|being|went|go|goes|gone|became|becomes|remained|stayed)"
_ADVERB = (
    r"(?:\s(?:completely|entirely|fully|briefly|temporarily|largely|mostly|all|also|then|still|currently|globally|"
    r"totally))?"
)
_NOUN = (
    r"(?P<noun>(?:(?:complete|full|major|partial|total|global|brief|short)\s)?outages?)\b"
    r"(?!\s(?:page|budget|window|drill|announcement|communications?|reports?|notifications?|status))"
)
_IN_SENTENCE = pattern(
    rf"\b{_NOUN}|\b{_WAS}{_ADVERB}\s(?:down(?!\s(?:to|by|from|for\smaintenance)\b)|{_STATES})\b",
    re.IGNORECASE,
)
_IN_TITLE = pattern(
    rf"\b{_NOUN}|(?<!slow\s)(?<!slows\s)(?<!slowed\s)\b(?:down|{_STATES})$|\b{_WAS}\s(?:down|{_STATES})\b",
    re.IGNORECASE,
)
_NOT_SO = pattern(
    r"\b(?:no|not|never|without|nor|neither|avoid\w*|prevent\w*|will|would|could|may|might|can|if|unless|risk|"
    r"threat\w*|planned|scheduled|expect(?:ed)?|previous|earlier|former|another|future|instead\sof|rather\sthan|until|"
    r"wasn't|weren't|isn't|aren't|appear\w*|seem\w*|look\w*|shown?|showed|report\w*|marked|thought|believ\w*|said|"
    r"false|wrong(?:ly)?|drill|exercise|test|simulat\w*|near)\b|\?",
    re.IGNORECASE,
)
_NOT_SO_BEHIND = pattern(
    r"\s(?:could|would|might|may|can|cannot|(?:was|is|were|did|has)\snot)\b", re.IGNORECASE
)
_CAUSE = pattern(
    r"\b(?:because\sof|due\sto|caused\sby|owing\sto|after|following|from|during|since|by|despite|behind)"
    r"\s(?:[\w'’-]+\s){0,5}$",
    re.IGNORECASE,
)
_FOREIGN = pattern(
    r"(?:power|provider|provider's|supplier|supplier's|vendor|upstream|third[\s-]party|data\s?cent(?:er|re)|isp|carrier|"
    r"cdn|dns|internet|network)[\s-]$",
    re.IGNORECASE,
)
_FOREIGN_BEHIND = pattern(
    r"\s(?:at|of|in|with)\s(?:an?|our|the|one)\s(?:[\w-]+\s){0,2}(?:provider|supplier|vendor|partner|data)",
    re.IGNORECASE,
)
_REACH = 80
_NAMED = pattern(r"(?:\b[A-Z][\w.]*[\s-])++$")
_ARTICLES = {
    "a",
    "an",
    "the",
    "this",
    "our",
    "major",
    "partial",
    "full",
    "complete",
    "total",
    "global",
    "brief",
}
_PART = pattern(
    r"\b(?:one|some|few|certain|several|nodes?|servers?|replicas?|machines?|instances?|disks?|hosts?|databases?|tables?|"
    r"regions?|zones?|tunnels?|primary|workers?|links?|switch(?:es)?|cache)\b",
    re.IGNORECASE,
)


def said_outage(text: str, own_names: Collection[str], *, title: bool = False) -> str:
    """Return the words with which a text says that there was an outage, or an empty text.

    `own_names` are those of the site and its components: an outage of anything else with a name is another's.
    """
    lower = text.lower()
    if not any(each in lower for each in _BEGINNINGS):
        return ""
    for sentence in [text] if title else sentences(text):
        for match in (_IN_TITLE if title else _IN_SENTENCE).finditer(sentence):
            before, behind = sentence[: match.start()], sentence[match.end() :]
            if _NOT_SO.search(before) or _NOT_SO_BEHIND.match(behind) or _CAUSE.search(before):
                continue
            if not match["noun"]:
                if not _PART.search(before):
                    return match[0]
            elif not (_is_of_another(before, own_names) or _FOREIGN_BEHIND.match(behind)):
                return match[0]
    return ""


def _is_of_another(before: str, own_names: Collection[str]) -> bool:
    """Return whether the words before "outage" name something that is not of the site, such as `Azure`."""
    if _FOREIGN.search(before):
        return True
    named = _NAMED.search(before[-_REACH:])
    words = {word.casefold() for word in named[0].split()} - _ARTICLES if named else set()
    return bool(words) and not any(words & set(name.casefold().split()) for name in own_names)
