"""A comment after a text is probably the rest of that text.

In YAML, a space and a `#` begin a comment, so the title of the second sample is only "Checkout". Quote the text; put a
comment on a line of its own. Comments that no one can mistake for text are not reported: `# TODO`, `# word: …`, and any
after the end of a sentence.

Passes:

```yaml
title: "Checkout # is down"
status: resolved  # typed, as there are no updates
summary: No order could be placed.  # no one knows yet why
```

Fails:

```yaml
title: Checkout  # is down
status: resolved  # typed, as there are no updates
summary: No order could be placed.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.texts import Text
from afterword.source.quoting import quoted

_MARKS = (" #", "\t#")
_BEHIND_TEXT = pattern(r"\S[ \t]+#\s")
_CLEARLY_A_COMMENT = pattern(r"#\s+(?:[\w-]+:|(?:TODO|FIXME|XXX)\b)|#\W*$")
_ENDS_OF_SENTENCES = (".", "!", "?", "。", "؟")
_MAX_SHOWN = 60
_LONGEST_EXAMPLE = 200


def check(subject: Subject) -> Iterator[Finding]:
    source = subject.locator.document.text
    if not (any(mark in source for mark in _MARKS) and _BEHIND_TEXT.search(source)):
        return
    for text in subject.texts:
        if text.markdown or text.path[-1] == "title":
            comment = subject.locator.comment_behind(text.path)
            whole = text.text.endswith(_ENDS_OF_SENTENCES)
            if comment and not whole and not _CLEARLY_A_COMMENT.match(comment):
                message = (
                    f"`{comment[:_MAX_SHOWN]}` is read as a comment, so readers do not see it; quote the text, or put "
                    "the comment on a line of its own"
                )
                yield Finding(text.path, message, _example(text, comment), words=comment, behind=True)


def _example(text: Text, comment: str) -> str:
    whole, key = quoted(f"{text.text} {comment}"), text.path[-1]
    if len(whole) > _LONGEST_EXAMPLE:
        return ""
    return f"{key}: {whole}" if isinstance(key, str) else whole


RULE = Rule("swallowed-text", Severity.WARNING, check, __doc__)
