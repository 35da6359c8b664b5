"""Builds the page that says how levels, severities and uptime are defined on this site."""

from __future__ import annotations

from afterword.records.site import OPERATIONAL, Level, Site
from afterword.timeline.policies import POLICIES, Policy, maintenance_told
from afterword.timeline.uptime import is_excluded
from afterword.views import urls
from afterword.views.context import Publication
from afterword.views.pages import AboutPage, Fact, LevelFacts, PolicyFacts, SeverityFacts
from afterword.views.text import words
from afterword.views.text.labels import level_mark


def about_page(book: Publication) -> AboutPage:
    """Explain the words and numbers of the site."""
    site = book.site
    policy = POLICIES[site.uptime.policy]
    own = any(level.id == OPERATIONAL.id for level in site.levels)
    levels = site.levels if own else (OPERATIONAL, *site.levels)
    description = f"How levels, severities and uptime are defined on the status pages of {site.page.name}."
    return AboutPage(
        head=book.head(urls.ABOUT, "About this page", description),
        levels=tuple(
            LevelFacts(level_mark(level), words.word(level.status), level.description or "")
            for level in levels
        ),
        severities=tuple(
            SeverityFacts(severity.label, words.word(severity.impact), severity.description or "")
            for severity in site.severities
        ),
        policy=PolicyFacts(
            policy.name.value,
            f"{policy.description} {maintenance_told(policy, site.uptime.maintenance)}",
            tuple(Fact(level.name, _weight(policy, level, site)) for level in levels),
        ),
        zone=site.timezone or "UTC",
        support=site.page.support or "",
    )


def _weight(policy: Policy, level: Level, site: Site) -> str:
    return "taken out" if is_excluded(level, site) else f"{float(policy.weight(level)) * 100:g} %"
