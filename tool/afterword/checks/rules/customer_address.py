"""A public text has the IP address of a customer.

In many countries an address is personal data, and it shows who was affected. The rule looks for public addresses in
sentences about customers, users or clients, and in attached logs and tables. Your own addresses, such as those that
customers must allow in a firewall, are not found in a text; for an attachment, list them in `review.allow`.

Passes:

```yaml
title: Search is slow
summary: One customer sent half of all requests.
```

Fails:

```yaml
title: Search is slow
summary: One customer, from 81.2.69.142, sent half of all requests.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.leaks.hosts import may_contain_public_address, public_addresses
from afterword.checks.leaks.published import Published, every_published, findings
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern

_CUSTOMER = pattern(
    r"\b(?:customer|client|user|visitor|tenant|subscriber|caller|requester|account holder|attacker)s?\b",
    re.IGNORECASE,
)
_OURS = pattern(
    r"\b(?:our|ours|allow-?list\w*|white-?list\w*|firewalls?|egress|outbound|resolvers?|dns|nameservers?|announced?"
    r"|endpoints?|load balancers?|anycast)\b",
    re.IGNORECASE,
)
_SENTENCES = pattern(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*|])")


def check(subject: Subject | SiteSubject) -> Iterator[Finding]:
    for text in every_published(subject, may_contain_public_address):
        found = ((each, "an IP address of a customer") for each in _of_customers(text))
        yield from findings(subject, text, found, "say how many customers, not which", "one customer")


def _of_customers(text: Published) -> Iterator[str]:
    if text.file:
        yield from (each.name for each in public_addresses(text.text))
        return
    for sentence in _SENTENCES.split(text.text):
        if _CUSTOMER.search(sentence) and not _OURS.search(sentence):
            yield from (each.name for each in public_addresses(sentence))


RULE = Rule("customer-address", Severity.WARNING, check, __doc__, review=True)
