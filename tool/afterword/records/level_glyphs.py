"""The glyph of each level: levels differ by shape too, so no two levels of a site have the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afterword.records.scales import Level
from afterword.records.vocabulary import ComponentStatus

_BY_STATUS: Mapping[ComponentStatus, tuple[str, ...]] = {
    ComponentStatus.OPERATIONAL: ("✓", "✓※", "✓※†", "✓※†‡"),
    ComponentStatus.UNDER_MAINTENANCE: ("▤", "▤▥", "▤▥▦", "▤▥▦▩"),
    ComponentStatus.DEGRADED_PERFORMANCE: ("▲", "△▲", "△◬▲", "△◬◭▲"),
    ComponentStatus.PARTIAL_OUTAGE: ("◆", "◆❖", "◈◆❖", "⋄◈◆❖"),
    ComponentStatus.MAJOR_OUTAGE: ("✕", "⊗✕", "⊗☓✕", "⊗☓✕✖"),
}
"""The glyphs of one, two, three or four levels with a status, mildest first."""
_FIRST_NUMBER = ord("①")


def level_glyphs(levels: Iterable[Level]) -> Mapping[str, str]:
    """Return the glyph of each of all levels of a site, mildest first, by its id.

    More levels with one status than there are glyphs for are numbered.
    """
    by_status: dict[ComponentStatus, list[str]] = {}
    glyphs: dict[str, str] = {}
    for number, level in enumerate({each.id: each for each in levels}.values()):
        by_status.setdefault(level.status, []).append(level.id)
        glyphs[level.id] = chr(_FIRST_NUMBER + number)
    for status, ids in by_status.items():
        if len(ids) <= len(_BY_STATUS[status]):
            glyphs.update(zip(ids, _BY_STATUS[status][len(ids) - 1], strict=True))
    return glyphs
