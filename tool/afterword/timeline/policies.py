"""The definitions of uptime that a site can choose: services that publish uptime define it differently.

Policies differ in the weight of each status, in how much of today counts, in the uptime of a group, and in the number
of decimals. Displayed results are always rounded down, so that 100 % means that there was no downtime at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from afterword.records.scales import Level
from afterword.records.settings import MaintenanceRule, PolicyName
from afterword.records.vocabulary import ComponentStatus
from afterword.translations.marks import mark as _


class Today(StrEnum):
    """How much of the current day counts."""

    FULL = "full"
    """The whole day, as if its rest had no downtime."""
    ELAPSED = "elapsed"


class GroupRule(StrEnum):
    """How the uptime of a group is computed."""

    MEAN = "mean"
    """The mean of its components' uptimes."""
    ALL_UP = "all_up"
    """At each instant, the group counts like its worst component."""


_fraction = lru_cache(maxsize=64)(
    Fraction
)  # a site has few weights, and every number of every page needs them


@dataclass(frozen=True, slots=True)
class Policy:
    """One definition of uptime.

    `description` is a sentence for readers, shown next to the numbers; `maintenance_description` returns another one.
    `weights` are the shares of the time at a status that count as downtime, from 0 to 1; None means that each level
    of the site has its own weight. Maintenance is one of the statuses, and never hides downtime at the same time,
    because the highest weight counts. `decimals` is the number of decimals of the percentage, which is rounded down.
    """

    name: PolicyName
    description: str
    weights: Mapping[ComponentStatus, Fraction] | None = field(hash=False)
    today: Today
    group_rule: GroupRule
    decimals: int

    def weight(self, level: Level) -> Fraction:
        """Return the share of the time at a level that counts as downtime; 0 for operational levels."""
        if level.status is ComponentStatus.OPERATIONAL:
            return Fraction(0)
        return _fraction(level.weight) if self.weights is None else self.weights[level.status]

    def percent(self, ratio: Fraction) -> Decimal:
        """Convert a ratio to a percentage, rounded down to the policy's decimals."""
        return Decimal(int(ratio * 100 * 10**self.decimals)).scaleb(-self.decimals)


def _weights(degraded: str, partial: str, major: str, maintenance: str) -> Mapping[ComponentStatus, Fraction]:
    return {
        ComponentStatus.DEGRADED_PERFORMANCE: Fraction(degraded),
        ComponentStatus.PARTIAL_OUTAGE: Fraction(partial),
        ComponentStatus.MAJOR_OUTAGE: Fraction(major),
        ComponentStatus.UNDER_MAINTENANCE: Fraction(maintenance),
    }


POLICIES: Mapping[PolicyName, Policy] = {
    # Atlassian's help page on uptime calendars. Rounding down and whole days are what public pages do: they match all
    # 43 components with outages on 31 pages of January 2021.
    PolicyName.STATUSPAGE: Policy(
        name=PolicyName.STATUSPAGE,
        description=_(
            "Major outages count in full, partial outages at 30 %, degraded performance "
            "not at all; today counts as a whole day, and a group has the mean of its components."
        ),
        weights=_weights(degraded="0", partial="0.3", major="1", maintenance="0"),
        today=Today.FULL,
        group_rule=GroupRule.MEAN,
        decimals=2,
    ),
    # incident.io's help article 7203303. How today counts and the decimals are our choice.
    PolicyName.INCIDENT_IO: Policy(
        name=PolicyName.INCIDENT_IO,
        description=_(
            "Major and partial outages count in full, degraded performance not at "
            "all; today counts until now, and a group is up only while all of its components are."
        ),
        weights=_weights(degraded="0", partial="1", major="1", maintenance="0"),
        today=Today.ELAPSED,
        group_rule=GroupRule.ALL_UP,
        decimals=2,
    ),
    # What OpenStatus computes. The rule for groups is our choice.
    PolicyName.OPENSTATUS: Policy(
        name=PolicyName.OPENSTATUS,
        description=_(
            "Major outages count in full, partial outages by half, degraded performance "
            "not at all; today counts until now, and a group has the mean of its components."
        ),
        weights=_weights(degraded="0", partial="0.5", major="1", maintenance="0"),
        today=Today.ELAPSED,
        group_rule=GroupRule.MEAN,
        decimals=3,
    ),
    PolicyName.STRICT: Policy(
        name=PolicyName.STRICT,
        description=_(
            "All that is not fully operational counts in full; today counts "
            "until now, and a group is up only while all of its components are."
        ),
        weights=_weights(degraded="1", partial="1", major="1", maintenance="1"),
        today=Today.ELAPSED,
        group_rule=GroupRule.ALL_UP,
        decimals=2,
    ),
    PolicyName.LEVELS: Policy(
        name=PolicyName.LEVELS,
        description=_(
            "Each level counts with a weight of its own; today counts until now, and a group has the "
            "mean of its components."
        ),
        weights=None,
        today=Today.ELAPSED,
        group_rule=GroupRule.MEAN,
        decimals=2,
    ),
}


def maintenance_description(policy: Policy, rule: MaintenanceRule) -> str:
    """Return a sentence for readers about how time under maintenance counts."""
    if rule is MaintenanceRule.EXCLUDED:
        return _("Time under maintenance is excluded from the period, except where there was also downtime.")
    if policy.weights is None:
        return _("Time under maintenance is part of the period, and counts with the weight of its level.")
    if policy.weights[ComponentStatus.UNDER_MAINTENANCE]:
        return _("Time under maintenance is part of the period, and counts in full.")
    return _("Time under maintenance is part of the period, and does not count.")
