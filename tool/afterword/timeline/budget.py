"""The error budget of a period: the downtime that an objective allows, and what is left of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from afterword.timeline.uptime import Uptime

_MICROSECOND = timedelta(microseconds=1)


class Budget(NamedTuple):
    """The downtime that an objective, in per cent, allows in a period, and how much of it was spent."""

    objective: Decimal
    allowed: timedelta
    spent: timedelta

    @property
    def left(self) -> timedelta:
        """The downtime that is still allowed; negative if there was more than allowed."""
        return self.allowed - self.spent

    @property
    def is_exceeded(self) -> bool:
        """Whether the objective was missed."""
        return self.spent > self.allowed


def budget(uptime: Uptime, objective: Decimal, to_come: timedelta = timedelta()) -> Budget:
    """Compute the error budget of an uptime. `to_come` is the part of its period that has not been counted yet.

    Time that is excluded from the period allows no downtime. Fractions of a microsecond are dropped, so that the
    budget never allows more than the objective.
    """
    share = 1 - Fraction(objective) / 100
    allowed = int(share * ((uptime.counted + to_come) // _MICROSECOND))
    return Budget(objective, allowed * _MICROSECOND, uptime.down)
