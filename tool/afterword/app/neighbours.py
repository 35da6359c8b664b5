"""Finds the neighbours of records that a change adds or touches, among the records of the whole site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from afterword.app.record_windows import RecordWindows
from afterword.cache.trait_text import decode_traits
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.neighbours import Neighbours, RecordTraits, neighbours, record_traits


def neighbours_of(
    records: Iterable[Record],
    present: Mapping[str, RecordWindows],
    read: Mapping[str, Record],
    elsewhere: Collection[str],
    site: Site,
) -> tuple[Neighbours, ...]:
    """Return the neighbours of each record that has any.

    They are searched among the files as they are now, except those `elsewhere`, and among the records that were `read`
    of these. Of the files, only the texts in the cache are searched for words that records may share.
    """
    of_records = [traits for each in records if (traits := record_traits(each)) and traits.shareable]
    words = tuple(f'"{word}"' for word in frozenset().union(*(each.shareable for each in of_records)))
    others = [*_traits_of(read.values()), *_with_words(words, present, elsewhere)] if words else []
    found = (neighbours(each, others, site) for each in of_records)
    return tuple(each for each in found if each)


def _traits_of(records: Iterable[Record]) -> Iterator[RecordTraits]:
    yield from (traits for each in records if (traits := record_traits(each)))


def _with_words(
    words: tuple[str, ...], present: Mapping[str, RecordWindows], elsewhere: Collection[str]
) -> Iterator[RecordTraits]:
    for path, each in present.items():
        if each.traits and path not in elsewhere and any(word in each.traits for word in words):
            yield decode_traits(each.traits)
