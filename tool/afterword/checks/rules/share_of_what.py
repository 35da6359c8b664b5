"""A text gives a share without saying of what it is.

"0.8 % were affected" may be of customers, of requests, or of all data ever stored, and a reader cannot tell whether it
is much. Say of what the share is: "0.8 % of all uploads failed". A share of a rate is clear ("the error rate rose to
8 %"), and so is one whose sentence names the whole. The rule reads the English summary and the texts that tell of an
incident once it is over. The SRE workbook asks for numbers that mean the same to everybody who reads them.

Passes:

```yaml
title: Uploads fail
summary: At the worst time, 0.8 % of all uploads failed.
windows:
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```

Fails:

```yaml
title: Uploads fail
summary: At the worst time, 0.8 % were affected.
windows:
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.prose.sentences import sentences
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern

_SHARE = r"(?<![\w.,:/–-])\d{1,3}(?:\.\d+)?\s?(?:%|percent\b|per\scent\b)"
_WITHOUT_WHOLE = pattern(
    rf"(?P<subject>{_SHARE})\s(?:(?:was|were|had\sbeen|are)\s(?:\w+ly\s)?(?:affected|impacted|lost|rejected|refused|"
    rf"unavailable|down|dropped|delayed)|failed|timed\sout)\b"
    rf"|\b(?:affected|affecting|affects|impacted|impacting|impacts|hit)\s(?:(?:about|around|approximately|roughly|nearly|"
    rf"almost|over|under|less\sthan|more\sthan|up\sto|only)\s)?~?(?P<object>{_SHARE})(?=[.,;)]|$|\s(?:and|for|between|from|during)\b)",
    re.IGNORECASE,
)
_WHOLE_NAMED = pattern(r"(?:\bof\b|%|\bpercent|\brates?\b|\btraffic\b|\bwhom?\b|\bwhich\b|:)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.is_english:
        return
    for path, text in subject.told:
        if "%" not in text and "percent" not in text and "per cent" not in text:
            continue
        for sentence in sentences(text):
            found = _WITHOUT_WHOLE.search(sentence)
            if found and not _WHOLE_NAMED.search(sentence[: found.start()]):
                share = found["subject"] or found["object"]
                yield Finding(
                    path,
                    f"the text says {share} and not of what; name what is counted",
                    f"{share} of all requests",
                    words=share,
                    passage=sentence,
                )
                break


RULE = Rule("share-of-what", Severity.INFO, check, __doc__, needs=("updates",), review=True)
