"""Writes quantities for readers: of impact, of windows and of measures."""

from __future__ import annotations

from decimal import Decimal

from afterword.records.impact import Measure, Window
from afterword.records.quantity import Quantity
from afterword.records.site import Site
from afterword.views.text.words import Words


def quantity(words: Words, of: Quantity, unit: str = "") -> str:
    """Write a quantity, such as `about 5,000`, `more than 20` or `20–149 min`. `unit` is for one that has none."""
    low, high = of.low, of.high
    named = of.unit or unit
    number = " ".join(filter(None, (_number(words, low, high), named)))
    if low is None:
        return words.gettext("less than {number}", number=number) if of.strict else words.at_most(number)
    if high is None:
        return words.gettext("more than {number}", number=number) if of.strict else words.at_least(number)
    return words.about(number) if of.approximate else number


def measure(words: Words, of: Measure) -> str:
    """Write what was measured, with its worst value or its course, and the threshold."""
    unit = of.unit or ""
    if of.value is not None:
        value = quantity(words, of.value, unit)
    else:
        value = (
            words.gettext(
                "from {first} to {last}",
                first=quantity(words, of.from_, unit),
                last=quantity(words, of.to, unit),
            )
            if of.from_ and of.to
            else ""
        )
    threshold = (
        words.gettext(" (threshold {value})", value=quantity(words, of.threshold, unit))
        if of.threshold
        else ""
    )
    return f"{of.metric}: {value}{threshold}"


def scope_names(window: Window, site: Site) -> tuple[str, ...]:
    """Return the scope of a window: the names of scopes that the site defines, and any other text as it is."""
    names = {scope.id: scope.name for scope in site.scopes}
    return tuple(names.get(each, each) for each in window.scope)


def window_facts(words: Words, window: Window, site: Site) -> tuple[str, ...]:
    """Return the scope, the affected share and the measure of a window, each as plain text."""
    scope = words.comma.join(scope_names(window, site))
    share = words.gettext("{share} affected", share=quantity(words, window.share)) if window.share else ""
    return tuple(filter(None, (scope, share, measure(words, window.measure) if window.measure else "")))


def _number(words: Words, low: Decimal | None, high: Decimal | None) -> str:
    """Write a number, or a range such as `20–149`."""
    return "–".join(
        dict.fromkeys(
            words.number(each) for each in ((low,) if low == high else (low, high)) if each is not None
        )
    )
