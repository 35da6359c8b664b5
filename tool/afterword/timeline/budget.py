"""How much downtime an objective allows in a period, and what is left of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from afterword.timeline.uptime import Uptime

_MICROSECOND = timedelta(microseconds=1)


class Budget(NamedTuple):
    """The downtime that an objective, in per cent, allows in a period, and what was spent of it."""

    objective: Decimal
    allowed: timedelta
    spent: timedelta

    @property
    def left(self) -> timedelta:
        """What may still be down; below zero where more was down than is allowed."""
        return self.allowed - self.spent

    @property
    def is_exceeded(self) -> bool:
        """Say whether the objective was missed."""
        return self.spent > self.allowed


def budget(uptime: Uptime, objective: Decimal, to_come: timedelta = timedelta()) -> Budget:
    """Compare an uptime with an objective; `to_come` is what of its period has not been counted yet.

    What was taken out of the period allows no downtime either. Fractions of a microsecond are dropped, so that more
    is never allowed than the objective says.
    """
    share = 1 - Fraction(objective) / 100
    allowed = int(share * ((uptime.counted + to_come) // _MICROSECOND))
    return Budget(objective, allowed * _MICROSECOND, uptime.down)
