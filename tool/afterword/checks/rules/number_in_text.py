"""A text gives another number of customers, requests or tickets than `impact` does.

Readers see both next to each other. Such numbers are often corrected in one place only, or differ by a slip of the
keyboard. The rule reads "about 5,000 customers were affected", "12,000 requests failed", "14 support tickets" and "12 %
of searches failed" in English texts, rounded as people round. It compares them with `customers_affected`,
`requests_failed` and `support_tickets`, and with the numbers in `other` and the `share` of windows if their unit or
name says what is counted, such as `12 % of searches`. It passes over parts: "some of them", "another 20 customers",
"200 customers in Europe". The SRE workbook asks for numbers in a post-mortem, because
they show the impact in the same way everywhere.

Passes:

```yaml
title: Search is down
summary: Search was down, and about 300 customers were affected.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}
impact: {customers_affected: 312}
```

Fails:

```yaml
title: Search is down
summary: Search was down, and about 3000 customers were affected.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}
impact: {customers_affected: 312}
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from afterword.checks.prose.sentences import sentences
from afterword.checks.prose.shares import StatedAmount, counts, may_affect, shares
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.quantity import Quantity
from afterword.records.record import Record

_AFFECTED_BEHIND = pattern(
    r"^\s(?:(?:was|were|had\sbeen|have\sbeen|are)\s(?:\w+ly\s)?(?:affected|impacted)\b|(?:noticed|saw)\s(?:it|this)\b)",
    re.IGNORECASE,
)
_MET_BEHIND = pattern(r"^\s(?:saw|experienced|encountered|noticed|suffered)\b", re.IGNORECASE)
"""Some of those who were affected may have met with one thing, and others with another: the number is no larger."""
_AFFECTED_BEFORE = pattern(
    r"\b(?:affected|affecting|impacted|impacting)(?:\sa\stotal\sof)?(?:\s(?:about|around|approximately|roughly|nearly|almost|some|over|under|"
    r"more\sthan|less\sthan|fewer\sthan|at\sleast|up\sto))?\s?~?$",
    re.IGNORECASE,
)
_FAILED_BEHIND = pattern(
    r"^\s(?:failed|(?:was|were|had\sbeen)\s(?:rejected|refused|lost|dropped)|timed\sout|could\snot\sbe\sanswered)\b",
    re.IGNORECASE,
)
_COUNTED = (
    ("customers_affected", "customers"),
    ("requests_failed", "requests"),
    ("support_tickets", "tickets"),
)
_PART = pattern(
    r"\b(?:another|additional|further|of\s(?:them|these|those|which|whom)|also|including|per|each|every|peak\w*|average|"
    r"mean|first|remaining|other|later|about\sto|no\slonger|not|if|would|may|might|could|will|so\sfar|only|"
    r"separate(?:ly)?|still|at\sworst|at\smost|one\sof)\b|\?",
    re.IGNORECASE,
)
_SOME_OF = pattern(r"^\s(?:in|on|from|with|using|who|whose|that|at|via|across|through)\b", re.IGNORECASE)
_NEAR = (Decimal(9) / 10, Decimal(11) / 10)


def check(subject: Subject) -> Iterator[Finding]:
    facts = _facts(subject.record)
    if not facts or not subject.is_english:
        return
    for path, text in subject.told:
        if not may_affect(text):
            continue
        read = sentences(text)
        for sentence, (kind, stated) in ((one, each) for one in read for each in _stated(one)):
            fact = facts.get(kind)
            # Of several, some may be parts.
            if fact and not stated.overlaps(*_bounds(fact[1])) and Counter(_kinds(read))[kind] == 1:
                message = (
                    f"the text says {stated.text}, and {fact[0]} says {fact[1].text}; correct one of them"
                )
                yield Finding(path, message, fact[1].text, words=stated.text, passage=sentence)
                break


def _facts(record: Record) -> dict[str, tuple[str, Quantity]]:
    """Return what the record states by kind: the key that states it, and the quantity.

    The kind is the noun of what is counted, with `%` before it for a share. What is stated twice is left out.
    """
    found: list[tuple[str, str, Quantity]] = []
    if record.impact:
        for key, noun in _COUNTED:
            quantity: Quantity | None = getattr(record.impact, key)
            if quantity:
                found.append((_kind(quantity, noun), f"`impact.{key}`", quantity))
        for each in record.impact.other:
            found.append((_kind(each.value, each.name.split()[0]), f"`{each.name}`", each.value))
    for window in record.windows:
        if window.share:
            found.append((_kind(window.share, ""), "`windows.share`", window.share))
    times = Counter(kind for kind, _, _ in found)
    return {kind: (key, quantity) for kind, key, quantity in found if kind and times[kind] == 1}


def _kind(quantity: Quantity, noun: str) -> str:
    unit = quantity.unit.lower()
    if unit.startswith(("%", "percent", "per cent")):
        whole = unit.partition(" of ")[2].split()
        return f"%{whole[-1]}" if whole else f"%{noun.lower()}" if noun else ""
    return unit.split()[0] if unit else noun.lower()


def _stated(sentence: str) -> Iterator[tuple[str, StatedAmount]]:
    """Yield the amounts of a sentence that are of the whole incident, each with its kind."""
    if not may_affect(sentence):
        return
    for each in counts(sentence):
        before, behind = sentence[: each.start], sentence[each.end :]
        if _PART.search(before) or _SOME_OF.match(behind):
            continue
        if _AFFECTED_BEHIND.match(behind) or _AFFECTED_BEFORE.search(before):
            yield each.noun, each
        elif _MET_BEHIND.match(behind):
            yield each.noun, replace(each, high=None)
        elif each.noun == "requests" and (_FAILED_BEHIND.match(behind) or "failed" in each.text.lower()):
            yield "requests", each
        elif each.noun == "tickets" and "support" in each.text.lower():
            yield "tickets", each
    for each in shares(sentence):
        before, behind = sentence[: each.start], sentence[each.end :]
        if _PART.search(before) or _PART.search(behind):
            continue
        if _AFFECTED_BEHIND.match(behind) or _AFFECTED_BEFORE.search(before) or _FAILED_BEHIND.match(behind):
            yield f"%{each.noun}", each


def _kinds(read: Iterable[str]) -> Iterator[str]:
    """Yield the kind of each amount in a text, of whatever it is."""
    for sentence in read:
        yield from (each.noun for each in counts(sentence))
        yield from (f"%{each.noun}" for each in shares(sentence))


def _bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds of a quantity of the record, wider if it is only about right."""
    less, more = _NEAR if quantity.approximate else (Decimal(1), Decimal(1))
    low, high = quantity.low, quantity.high
    return (low * less if low is not None else None), (high * more if high is not None else None)


RULE = Rule(
    "number-in-text",
    Severity.WARNING,
    check,
    __doc__,
    needs=("impact", "windows", "updates"),
    review=True,
)
