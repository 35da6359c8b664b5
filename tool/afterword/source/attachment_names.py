"""Says which names in the folder next to a record are those of files that may be published."""

from __future__ import annotations

from pathlib import PurePath

_MARKDOWN = ".md"  # MkDocs would turn it into a page
_NEVER = (".yml", ".yaml", _MARKDOWN)
_GENERATED = ("index.html", "timeline.svg")
"""Files that are published with the page of a record, and that nothing else may replace."""


def may_be_attached(path: PurePath) -> bool:
    """Return whether a file with this path in the folder next to a record may be published."""
    return not kind_never_published(path.as_posix())


def kind_never_published(name: str) -> str:
    """Return what makes a path in the folder next to a record one that is never published; empty if nothing does."""
    lower = name.lower()
    if lower.endswith(_NEVER):
        return "Markdown" if lower.endswith(_MARKDOWN) else "YAML"
    if lower in _GENERATED:
        return f"`{name}`"
    return "a hidden file" if any(part.startswith(".") and part != ".." for part in name.split("/")) else ""


def published_name(name: str) -> str:
    """Return another name for a file whose own is never published."""
    last = name.rpartition("/")[2].lstrip(".") or "file"
    if last.lower().endswith(_NEVER):
        last = f"{last.rpartition('.')[0] or 'file'}.txt"
    return f"our-{last}" if last.lower() in _GENERATED else last
