"""An action item wants people to be more careful.

Training and reminders wear off, and the next incident happens to somebody who was not there. The SRE workbook calls
them the wrong kind of action: change the system, so that the mistake has no effect or cannot be made. The rule
looks at the titles of unfinished items in English: those that train, remind or admonish the team, or ask for more
care.

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
    title: Remind the team to check the queue before a report
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

_PEOPLE = (
    r"(?:(?:all|our|the|every|each|new|more|on-?call|other|development|support|of|members?)\s+)*"
    r"(?:engineers?|developers?|operators?|administrators?|admins?|responders?|staff|colleagues|employees|everyone"
    r"|everybody|people|teams?|sres?|on-?calls?|reviewers?|technicians?|personnel)\b"
)
_FOR_PEOPLE = pattern(
    rf"(?:(?:re-?)?train|remind|admonish|educate|coach|instruct|urge|warn|tell|ask)\s+{_PEOPLE}"
    r"|(?:be|act|work|deploy)\s+(?:more\s+)?careful(?:ly)?\b|pay\s+(?:more|closer|better)\s+attention\b"
    r"|(?:take|use)\s+(?:more|greater|better)\s+care\b"
    rf"|(?:make\s+sure|ensure)\s+(?:that\s+)?{_PEOPLE}\s+(?:knows?|remembers?|understands?|(?:is|are)\s+aware|pays?)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.record.action_items or not subject.is_english:
        return
    for index, item in unfinished(subject.record):
        if found := _FOR_PEOPLE.match(item.title):
            message = (
                f"`{shown(found[0])}` asks people to be more careful; change the system, so that the mistake "
            )
            message += "cannot be made or does no harm"
            yield Finding(
                ("action_items", index, "title"), message, "title: Refuse a report while the queue is full"
            )


RULE = Rule("action-for-people", Severity.WARNING, check, __doc__, review=True)
