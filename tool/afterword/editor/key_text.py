"""What an editor says about a key: its meaning, its value, an example, who sees it, and where to read more."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from afterword.editor.tokens import names
from afterword.records import introspection
from afterword.records.field_reference import section_address, value_form
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import SITE_FILE
from afterword.source.nodes import Path

_AUDIENCES = {
    KeyAudience.PUBLIC: "Public.",
    KeyAudience.WITH_POST_MORTEM: "Public with the post-mortem.",
    KeyAudience.INTERNAL: "Internal, unless `publish.also` names it.",
    KeyAudience.NEVER_PUBLIC: "Internal, always.",
    KeyAudience.CONTROL: "Decides who sees the rest.",
}


def key_text(file: str, path: Path, field: FieldInfo, handbook: str = "") -> str:
    """Write the text about a key, in Markdown. `handbook` is the address of the documentation, if there is one."""
    root = Site if file == SITE_FILE else Record
    steps = names(path)
    audience = key_audience(field)
    parts = [
        field.description or "",
        f"{value_form(root, steps)}." + (f" {_AUDIENCES[audience]}" if audience else ""),
        f"```yaml\n{introspection.example(steps[-1], field)}\n```",
    ]
    if handbook:
        parts.append(f"[Handbook]({handbook}{section_address(root, steps[:-1])})")
    return "\n\n".join(filter(None, parts))
