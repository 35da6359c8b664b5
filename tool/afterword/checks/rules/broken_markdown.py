"""A text has Markdown that pages show as it was typed.

Readers then see brackets and an address in place of a link or a picture. The rule finds what can hardly be meant as
text: an address with a space that is not within `<…>` and not written as `%20`, if it ends like the name of a file; a
block of code that begins with backticks and does not end, so that all the rest of the text is code; and lines that
begin and end with `|`, if the second one is not the line of hyphens that makes a table of them. It also finds rows of a
table with more cells than its first line, as of `a|b` in a cell, and footnotes, boxes and tabs, which are not Markdown.
It does not look for a name without a definition, `[text][name]`, which looks like text that is meant so.

Passes:

```yaml
title: Search is slow
summary: "Slow, as [our provider's report](https://status.example.org/report%201.pdf) says."
```

Fails:

```yaml
title: Search is slow
summary: "Slow, as [our provider's report](https://status.example.org/report 1.pdf) says."
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, WithProse, prose_with
from afterword.diagnostics import Severity
from afterword.prose.unread_markdown import open_fence, unread_addresses, unread_extensions, unread_tables
from afterword.prose.wide_tables import wide_tables
from afterword.records.error_messages import shown

_MARKS = ("](", "|", "```", "~~~", "[^", "[!", "!!!", "???", "===")


def check(subject: WithProse) -> Iterator[Finding]:
    for path, text in prose_with(subject, *_MARKS):
        for address in unread_addresses(text):
            message = f"`{shown(address)}` contains a space, so readers see the link as it was typed; put it within <…>"
            yield Finding(path, message, f"<{address}>", words=address)
        for row in unread_tables(text):
            message = (
                "readers see this table as it was typed; its second line has hyphens, some for each cell"
            )
            yield Finding(path, message, "| --- " * (row.count("|") - 1) + "|", words=row)
        for table in wide_tables(text):
            message = f"this row has more cells than the first line of its table, which has {table.columns}"
            example = "`a\\|b` for a stroke within a cell"
            yield Finding(
                path, f"{message}, so readers see columns without a heading", example, words=table.rows[0]
            )
        for extension in unread_extensions(text):
            message = f"readers see `{shown(extension)}` as it was typed, because it is not Markdown"
            yield Finding(path, message, "**Note:** in a paragraph of its own", words=extension)
        if fence := open_fence(text):
            message = "this block of code does not end, so all that follows is shown as code"
            yield Finding(path, f"{message}; end it with the same marks on a line of their own", words=fence)


RULE = Rule("broken-markdown", Severity.WARNING, check, __doc__)
