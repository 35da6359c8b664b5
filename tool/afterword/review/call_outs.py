"""Finds what a reviewer must not overlook in public texts: new links, hosts, names of people and contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from afterword.checks.leaks.contacts import contacts_of_people
from afterword.checks.leaks.hosts import LINK, hosts
from afterword.checks.people import names_in
from afterword.comparison.tree import Tree, Value


class CallOuts(NamedTuple):
    """What public texts newly contain: links, host names and addresses, names of people, e-mails and phone numbers."""

    links: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


def call_outs(before: Tree | None, after: Tree | None) -> CallOuts:
    """Return what the later public part of a record contains, and the earlier one does not, each thing once."""
    old, new = (tuple(_texts(each)) if each else () for each in (before, after))
    return CallOuts(*(_new(find, old, new) for find in (_links, _hosts, names_in, _contacts)))


def _new(
    find: Callable[[str], Iterable[str]], before: Iterable[str], after: Iterable[str]
) -> tuple[str, ...]:
    """Return what is found in the texts of one side only; a text that is on both sides is not searched."""
    common = {*before} & {*after}
    former = {each for text in before if text not in common for each in find(text)}
    found = (each for text in after if text not in common for each in find(text))
    fresh = tuple(dict.fromkeys(each for each in found if each not in former))
    return tuple(each for each in fresh if not any(each in find(text) for text in common)) if fresh else ()


def _texts(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Value):
        if isinstance(tree.same_as, str):
            yield tree.text
        return
    for each in tree if isinstance(tree, tuple) else tree.values():
        yield from _texts(each)


def _links(text: str) -> list[str]:
    return LINK.findall(text) if "://" in text else []


def _hosts(text: str) -> list[str]:
    """Return the hosts outside of links: those in links are seen there."""
    return [*hosts(LINK.sub(" ", text) if "://" in text else text)]


def _contacts(text: str) -> list[str]:
    return [each.text for each in contacts_of_people(text)]
