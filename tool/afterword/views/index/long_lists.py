"""Divides a list that is too long for one page: which entries each page has, and the links between them.

Pages have numbers that count from the beginning of the history, so that a page that is full never changes: new entries
come to the first page, at the address of the list, which moves its oldest ones to a new page when it has too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from afterword.views import urls
from afterword.views.text.labels import PageLink
from afterword.views.text.words import Words

T = TypeVar("T")

ENTRIES = 200
"""How many entries a page has; the one to which new entries come has up to twice as many."""
_NEAR = 2
"""How many pages before and after a page it links to, besides the first, the last, and every tenth."""


class PageTurn(NamedTuple):
    """The links from a page of a list to the others: to those next to it, and to some by their place.

    `text` says which page it is in a title, `name` where it stands alone.
    """

    text: str
    name: str
    before: PageLink | None
    after: PageLink | None
    pages: tuple[tuple[PageLink, bool], ...]  # and whether it is this one


class ListPage(NamedTuple, Generic[T]):
    """A page of a list; `turn` is None if it is the only one."""

    address: str
    entries: Sequence[T]
    turn: PageTurn | None

    def titled(self, title: str) -> str:
        """Return a title of the list for this page, so that no two pages have the same."""
        return titled(title, self.turn)


def titled(title: str, turn: PageTurn | None) -> str:
    """Return a title of a list with the place of a page, unless it is the first one."""
    return f"{title}, {turn.text}" if turn and turn.before else title


def fits_a_page(entries: Sequence[object]) -> bool:
    """Return whether a list with pages of the usual size has only one."""
    return len(entries) < 2 * ENTRIES


def list_pages(
    words: Words,
    entries: Sequence[T],
    address: str,
    *,
    newest_first: bool = True,
    size: int | None = None,
    part: Callable[[str, int], str] = urls.page,
) -> tuple[ListPage[T], ...]:
    """Divide a list into pages, in the order in which they are read.

    The first one is at `address`, the others are where `part` says of the address and a number. New entries are
    expected at the beginning of the list if it has the newest ones first, else at its end. A page has `size` entries,
    by default `ENTRIES`.
    """
    size = size or ENTRIES
    count = max(len(entries) // size, 1)
    edges = [number * size for number in range(count)]
    if newest_first:
        edges = [0, *(len(entries) - edge for edge in edges[:0:-1])]
    numbers = range(count, 0, -1) if newest_first else range(1, count + 1)
    addresses = [address, *(part(address, number) for number in numbers[1:])]
    return tuple(
        ListPage(addresses[place], entries[start:end], page_turn(words, addresses, place))
        for place, (start, end) in enumerate(zip(edges, [*edges[1:], len(entries)], strict=True))
    )


def page_turn(words: Words, addresses: Sequence[str], place: int) -> PageTurn | None:
    """Return the links from the page at a place among these, which is counted from 0; None if it is alone."""
    last = len(addresses) - 1
    if not last:
        return None
    pages, numbers = words.pages, {"number": place + 1, "count": last + 1}
    return PageTurn(
        pages.place.format_map(numbers),
        pages.place_alone.format_map(numbers),
        PageLink(addresses[place - 1], pages.before) if place else None,
        PageLink(addresses[place + 1], pages.after) if place < last else None,
        tuple((PageLink(addresses[each], str(each + 1)), each == place) for each in _linked(place, last)),
    )


def _linked(place: int, last: int) -> Iterator[int]:
    """Yield the places that a page links to."""
    for each in range(last + 1):
        if each in (0, last) or abs(each - place) <= _NEAR or each % 10 == 9:
            yield each
