"""A comparison as a comment on a pull request: how later runs find it, and how it is cut to fit."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.report.diff_markdown import MARKER
from afterword.report.diff_text import NO_CHANGE

_OPENED, _CLOSED = "<details>", "</details>"


@dataclass(frozen=True, slots=True)
class Comment:
    """The text of a comment, which begins with the marker by which it is found again."""

    text: str

    @classmethod
    def of(cls, text: str) -> Comment:
        """Return the comment. Raises ValueError if it is not a comparison in Markdown."""
        if text.partition("\n")[0].rstrip() != MARKER:
            raise ValueError(
                f"it does not begin with {MARKER}; write it with `afterword diff --format markdown`"
            )
        return cls(text.rstrip("\n") + "\n")

    @property
    def has_changes(self) -> bool:
        """Whether the two versions differ."""
        return not self.text.rstrip().endswith(f": {NO_CHANGE}.")

    def with_link(self, url: str, limit: int) -> str:
        """Return the text with a link to the run that wrote it, cut at the end of a line if it is too long."""
        link = f"\n[Findings, preview and the whole comparison]({url})\n" if url else ""
        if len(self.text) + len(link) <= limit:
            return self.text + link
        note = "\nThe rest of the comparison is too long for a comment.\n"
        room = limit - len(note) - len(link) - len(_CLOSED) - 2
        kept = self.text[: self.text.rfind("\n", 0, room) + 1]
        if kept.count(_OPENED) > kept.count(_CLOSED):
            kept += f"\n{_CLOSED}\n"
        return kept + note + link


def is_comment(text: str) -> bool:
    """Return whether a text is an earlier version of the comment."""
    return text.startswith(MARKER)
