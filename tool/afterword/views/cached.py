"""A page with a cache key; rendered only when the key has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from afterword.views.page import AnyPage


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page with its address and a key that changes whenever the page does; `make` builds its model."""

    address: str
    key: str
    make: Callable[[], AnyPage]


def cache_key(*parts: object) -> str:
    """Return a key for everything that a page depends on. Equal parts must have equal `repr` texts."""
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()
