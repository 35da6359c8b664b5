"""Writes quantities for readers: of impact, of windows and of measures."""

from __future__ import annotations

from decimal import Decimal

from afterword.records.impact import Measure, Window
from afterword.records.quantity import Quantity
from afterword.records.site import Site
from afterword.views.text import words
from afterword.views.text.catalogue import ABOUT


def quantity(of: Quantity, unit: str = "") -> str:
    """Write a quantity, such as `about 5,000`, `more than 20` or `20–149 min`. `unit` is for one that has none."""
    if of.low is None:
        bound, number = ("less than" if of.strict else words.AT_MOST), _number(of.high)
    elif of.high is None:
        bound, number = ("more than" if of.strict else words.AT_LEAST), _number(of.low)
    else:
        bound = ABOUT if of.approximate else ""
        number = _number(of.low) + ("" if of.low == of.high else f"–{_number(of.high)}")
    return " ".join(filter(None, (bound, number, of.unit or unit)))


def measure(of: Measure) -> str:
    """Write what was measured, with its worst value or its course, and the threshold."""
    unit = of.unit or ""
    if of.value is not None:
        value = quantity(of.value, unit)
    else:
        value = f"from {quantity(of.from_, unit)} to {quantity(of.to, unit)}" if of.from_ and of.to else ""
    threshold = f" (threshold {quantity(of.threshold, unit)})" if of.threshold else ""
    return f"{of.metric}: {value}{threshold}"


def scope_names(window: Window, site: Site) -> tuple[str, ...]:
    """Return the scope of a window: the names of scopes that the site defines, and any other text as it is."""
    names = {scope.id: scope.name for scope in site.scopes}
    return tuple(names.get(each, each) for each in window.scope)


def window_facts(window: Window, site: Site) -> tuple[str, ...]:
    """Return the scope, the affected share and the measure of a window, each as plain text."""
    scope = ", ".join(scope_names(window, site))
    share = f"{quantity(window.share)} affected" if window.share else ""
    return tuple(filter(None, (scope, share, measure(window.measure) if window.measure else "")))


def _number(value: Decimal | None) -> str:
    return f"{value:,}" if value is not None else ""
