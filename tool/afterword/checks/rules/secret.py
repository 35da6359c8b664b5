"""A text contains a secret: a key, a token, a password or a private key.

Anyone who can read the repository can use it, and git keeps it for ever. So the rule looks at the whole file, with
its comments and internal keys, also of internal records, and at text files that a record links to. Revoke the secret
first, then remove it.

Keys and tokens of known services are found by the library
[detect-secrets](https://github.com/Yelp/detect-secrets). Besides these, the rule knows private keys, passwords after
`password=` and the like, and credentials in addresses: `user:password@host`, `?token=` and signatures. Placeholders
such as `<token>`, `$TOKEN` or `***` are not secrets. No message, report or cache contains more than the first four
characters of a token.

Passes:

```yaml
title: Search is slow
summary: A job logged its access key. The key was revoked within the hour.
```

Fails:

```yaml
title: Search is slow
summary: A job logged its access key, AKIAQ3EXAMPLE7LOGGED. It was revoked within the hour.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.leaks.published import Published, attached_texts, every_text
from afterword.checks.leaks.secrets import Secret, secrets_in
from afterword.checks.rule import Finding, Rule, SiteSubject, Subject
from afterword.diagnostics import Severity
from afterword.source.nodes import Path


def check(subject: Subject | SiteSubject) -> Iterator[Finding]:
    if isinstance(subject, SiteSubject):
        for text in every_text(subject):
            yield from _in_text(text)
        return
    source = subject.locator.document.text
    if secrets_in(source):
        known = ""
        for text in every_text(subject):
            yield from _in_text(text)
            known += text.text
        yield from _elsewhere(source, known)
    for attached in attached_texts(subject, published_only=False):
        found = secrets_in(attached.text)
        if found:
            place = attached.place(found[0].start)
            what = f"{place}{_what(attached.text, found[0])}"
            yield _finding(attached.path, what, len(found) - 1, words=attached.address)


def _in_text(text: Published) -> Iterator[Finding]:
    found = text.text
    return (
        _finding(
            text.path,
            _what(found, each),
            words=found[each.start : each.end],
            passage=found[max(0, each.start - _AROUND) : each.end + _AROUND],
        )
        for each in secrets_in(found)
    )


def _elsewhere(source: str, known: str) -> Iterator[Finding]:
    """Yield the secrets that are in no text of the record, but in a comment or below `internal`."""
    for each in secrets_in(source):
        if "".join(source[each.start : each.end].split()) not in "".join(known.split()):
            line = source.count("\n", 0, each.start) + 1
            yield _finding((), f"in line {line:,}, {_what(source, each)}")


def _what(text: str, secret: Secret) -> str:
    start = text[secret.start : secret.hidden_from]
    return f"{f'`{start}…` is' if start else 'there is'} a secret, by its form: {secret.kind}"


def _finding(path: Path, what: str, others: int = 0, words: str = "", passage: str = "") -> Finding:
    more = f" (and {others:,} more)" if others else ""
    message = f"{what}{more}; revoke it, because git keeps it, and say what it was for"
    return Finding(path, message, _EXAMPLE, words=words, passage=passage)


_AROUND = 40
_EXAMPLE = "the access key of the nightly job"

RULE = Rule("secret", Severity.ERROR, check, __doc__)
