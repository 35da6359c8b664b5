"""A page that is made only when what it is made from has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from afterword.views.page import AnyPage


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page by its address, with a key that changes when the page would."""

    address: str
    key: str
    make: Callable[[], AnyPage]


def cache_key(*parts: object) -> str:
    """Make a key from everything that a page is made from; the parts must have one spelling each."""
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()
