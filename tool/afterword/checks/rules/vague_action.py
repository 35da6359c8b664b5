"""An action item does not say when it is done.

"Improve monitoring" is never finished and cannot be checked. The SRE workbook asks for actions whose result can
be verified, and PagerDuty's guide for an end: name the alert, the limit, the test or the document that will exist.
The rule looks at titles of unfinished items in English that begin with a word such as improve, consider or look
into and name neither a number nor a condition, a purpose or a way. An item of the type `investigate` may look into
something if its title says what will be published or decided.

Passes:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
```

Fails:

```yaml
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Improve the monitoring of the queue
    type: prevent
    priority: p1
    owner: team-search
    due: 2027-01-31
    status: open
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.action_items import unfinished
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.error_messages import shown

_VAGUE = pattern(
    r"(?:(?:further |generally |continue to )?(?:improve|enhance|optimi[sz]e|consider|rethink|revisit|explore)"
    r"|look (?:in)?to|look at|think about|try to|work on"
    r"|make .{1,60}\b(?:better|more (?:robust|reliable|resilient|stable)))\b",
    re.IGNORECASE,
)
_CONCRETE = pattern(
    r"[\d`\"“:(]|\b(?:so that|such that|by|until|when|while|if|unless|before|after|instead|below|above|with|without"
    r"|from|via|using|per cent|test|write|publish|decide|list)\b|, ?and\b",
    re.IGNORECASE,
)
_LONG = 12
"""Words from which a title is taken to say what will be done."""


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.record.action_items or not subject.is_english:
        return
    for index, item in unfinished(subject.record):
        found = _VAGUE.match(item.title)
        if found and not _CONCRETE.search(item.title, found.end()) and len(item.title.split()) < _LONG:
            message = f"`{shown(item.title)}` does not say when it is done; name the alert, limit, test or document "
            yield Finding(("action_items", index, "title"), f"{message}that will exist")


RULE = Rule("vague-action", Severity.INFO, check, __doc__, review=True)
