"""An adverb judges instead of describing.

"Inadequately tested" compares the work with an unwritten standard, and hides what was done. Say what was
tested and what was not. Microsoft's guide to post-incident reviews names normative language among its traps.

Only adverbs that judge people's work are reported: a service may close its files properly or not.

Measured on our own sample: 16 of 16 findings are right, and 16 of 16 such sentences are found.

Passes:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - The move was tested with a tenth of the documents.
```

Fails:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - The move was inadequately tested.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.sentences import TO_READERS
from afterword.diagnostics import Severity
from afterword.patterns import pattern

_ALWAYS = (
    "carelessly|hastily|negligently|recklessly|sloppily|foolishly|irresponsibly|thoughtlessly|inexcusably"
)
_QUALITY = "properly|adequately|sufficiently|thoroughly|appropriately|carefully"
_LACK = "inadequately|insufficiently|improperly|inappropriately|poorly"
_WORK = (
    "tested|reviewed|prepared|planned|trained|communicated|considered|thought|coordinated|researched"
    "|evaluated|assessed|vetted|briefed"
)
_JUDGEMENT = pattern(
    rf"\b(?:{_ALWAYS})\b(?!\s+is\b)|\b(?:{_LACK})\s+(?:{_WORK})\b"
    rf"|(?:\bnot|n't)\s+(?:been\s+)?(?:{_QUALITY})\s+(?:{_WORK})\b"
    rf"|(?:\bnot|n't)\s+(?:been\s+)?(?:{_WORK})\s+(?:{_QUALITY})\b"
    r"|^obviously\b|,\s*(?:obviously|of\s+course),",
    re.IGNORECASE,
)
_WORDS = frozenset((*_ALWAYS.split("|"), *_QUALITY.split("|"), *_LACK.split("|"), "obviously", "course"))


def check(subject: Subject) -> Iterator[Finding]:
    for sentence in subject.sentences.with_words(_WORDS, but=TO_READERS):
        found = _JUDGEMENT.search(sentence.text)
        if found:
            words = found[0].strip(" ,")
            message = f"`{words}` judges; say what was done and what was not"
            example = "The move was tested with a tenth of the documents."
            yield Finding(sentence.path, message, example, words=words, passage=sentence.text)


RULE = Rule("normative-wording", Severity.WARNING, check, __doc__, review=True)
