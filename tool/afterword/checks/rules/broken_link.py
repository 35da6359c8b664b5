"""A link has an address that leads nowhere.

A link must begin with `https://`, `http://`, `mailto:` or `/`, or be relative to the record's page. Pages drop any
other address, and any address without a valid host, so readers would see the text of the link but could not follow
it. A picture must be a file next to the record, and a link to the page of a component needs the id of one.

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
            yield Finding(link.path, message, "[the report](https://example.com/report)")
        elif link.picture and not isinstance(link.target, ToOwnFile):
            yield Finding(link.path, _picture(link), "![what it shows](graph.png)")
        else:
            message, example = component_problem(
                link, subject.known.components, subject.known.former_components
            )
            if message:
                yield Finding(link.path, message, example)


def component_problem(link: Link, known: Collection[str], former: Collection[str]) -> tuple[str, str]:
    """Return what is wrong with a link to the page or a file of a component, and an example, or two empty texts."""
    folder, _, rest = link.target.path.partition("/") if isinstance(link.target, ToSitePage) else ("", "", "")
    component, slash, _ = rest.partition("/")
    if folder != "components" or not slash or component in known or component in former:
        return "", ""
    meant = replacement(component, known)
    hint = suggestion(component, known)
    return f"`{shown(link.address)}` leads to no component; {hint}", f"/components/{meant}/" if meant else ""


def _picture(link: Link) -> str:
    return f"the picture `{shown(link.address)}` is not next to the record; put the file into the record's folder"


RULE = Rule("broken-link", Severity.ERROR, check, __doc__, needs_of_site=("components",))
