"""The text exclaims, swears or exaggerates.

A record is read by people who were affected, by those who took part, and by strangers years later. Lively words make
them look for a culprit, and hide the facts. The SRE workbook shows an example and asks for a neutral tone. Say the fact
that was annoying, with its number.

A single exclamation mark is reported only in the analysis: an update may thank its readers.

Measured on our own sample: 17 of 18 findings are right, and 17 of 17 such sentences are found.

Passes:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - The password of the backup was known to two people, who were both on holiday.
```

Fails:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - It is ridiculous that nobody knew the password of the backup!
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.sentences import TO_READERS, Sentence
from afterword.diagnostics import Severity
from afterword.patterns import pattern

_LIVELY = (
    "ridiculous|ridiculously|absurd|absurdly|insane|insanely|idiotic|idiots?|stupid|stupidly|horrible|horribly"
    r"|awful(?!\s+lot)|awfully|terrible|terribly|nightmare|shameful|shamefully|pathetic|unbelievable|unbelievably"
    "|inexcusable|outrageous|moronic|crazy|laughable|appalling|abysmal|horrendous|atrocious|crap|crappy|damn"
    "|goddamn|bullshit|shit|shitty|fuck|fucking|fucked|wtf|asshole|clueless"
)
_WORDS = frozenset(re.findall("[a-z]{3,}", _LIVELY)) | {
    "idiots",
    "disaster",
    "believe",
    "hell",
    "heck",
    "clue",
}
_ANIMATED = pattern(
    rf"(?-i:(?<!^)\b(?:{_LIVELY})\b)|^(?:{_LIVELY})\b(?!\s+(?-i:[A-Z]))"
    r"|\b(?:a|an|complete|total|utter|absolute|real|big)\s+disaster\b(?!\s+(?:recovery|scenario|plan|drill|exercise))"
    r"|\b(?:can't|cannot|can\s+not)\s+believe\b|\b(?:what|how|why|where|who)\s+the\s+(?:hell|heck|fuck)\b"
    r"|\bhave\s+(?:no|a)\s+clue\b",
    re.IGNORECASE,
)
"""In capitals within a sentence, such a word is a name."""
_EXCLAIMED = pattern(r"(?:!\s*[!?]|\?!)+(?:[!?])*")
_ONE_MARK = pattern(r"\b[a-z][\w'-]*!(?=\W*$)")
_ANALYSIS = frozenset({"timeline", "trigger", "root_causes", "lessons", "limited_by"})


def check(subject: Subject) -> Iterator[Finding]:
    sentences = subject.sentences
    for sentence in dict.fromkeys(
        (*sentences.with_words(_WORDS, but=TO_READERS), *sentences.with_mark("!", but=TO_READERS))
    ):
        found = _ANIMATED.search(sentence.text) or _exclamation(sentence)
        if found:
            message = f"`{found[0]}` is lively; say the fact in a neutral tone"
            example = "The password was known to two people, who were both on holiday."
            yield Finding(sentence.path, message, example, words=found[0], passage=sentence.text)


def _exclamation(sentence: Sentence) -> re.Match[str] | None:
    one_is_enough = sentence.path[0] in _ANALYSIS
    return _EXCLAIMED.search(sentence.text) or (_ONE_MARK.search(sentence.text) if one_is_enough else None)


RULE = Rule("animated-language", Severity.WARNING, check, __doc__, review=True)
