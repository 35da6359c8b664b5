"""A text contains HTML tags.

Text is Markdown. Pages show a tag as it was typed, so that nothing vanishes: neither `<your-token>`, which only looks
like a tag, nor the text between block tags. Only `<br>` works, as a line break. Write the Markdown for what a tag
should do, and put text that only looks like a tag between backticks.

Passes:

```yaml
title: Search is slow
summary: Searches took **several seconds**. Send `<your-token>` again.
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.<br>We are sorry.}
```

Fails:

```yaml
title: Search is slow
summary: Searches took <b>several seconds</b>. Send <your-token> again.
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.<br>We are sorry.}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, WithProse, prose_with
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.prose.markdown import is_line_break, tags_of
from afterword.records.error_messages import shown

_NAME = pattern(r"</?([a-z][a-z\d]*)", re.IGNORECASE)
_MARKDOWN = {
    **dict.fromkeys(("b", "strong"), "**important**"),
    **dict.fromkeys(("i", "em"), "*stressed*"),
    **dict.fromkeys(("code", "tt", "kbd", "samp", "pre"), "`code`"),
    **dict.fromkeys(("del", "s", "strike"), "~~no longer true~~"),
    **dict.fromkeys(("ul", "ol", "li"), "- one entry on each line"),
    **dict.fromkeys(("p", "div", "section", "details", "summary"), "a blank line between paragraphs"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "## A heading"),
    "a": "[the text](https://example.com/)",
    "blockquote": "> a quotation",
    "hr": "---",
    "img": "![what the picture shows](queue.png)",
}
"""What to write instead of an element."""


def check(subject: WithProse) -> Iterator[Finding]:
    for path, text in prose_with(subject, "<"):
        tags = [tag for tag in tags_of(text) if not tag.startswith("<!--") and not is_line_break(tag)]
        if tags:
            listed = ", ".join(f"`{shown(tag)}`" for tag in dict.fromkeys(tags[:3]))
            more = " and more tags are" if len(tags) > 3 else " is" if len(set(tags)) == 1 else " are"
            message = f"{listed}{more} shown as typed, because text is Markdown"
            yield Finding(path, message, _instead_of(tags[0]), words=tags[0])


def _instead_of(tag: str) -> str:
    name = _NAME.match(tag)
    return _MARKDOWN.get(name[1].lower() if name else "", f"`{tag}`")


RULE = Rule("raw-html", Severity.WARNING, check, __doc__)
