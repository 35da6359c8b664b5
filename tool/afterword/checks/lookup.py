"""The ids of `status.yml` that records may refer to, collected once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from afterword.records.error_messages import did_you_mean, nearest
from afterword.records.scales import OPERATIONAL
from afterword.records.settings import Review
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import UTC_ZONE, Zone

_OUTAGES = (ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.MAJOR_OUTAGE)

# The same wrong word is often in many records, for instance after a component was renamed.
_suggestion = lru_cache(maxsize=256)(did_you_mean)
_replacement = lru_cache(maxsize=256)(nearest)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The ids that `status.yml` defines, in its order, and other facts of the site that rules need.

    `levels_by_status` has the mildest level of each status; `impaired_levels` are worse than operational. `since` has
    the first days of those components that have one, `zone` is that of the pages. `root` is the address of the site
    and `support` where its readers ask for help, both empty if not set; `also` are the internal keys that it publishes.
    `component_ends` is when the history of a component ends, for those that have an end. `language` is that of the
    site's texts, or empty; `outage_levels` are those at which a component does not work, for some customers or for
    all. `names` are those of the site and its components.
    """

    components: Mapping[str, str]
    levels: Mapping[str, str]
    levels_by_status: Mapping[ComponentStatus, str]
    impaired_levels: frozenset[str]
    severities: Mapping[str, str]
    categories: Mapping[str, str]
    since: Mapping[str, date]
    zone: Zone
    review: Review
    component_ends: Mapping[str, datetime]
    root: str = ""
    support: str = ""
    also: tuple[str, ...] = ()
    language: str = ""
    outage_levels: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def build_lookup(site: Site) -> Lookup:
    """Collect what the site defines."""
    return Lookup(
        components={component.id: component.name for component in site.components},
        levels={level.id: level.name for level in (*site.levels, OPERATIONAL)},
        levels_by_status={level.status: level.id for level in (OPERATIONAL, *reversed(site.levels))},
        impaired_levels=frozenset(level.id for level in site.levels if site.rank(level.id) > 0),
        severities={severity.id: severity.label for severity in site.severities},
        categories={category: category for category in site.cause_categories},
        since={component.id: component.since for component in site.components if component.since},
        zone=site.zone or UTC_ZONE,
        review=site.review,
        component_ends={
            each.id: (site.zone or UTC_ZONE).start_of(each.until + timedelta(days=1))
            for each in site.components
            if each.until
        },
        root=site.page.root,
        support=site.page.support or "",
        also=site.publish.also,
        language=site.page.language or "",
        names=(site.page.name, *(component.name for component in site.components)),
        outage_levels=frozenset(level.id for level in site.levels if level.status in _OUTAGES),
    )


def suggestion(word: str, known: Iterable[str], listed_by: str = "`status.yml`") -> str:
    """Return a hint for an unknown word: what was probably meant, or which words there are.

    In a mapping from ids to names, a name means its id.
    """
    named = _named(word, known)
    return f"did you mean `{named}`?" if named else _suggestion(word, tuple(known), listed_by)


def replacement(word: str, known: Iterable[str]) -> str:
    """Return the known word to write instead, or an empty text if none is similar."""
    return _named(word, known) or _replacement(word.lower(), tuple(known))


def _named(word: str, known: Iterable[str]) -> str:
    """Return the id whose name the word is, or an empty text."""
    names = known.items() if isinstance(known, Mapping) else ()
    return next((each for each, name in names if name.casefold() == word.casefold()), "")
