"""Keeps what several pages compute from the same records, for a limited number of values."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

LIMIT = 2_000
"""How many values are kept: an uptime with its windows has some kilobytes, and a component has one for each month."""


class Kept:
    """The values that were used last, each with its key. What is no longer kept is computed again."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value that is kept under a key; if there is none, the one that `make` returns."""
        values = self._values
        if key in values:
            values.move_to_end(key)
            return values[key]  # type: ignore[no-any-return]  # that which was kept under this key
        value = values[key] = make()
        if len(values) > LIMIT:
            values.popitem(last=False)
        return value
