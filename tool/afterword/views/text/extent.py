"""Words of what a level holds: which regions, versions or customers, and which share of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from afterword.records.impact import ComponentWindow, Window
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.levels import CurrentLevel
from afterword.views.text.labels import LevelLabel, label_of
from afterword.views.text.quantities import quantity, scope_names
from afterword.views.text.words import Words

_MOST_PARTS = 3
"""How many different parts are named; if there are more, the text says only that it is not the whole."""
_PLAIN_SHARE = re.compile(r"[^%]*\d\W*%?")
"""A share that does not say of what: `38 %`, but not `38 % of requests`."""


class LevelNow(NamedTuple):
    """The level of a component that is told, with its extent.

    `extent` is what it holds for, empty if that is everything. `further` are milder levels that hold for the rest.
    """

    id: str
    extent: str = ""
    further: str = ""

    @property
    def suffix(self) -> str:
        """What follows the name of the level: ` (Europe, 30 % of requests)`."""
        return (f" ({self.extent})" if self.extent else "") + self.further

    def label(self, words: Words, site: Site) -> LevelLabel:
        """Return its label with what follows the name."""
        return label_of(words, site, self.id)._replace(extent=self.suffix)


def extent(words: Words, windows: Iterable[Window | None], site: Site) -> str:
    """Return what a level holds for that all these windows give, as plain text; empty if for everything.

    None stands for an update, which has no scope. Several scopes are named together; with shares, each has its own.
    """
    parts = tuple(dict.fromkeys(_part(words, each, site) for each in windows))
    if not all(scopes or share for scopes, share in parts):
        return ""
    shares = any(share for _, share in parts)
    named = (
        ["; ".join(words.comma.join(filter(None, (*scopes, share))) for scopes, share in parts)]
        if shares
        else list(dict.fromkeys(each for scopes, _ in parts for each in scopes))
    )
    return words.comma.join(named) if len(parts) <= _MOST_PARTS else words.record.in_part


def level_now(words: Words, site: Site, held: Iterable[CurrentLevel]) -> LevelNow:
    """Return the worst of levels that hold at once, at least one, and milder levels that hold for the rest."""
    by_level: dict[str, list[Window | None]] = {}
    for each in held:
        by_level.setdefault(each.level, []).append(each.window)
    worst, *milder = sorted(by_level, key=site.rank, reverse=True)
    if not site.rank(worst):
        return LevelNow(worst)
    of_worst = told = extent(words, by_level[worst], site)
    covered, further = _whole_scopes(by_level[worst]), ""
    for level in milder:
        if not told or not site.rank(level):
            break
        rest = [
            each for each in by_level[level] if not (each and each.scope and covered.issuperset(each.scope))
        ]
        if rest:
            told = extent(words, rest, site)
            name = words.in_sentence(label_of(words, site, level).name)
            further += f", {name} ({told})" if told else words.gettext(", otherwise {level}", level=name)
            covered |= _whole_scopes(rest)
    return LevelNow(worst, of_worst, further)


def levels_now(words: Words, site: Site, held: Iterable[CurrentLevel]) -> dict[str, LevelNow]:
    """Return the level of each component that is told, as `level_now` does."""
    by_component: dict[str, list[CurrentLevel]] = {}
    for each in held:
        by_component.setdefault(each.component, []).append(each)
    return {component: level_now(words, site, levels) for component, levels in by_component.items()}


def extent_until(
    record: Record, site: Site, component: str, level: str, now: datetime, *, words: Words
) -> str:
    """Return what a level of one component held for, in all windows of a record until `now`."""
    windows = (each.window for each in _begun(record, level, now) if each.component == component)
    return extent(words, windows, site) if _is_partial(record) else ""


def extent_at(record: Record, site: Site, component: str, level: str, at: datetime, *, words: Words) -> str:
    """Return what a level of one component holds for by the windows of a record at an instant, their ends included."""
    if not _is_partial(record):
        return ""
    windows = [each for each in _begun(record, level, at) if each.component == component]
    return extent(words, (each.window for each in windows if each.end is None or at <= each.end), site)


def extent_of_all(words: Words, record: Record, site: Site, level: str, now: datetime) -> str:
    """Return what a level held for in a record until `now`, with the names of components that differ."""
    if not _is_partial(record):
        return ""
    windows: dict[str, list[Window]] = {}
    for each in _begun(record, level, now):
        windows.setdefault(each.component, []).append(each.window)
    extents = {component: extent(words, of, site) for component, of in windows.items()}
    if len(set(extents.values())) < 2:
        return next(iter(extents.values()), "")
    names = {component.id: component.name for component in site.components}
    told = [f"{names.get(component, component)}: {text}" for component, text in extents.items() if text]
    return "; ".join(told) if len(told) <= _MOST_PARTS else words.record.in_part


def _is_partial(record: Record) -> bool:
    """Return whether any window holds for less than its components."""
    return any(each.scope or each.share for each in record.windows)


def _begun(record: Record, level: str, now: datetime) -> Sequence[ComponentWindow]:
    return [each for each in record.component_windows if each.level == level and each.start <= now]


def _whole_scopes(windows: Iterable[Window | None]) -> set[str]:
    """Return the scopes for which a level holds wholly: the milder levels of these are not told."""
    return {scope for each in windows if each and not each.share for scope in each.scope}


def _part(words: Words, window: Window | None, site: Site) -> tuple[tuple[str, ...], str]:
    if window is None:
        return (), ""
    share = quantity(words, window.share) if window.share else ""
    return scope_names(window, site), words.gettext(
        "{share} affected", share=share
    ) if _PLAIN_SHARE.fullmatch(share) else share
