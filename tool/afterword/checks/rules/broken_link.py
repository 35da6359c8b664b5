"""A link has an address that leads nowhere.

A link must begin with `https://`, `http://`, `mailto:` or `/`, or be relative to the record's page. Pages drop any
other address, and any address without a valid host, so readers would see the text of the link but could not follow
it. A picture must be a file next to the record, a link to the page of a component needs the id of one, and a link to a
file for programs, such as `/data/v1/incidents.json`, the name of one that a build writes.

Passes:

```yaml
title: Search is slow
summary: "Slow, as [the provider reports](https://status.example.org/)."
```

Fails:

```yaml
title: Search is slow
summary: "Slow, as [the provider reports](http://[status.example.org)."
```
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from afterword.checks.generated_addresses import is_never_built, similar_file
from afterword.checks.lookup import replacement, suggestion
from afterword.checks.references import Link
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown
from afterword.records.link_targets import Malformed, ToOwnFile, ToSitePage


def check(subject: Subject) -> Iterator[Finding]:
    for link in subject.links:
        if isinstance(link.target, Malformed):
            named = f"`{shown(link.address)}` is" if link.address else "a link has"
            message = f"{named} no address that pages can show: {link.target.reason}"
            example = (
                "graph.png" if link.picture else instead_of(link, "the report", "https://example.com/report")
            )
            yield Finding(link.path, message, example, words=link.address)
        elif link.picture and not isinstance(link.target, ToOwnFile):
            yield Finding(link.path, _picture(link), "graph.png", words=link.address)
        else:
            message, example = site_problem(link, subject.known.components, subject.known.former_components)
            if message:
                yield Finding(link.path, message, example, words=link.address)


def instead_of(link: Link, text: str, address: str) -> str:
    """Return an address to write instead of that of a link; if the link has none, a whole link."""
    return address if link.address else f"[{text}]({address})"


def site_problem(link: Link, known: Collection[str], former: Collection[str]) -> tuple[str, str]:
    """Return what is wrong with a link to something that a build writes, and an example, or two empty texts."""
    path = link.target.path if isinstance(link.target, ToSitePage) else ""
    folder, _, rest = path.partition("/")
    component, slash, _ = rest.partition("/")
    if folder in ("badges", "components") and slash and component not in known and component not in former:
        meant = replacement(component, known)
        hint = suggestion(component, known)
        return (
            f"`{shown(link.address)}` leads to no component; {hint}",
            f"/{folder}/{meant}/" if meant else "",
        )
    if is_never_built(path):
        meant = similar_file(path)
        return f"`{shown(link.address)}` leads to no file of the site", f"/{meant}" if meant else ""
    return "", ""


def _picture(link: Link) -> str:
    return f"the picture `{shown(link.address)}` is not next to the record; put the file into the record's folder"


RULE = Rule("broken-link", Severity.ERROR, check, __doc__, needs_of_site=("components",))
