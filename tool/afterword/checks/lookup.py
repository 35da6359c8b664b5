"""The ids that records may refer to, gathered once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from afterword.records.error_messages import did_you_mean, nearest
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site

_DAY = len("2026-11-20")

# The same wrong word often stands in many records, after a component was renamed for instance.
_suggestion = lru_cache(maxsize=256)(did_you_mean)
_replacement = lru_cache(maxsize=256)(nearest)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The site's own words in their order, and every record's id with the files that claim it.

    `troubles` are the levels that are worse than operational. `parts` finds ids by the day or the words that
    they are made of.
    """

    components: Mapping[str, str]
    levels: Mapping[str, str]
    troubles: frozenset[str]
    severities: Mapping[str, str]
    categories: Mapping[str, str]
    files: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]

    def records_like(self, record_id: str) -> tuple[str, ...]:
        """Give the records of the same day or the same name, so that thousands need not be compared."""
        day, name = _parts(record_id)
        return (*self.parts.get(day, ()), *self.parts.get(name, ()))


def build_lookup(site: Site, files: Iterable[str]) -> Lookup:
    """Collect what the site names, and the ids of its record files whether or not they could be used."""
    claimed: dict[str, list[str]] = {}
    for file in files:
        claimed.setdefault(_stem(file), []).append(file)
    parts: dict[str, list[str]] = {}
    for record_id in claimed:
        for part in _parts(record_id):
            parts.setdefault(part, []).append(record_id)
    return Lookup(
        components={component.id: component.name for component in site.components},
        levels={level.id: level.name for level in (*site.levels, OPERATIONAL)},
        troubles=frozenset(level.id for level in site.levels if site.rank(level.id) > 0),
        severities={severity.id: severity.label for severity in site.severities},
        categories={category: category for category in site.cause_categories},
        files={record_id: tuple(found) for record_id, found in claimed.items()},
        parts={part: tuple(found) for part, found in parts.items()},
    )


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say what a word that is not known was probably meant to be."""
    return _suggestion(word, tuple(known))


def replacement(word: str, known: Iterable[str]) -> str:
    """Give the known word to write instead, or nothing where none is near."""
    return _replacement(word.lower(), tuple(known))


def _stem(file: str) -> str:
    """Give the id that a record's file stands for: its name without folder and ending."""
    return file.rpartition("/")[2].rpartition(".")[0]


def _parts(record_id: str) -> tuple[str, str]:
    return record_id[:_DAY], record_id[_DAY:]
