"""Builds the error budget of a period for pages and the terminal."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from afterword.timeline.certainty import Certainty
from afterword.views.text.glyphs import BUDGET_EXCEEDED, BUDGET_KEPT
from afterword.views.text.words import Words
from afterword.views.uptime.values import UptimeValues, duration


class ObjectiveView(NamedTuple):
    """The error budget of a period, in texts. `left` is what is left of it, or by how much it was exceeded.

    Both `spent` and `left` say how exact they are.

    `share` is the part of it that was spent, in per cent and at most 100.
    """

    target: str
    period: str
    allowed: str
    spent: str
    left: str
    glyph: str
    exceeded: bool
    share: int


_of_budget = partial(duration, to_second=True)
"""Budgets are short and promised in contracts; what is spent and what is left must add up."""


def objective_view(words: Words, uptime: UptimeValues, period: str = "") -> ObjectiveView | None:
    """Return the error budget of a period under its name or another; None without an objective or without data."""
    of = uptime.objective
    if of is None:
        return None
    precision = uptime.downtime_precision or "exact"
    certainty = Certainty("about" in precision, "at_least" in precision)
    length = _of_budget(words, abs(of.left_seconds))
    left = words.bounded(length, certainty, is_most=not of.exceeded)  # the more was spent, the less is left
    share = 100 * of.spent_seconds // of.allowed_seconds if of.allowed_seconds else 0
    return ObjectiveView(
        target=words.percent(of.percent),
        period=period or uptime.name,
        allowed=_of_budget(words, of.allowed_seconds),
        spent=_of_budget(words, of.spent_seconds, certainty),
        left=words.gettext("{time} over budget", time=left)
        if of.exceeded
        else words.gettext("{time} left", time=left),
        glyph=BUDGET_EXCEEDED if of.exceeded else BUDGET_KEPT,
        exceeded=of.exceeded,
        share=100 if of.exceeded else share,
    )
