"""A text says that the incident lasted for another time than its windows do.

Readers compare the two, and believe neither if they differ. Every duration on a page is computed from the windows, so a
typed one is the first to become wrong when a window is corrected. The rule reads "66 minutes", "about 6.5 hours" or
"nearly two days" where a text says that an incident or an outage lasted, or that something was unavailable, for that
time. It accepts what fits any window, all windows together, or the time between milestones and updates, rounded as
people round. Something may well be unavailable for a part of the incident: a shorter time is reported only if it is
that of the incident. Only English texts are read, once the incident is over. The reports in the SRE book state
such numbers in their summaries, and they agree with the timelines there.

Passes:

```yaml
title: Search is down
summary: Search was unavailable for 72 minutes.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}
```

Fails:

```yaml
title: Search is down
summary: Search was unavailable for 66 minutes.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 11:12}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.distances import in_full
from afterword.checks.prose.bounds import Bound
from afterword.checks.prose.clock_times import clock_times, periods
from afterword.checks.prose.durations import may_state_duration
from afterword.checks.prose.lengths import Scope, StatedLength, stated_lengths
from afterword.checks.prose.sentences import sentences
from afterword.checks.record_lengths import RecordLengths, record_lengths
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.vocabulary import FINAL_STATES
from afterword.source.nodes import Path

_DAY = timedelta(days=1)


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.record.windows or not subject.is_english:
        return
    told = [(path, text) for path, text in subject.told if may_state_duration(text)]
    if not told or subject.state not in FINAL_STATES:
        return
    stated = [(path, text, *each) for path, text in told for each in _lengths_in(text)]
    lengths = record_lengths(subject.record) if stated else None
    reported: set[Path] = set()
    for path, text, sentence, each in stated if lengths else ():
        if lengths and path not in reported and not _fits(subject, each, lengths, text):
            reported.add(path)
            yield _finding(subject, path, each, lengths)._replace(passage=sentence)


def _lengths_in(text: str) -> list[tuple[str, StatedLength]]:
    """Return the lengths that a text states, each with its sentence.

    If several are each said to be of the whole, they are of its parts.
    """
    found = [(sentence, each) for sentence in sentences(text) for each in stated_lengths(sentence)]
    whole = [each for _, each in found if each.scope is Scope.WHOLE]
    if len({each.duration.low for each in whole}) > 1:
        return [
            (sentence, each._replace(scope=Scope.PART) if each.scope is Scope.WHOLE else each)
            for sentence, each in found
        ]
    return found


def _fits(subject: Subject, stated: StatedLength, lengths: RecordLengths, text: str) -> bool:
    duration, slack = stated.duration, lengths.slack
    if any(duration.fits(each, slack) for each in lengths.whole):
        return True
    if any(duration.fits(each) for each in _periods_in(text)):
        return True
    if stated.scope is Scope.WHOLE or (stated.scope is Scope.OUTAGE and _is_one_outage(subject)):
        return False
    if any(duration.fits(each, slack) for each in lengths.between):
        return True
    return not duration.is_beyond(max(lengths.whole), slack)


def _periods_in(text: str) -> Iterator[timedelta]:
    """Yield the lengths of the periods that a text states by their times: `time-in-text` compares these."""
    for sentence in sentences(text):
        for first, last in periods(sentence, clock_times(sentence)):
            minutes = (last.clock.hour - first.clock.hour) * 60 + last.clock.minute - first.clock.minute
            yield timedelta(minutes=minutes) % _DAY


def _is_one_outage(subject: Subject) -> bool:
    """Return whether all windows are of the same time, at a level of outage."""
    windows = subject.record.windows
    same = len({(window.start, window.end) for window in windows}) == 1
    return same and all(window.level in subject.known.outage_levels for window in windows)


def _finding(subject: Subject, path: Path, stated: StatedLength, lengths: RecordLengths) -> Finding:
    first, last = (subject.local_time(at) for at in (lengths.affected_from, lengths.affected_until))
    last = last.removeprefix(first[: len("2026-11-20 ")])
    what = "it" if stated.scope is Scope.WHOLE else "something"
    message = (
        f"the text says that {what} lasted {_in_words(stated)}, and the windows say "
        f"{in_full(lengths.affected)} ({first} to {last}); correct the one that is wrong"
    )
    return Finding(path, message, in_full(lengths.affected), words=stated.duration.text)


def _in_words(stated: StatedLength) -> str:
    words = {Bound.ABOUT: "about ", Bound.NEARLY: "nearly ", Bound.OVER: "over ", Bound.UNDER: "at most "}
    return f"{words.get(stated.duration.bound, '')}{stated.duration.text.replace('-', ' ')}"


RULE = Rule(
    "duration-in-text",
    Severity.WARNING,
    check,
    __doc__,
    needs=("windows", "updates", "milestones", "status", "kind"),
    review=True,
)
