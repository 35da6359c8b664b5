"""The summary says that a component was affected, and the record does not name it.

The component's page, its uptime and its feed then know nothing of the incident. Add its window, or name it under
`also_affected` if its times are not known. The rule looks for the names of components in English summaries, as they
are written in `status.yml`, with words behind them that say that something was wrong: "Reports were slow". It
passes over a component that "was not affected", and over names of one word in lower case, which are common words.

Passes:

```yaml
title: Search is slow
summary: Search was slow. The API was not affected.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Search is slow
summary: Search was slow, and the API was overloaded.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from afterword.checks.prose.sentences import sentences
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.record import Record
from afterword.records.vocabulary import Kind

_TROUBLE = pattern(
    r"^(?:\s(?:and|or|,)?\s?(?:the\s)?[A-Z][\w-]*){0,3}\s(?:(?:was|were|is|are|became|went|has\sbeen|had\sbeen)\s(?:\w+ly\s|also\s|all\s|"
    r"both\s|very\s|partly\s|then\s)*(?:down|unavailable|offline|unreachable|inaccessible|degraded|slow|slower|affected|"
    r"impacted|disrupted|interrupted|overloaded|delayed|out\sof\sservice|out\sof\sdate|unusable|broken|unstable|unresponsive)"
    r"|failed(?!\sover)|crashed|stopped|timed\sout|could\snot|couldn't|couldn’t|returned\s(?:an?\s)?(?:\w+\s)?errors?|"
    r"experienced|suffered|refused|rejected|did\snot\s(?:work|answer|respond|load))\b",
)
_NOT_SO = pattern(
    r"\b(?:no|not|never|neither|nor|without|unaffected|except|(?:all|everything|anything)\sbut|other\sthan|apart\sfrom|unlike|if|would|may|might|could|"
    r"will|should|until|because|only|instead|when|whenever)\b[^.;]*$",
    re.IGNORECASE,
)
_WORD_BEFORE = pattern(
    r"(?:\b(?!(?:The|This|Our|All|Both|And|But|Then|In|On|So)\b)[A-Z][\w-]*|'s|’s|\w-|\b(?:their|your|his|third-party|another|old|new|other))\s?$"
)


def check(subject: Subject) -> Iterator[Finding]:
    record = subject.record
    text = record.summary or ""
    if record.kind is not Kind.INCIDENT or not record.windows or not text or not subject.is_english:
        return
    names = {
        name: component
        for component, name in subject.known.components.items()
        if name in text and not (name.islower() and " " not in name)
    }
    if not names:
        return
    named = _named(record)
    known = {subject.known.components.get(component, "") for component in named}
    names = {name: component for name, component in names.items() if component not in named}
    for sentence in sentences(text) if names else ():
        for name, component in names.items():
            if not any(name in other for other in known) and _is_in_trouble(sentence, name):
                message = (
                    f"the text says that {name} was affected, and no window, `also_affected` or symptom names "
                    f"`{component}`; add what is known of it"
                )
                example = f"also_affected: [{{component: {component}}}]"
                yield Finding(("summary",), message, example, words=sentence)
                return


def _is_in_trouble(sentence: str, name: str) -> bool:
    for match in _whole(name).finditer(sentence):
        before = sentence[: match.start()]
        if _TROUBLE.match(sentence[match.end() :]) and not (
            _NOT_SO.search(before) or _WORD_BEFORE.search(before)
        ):
            return True
    return False


def _named(record: Record) -> set[str]:
    """Return the ids of all components that a record names anywhere."""
    return {
        *(component for each in (*record.windows, *record.also_affected) for component in each.named),
        *(each.component for each in record.symptoms),
        *(component for update in record.updates for component in update.levels),
        *(event.component for event in record.timeline if event.component),
    }


@lru_cache(maxsize=256)
def _whole(name: str) -> re.Pattern[str]:
    return pattern(rf"(?<![\w-]){re.escape(name)}(?![\w-]|\.\w)")


RULE = Rule(
    "component-in-text",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "also_affected", "symptoms", "updates", "timeline", "kind"),
    needs_of_site=("components",),
    review=True,
)
