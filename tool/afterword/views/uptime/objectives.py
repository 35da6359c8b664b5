"""Shows what an objective allows, and what was spent of it."""

from __future__ import annotations

from typing import NamedTuple

from afterword.timeline.budget import Budget
from afterword.views.text import words

KEPT, MISSED = "✓", "✕"


class ObjectiveView(NamedTuple):
    """What an objective allows in a period: `left` tells what may still be down, or what was too much.

    `share` is how much of the allowance was spent, in per cent and at most 100.
    """

    target: str
    period: str
    allowed: str
    spent: str
    left: str
    glyph: str
    exceeded: bool
    share: int


def objective_view(budget: Budget | None, period: str) -> ObjectiveView | None:
    """Show a budget; None where there is none."""
    if budget is None:
        return None
    exceeded = budget.is_exceeded
    return ObjectiveView(
        target=f"{budget.objective.normalize():f} %",
        period=period,
        allowed=words.duration(budget.allowed),
        spent=words.duration(budget.spent),
        left=f"{words.duration(abs(budget.left))} {'too much' if exceeded else 'left'}",
        glyph=MISSED if exceeded else KEPT,
        exceeded=exceeded,
        share=100 if exceeded else _share(budget),
    )


def _share(budget: Budget) -> int:
    return 100 * budget.spent // budget.allowed if budget.allowed else 0
