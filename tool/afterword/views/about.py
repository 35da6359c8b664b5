"""Builds the about page: how levels, severities and uptime are defined on this site."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.scales import OPERATIONAL, Level
from afterword.records.site import Site
from afterword.timeline.policies import POLICIES, Policy, maintenance_description
from afterword.timeline.uptime import is_excluded
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import Fact, LevelLabel, label_of
from afterword.views.text.words import Words
from afterword.views.uptime.groups import RULES


class SeverityFacts(NamedTuple):
    """A severity, with its standard impact and its description."""

    name: str
    impact: str
    description: str


class AboutPage(NamedTuple):
    """The about page: each level with its description, the severities, and the uptime policy.

    `former_zones` have the day before which each was in use. `weights` say for each level how much of the time counts
    as downtime.
    """

    head: Head
    levels: tuple[tuple[LevelLabel, str], ...]
    severities: tuple[SeverityFacts, ...]
    policy_name: str
    policy_description: str
    weights: tuple[Fact, ...]
    zone: str
    former_zones: tuple[Fact, ...]
    support: str
    levels_described: bool
    severities_described: bool


def about_page(context: Context, _: RecordIndex) -> AboutPage:
    """Build the about page."""
    site, words = context.site, context.words
    policy = POLICIES[site.uptime.policy]
    is_listed = any(level.id == OPERATIONAL.id for level in site.levels)
    levels = site.levels if is_listed else (OPERATIONAL, *site.levels)
    description = words.gettext(
        "How levels, severities and uptime are defined on the status pages of {name}.", name=site.page.name
    )
    return AboutPage(
        head=context.head(urls.ABOUT, words.gettext("About this page"), description),
        levels=tuple((label_of(context.words, site, level.id), level.description or "") for level in levels),
        severities=tuple(
            SeverityFacts(severity.label, words.word(severity.impact), severity.description or "")
            for severity in site.severities
        ),
        policy_name=policy.name.value,
        policy_description=_uptime(words, policy, site),
        weights=tuple(Fact(words.level_name(level), _weight(words, policy, level, site)) for level in levels),
        zone=site.timezone or "UTC",
        former_zones=tuple(
            Fact(each.timezone, words.day(each.before))
            for each in sorted(site.former_timezones, key=lambda each: each.before, reverse=True)
        ),
        support=site.page.support or "",
        levels_described=any(level.description for level in levels),
        severities_described=any(severity.description for severity in site.severities),
    )


def _uptime(words: Words, policy: Policy, site: Site) -> str:
    """Return how uptime is counted as paragraphs; on a site with groups, also the uptime of a group."""
    groups = (
        words.gettext("Uptime of a group: {rule}", rule=words.gettext(RULES[policy.group_rule]))
        if site.groups
        else ""
    )
    maintenance = words.gettext(maintenance_description(policy, site.uptime.maintenance))
    return "\n\n".join(filter(None, (words.gettext(policy.description), groups, maintenance)))


def _weight(words: Words, policy: Policy, level: Level, site: Site) -> str:
    if is_excluded(level, site):
        return words.pgettext("from uptime", "excluded")
    return words.percent(f"{float(policy.weight(level)) * 100:g}")
