"""The edits that give a text the layout of `afterword fmt`."""

from __future__ import annotations

from afterword.editor.all_fixes import edits_between
from afterword.editor.live_site import LiveSite
from afterword.layout.layout import laid_out
from afterword.source.edits import Edit


def formatting(live: LiveSite, file: str, text: str) -> tuple[Edit, ...]:
    """Return edits of the lines that change; none for a text that cannot be read: its findings say why."""
    after = laid_out(file, text.encode("utf-8", "replace"), live.site).after
    return () if after is None else tuple(edits_between(file, text, after.decode("utf-8")))
