"""A public text has the e-mail address or the phone number of a person.

Pages, feeds and search engines spread it, and it cannot be taken back. Name the team, or an address for everyone.
Addresses of offices (`support@`, `security@`, `press@`), mailing lists, toll-free numbers, `page.support` and
`example.com` are not found; `review.allow` lists what else may be public. Phone numbers are found in international
form, in the form of North America, and after a word such as "phone".

Passes:

```yaml
title: Search is slow
summary: Write to support@papermoor.example if searches are still slow.
```

Fails:

```yaml
title: Search is slow
summary: Write to maria.lind@papermoor.dev if searches are still slow.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.leaks.contacts import contacts_of_people, may_contain_contact
from afterword.checks.leaks.published import every_published, findings, support_of
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.diagnostics import Severity


def check(subject: Subject | SiteSubject) -> Iterator[Finding]:
    support = support_of(subject).casefold()
    for text in every_published(subject, may_contain_contact):
        contacts = ((each.text, each.kind) for each in contacts_of_people(text.text))
        of_people = (each for each in contacts if each[0].casefold() not in support)
        yield from findings(
            subject, text, of_people, "name a team or an address for everyone", "support@example.com"
        )


RULE = Rule("personal-contact", Severity.ERROR, check, __doc__)
