"""The `scope` of a window is nearly one of the site's `scopes`.

Pages show the name of a scope by its id, and programs compare ids. Other text is shown as it was typed, so
`europe` next to a scope `eu` with the name Europe is a scope of its own. The rule finds ids and names that
differ only in case or by a slip of the pen, and names in place of ids.

Passes:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search}]
scopes: [{id: eu, name: Europe}]
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15, scope: eu}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```

Fails:

```yaml
# status.yml
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search}]
scopes: [{id: eu, name: Europe}]
# incidents/2026/2026-11-20-search-is-slow.yml
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15, scope: europe}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import nearest, shown
from afterword.source.quoting import scalar

_SHORTEST_SLIP = 4
"""In shorter words, one letter makes another word: `eu` and `us` are alike."""


def check(subject: Subject) -> Iterator[Finding]:
    scopes = subject.known.scopes
    if not scopes:
        return
    for index, window in enumerate(subject.record.windows):
        for position, typed in enumerate(window.scope):
            meant = _meant(typed, scopes)
            if meant:
                path = ("windows", index, "scope", position)
                message = f"`{shown(typed)}` is not the id of a scope of `status.yml`; did you mean `{meant}`"
                named = f" ({scopes[meant]})" if scopes[meant].casefold() != typed.casefold() else ""
                yield Finding(
                    path, f"{message}{named}?", f"scope: {scalar(meant)}" if len(window.scope) == 1 else ""
                )


def _meant(typed: str, scopes: Mapping[str, str]) -> str:
    """Return the id of the scope that was probably meant by text that is not an id itself, or an empty text."""
    if typed in scopes:
        return ""
    by_word = {word.casefold(): scope for scope, name in scopes.items() for word in (name, scope)}
    word = typed.casefold()
    if word in by_word:
        return by_word[word]
    similar = nearest(word, by_word, 0.8) if len(word) >= _SHORTEST_SLIP else ""
    return by_word[similar] if similar and _is_slip(word, similar) else ""


def _is_slip(word: str, known: str) -> bool:
    """Return whether a letter is missing, added or in another place; another letter or digit is another name."""
    return (abs(len(word) - len(known)) == 1 and not _digits(word) ^ _digits(known)) or sorted(
        word
    ) == sorted(known)


def _digits(word: str) -> set[str]:
    return set(filter(str.isdigit, word))


RULE = Rule("scope-spelling", Severity.INFO, check, __doc__, needs_of_site=("scopes",))
