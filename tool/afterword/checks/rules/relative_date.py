"""A text that stays says when something was only relative to the day on which it was written.

Pages live for years, and feeds and searches show a summary without the day on which somebody wrote it. "Last week" is
then any week. Write the date. Updates and events have their time next to them, so they may say "this morning"; so may
an incident that is still open.

Measured on our own sample: 16 of 16 findings are right, and 16 of 17 such sentences are found.

Passes:

```yaml
title: Search is slow
status: resolved
summary: Searches were slow on 20 November between nine and ten.
```

Fails:

```yaml
title: Search is slow
status: resolved
summary: Searches were slow yesterday between nine and ten.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.sentences import Sentence
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.vocabulary import FINAL_STATES, PostMortemStatus

_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|(?:a\s+)?few|\d+)"
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATA = (
    r"(?!'s\s+(?:data|totals?|figures|numbers|reports?|invoices?|backups?|snapshots?|exports?|logs?|usage|statements?"
    r"|files?)\b)"
)
"""What a program makes for each day or month: "yesterday's totals" are always those of the day before."""
_RELATIVE = pattern(
    rf"\b(?:(?<!from )(?<!until )(?<!since )yesterday|tomorrow)\b{_DATA}(?!\s+and\s+today)"
    rf"|(?<!\bthe )\blast\s+(?:night|week|month|year)\b{_DATA}(?!\s+of\b|\s+by\s+default)"
    rf"|(?<!\bthe )\b(?:last|next)\s+(?:{_WEEKDAY})\b(?!\s+of\b)"
    r"|(?<!\bthe )\bnext\s+(?:week|month|year|quarter)\b"
    rf"|\bthis\s+(?:morning|afternoon|evening)\b{_DATA}|(?<!for )\bthis\s+week\b{_DATA}"
    r"|\b(?:earlier|later)\s+(?:today|this\s+(?:week|month))\b"
    rf"|(?<!\bthan )\b{_COUNT}\s+(?:hours?|days?|weeks?|months?)\s+ago\b",
    re.IGNORECASE,
)
_THE_DATE = pattern(rf"\W{{1,3}}(?:(?:\w+\W+){{0,3}}(?:{_MONTH})[a-z]*\b|(?:\w+\W+)?\d{{4}}-\d\d)")
"""A date that follows: "this morning, 20 November"."""
_WHICH = frozenset(("yesterday", "tomorrow", "last", "next", "this", "ago", "earlier", "later"))
_PERIODS = """
yesterday tomorrow today night week weeks month months year quarter morning afternoon evening hour hours day days
"""
_WHEN = frozenset((*_PERIODS.split(), *_WEEKDAY.split("|")))
_WITH_TIME = ("updates.body", "timeline.text", "corrections.text")
"""Fields with a time next to their text."""


def check(subject: Subject) -> Iterator[Finding]:
    if not _is_finished(subject):
        return
    record = subject.record
    title = Sentence(("title",), record.title if subject.is_english else "")
    for sentence in chain([title], subject.sentences.with_words(_WHICH, _WHEN, but=_WITH_TIME)):
        found = _RELATIVE.search(sentence.text)
        if found and not _THE_DATE.match(sentence.text, found.end()) and _is_public(subject, sentence):
            message = f"`{found[0]}` is relative to the day on which it was written; write the date"
            example = "Searches were slow on 20 November between nine and ten."
            yield Finding(sentence.path, message, example, words=found[0], passage=sentence.text)


def _is_finished(subject: Subject) -> bool:
    """Return whether the incident is over, or the record has a post-mortem: its text is meant to stay."""
    post_mortem = subject.record.post_mortem
    has_post_mortem = post_mortem is not None and post_mortem.status is not PostMortemStatus.NOT_REQUIRED
    return subject.state in FINAL_STATES or has_post_mortem


def _is_public(subject: Subject, sentence: Sentence) -> bool:
    return any(text.public and text.path == sentence.path for text in subject.texts)


RULE = Rule("relative-date", Severity.WARNING, check, __doc__, review=True)
