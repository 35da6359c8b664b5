"""A public text names an address or a host that only exists in a private network.

Such names tell an attacker how a network is built, and tell a reader nothing. The rule knows the private ranges of
IPv4 and IPv6 (RFC 1918, RFC 4193, link-local), host names below `.internal`, `.local`, `.corp`, `.lan`,
`.svc.cluster.local` and the like, names of cloud and Kubernetes nodes, and links to `localhost` or to a name without
a domain. `review.internal_hosts` adds domains of your own, and `review.allow` lists what may be public. Examples as in
RFC 5737 and `example.com` are not found, nor is `127.0.0.1` outside links, because every machine has it.

Passes:

```yaml
title: Search is slow
summary: A database server ran out of memory.
```

Fails:

```yaml
title: Search is slow
summary: The database server db-07.prod.internal ran out of memory.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from afterword.checks.leaks.hosts import may_contain_private_host, private_hosts
from afterword.checks.leaks.published import every_published, findings, review_of
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.diagnostics import Severity


def check(subject: Subject | SiteSubject) -> Iterator[Finding]:
    internal = tuple(each.lower().strip(".") for each in review_of(subject).internal_hosts)
    for text in every_published(subject, partial(may_contain_private_host, internal=internal)):
        yield from findings(
            subject,
            text,
            ((host.name, host.kind) for host in private_hosts(text.text, internal)),
            "say what the machine is for",
            "one of our database servers",
        )


RULE = Rule("private-address", Severity.ERROR, check, __doc__)
