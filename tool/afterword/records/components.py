"""The models of components in `status.yml`: what they are called, when they existed, how they are grouped."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from afterword.records.day_span import DaySpan
from afterword.records.fields import Day, Label, Line, Number, Prose, Slug, SlugReference, WebAddress
from afterword.records.model import Model, optional, several
from afterword.records.value_readers import NAME_LIMIT, SLUG


class Group(Model):
    """Components that are shown together."""

    id: Slug = Field(
        description="Id of the group, used by components and by groups in it.", examples=["query-engine"]
    )
    name: Line = Field(description="Name for readers.", examples=["Query engine"])
    group: SlugReference | None = optional(
        "The id of the group that it is in, such as a region. That group cannot be in another one.", "europe"
    )
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")


def _objective(number: Decimal) -> Decimal:
    if not 0 < number < 100:
        raise ValueError(
            "an objective is a percentage above 0 and below 100; at 100 there would be no error budget"
        )
    return number


class Scope(Model):
    """A region, a version or a group of customers, which windows name."""

    id: Label = Field(description="Id of the scope, used by `windows.scope`.", examples=["europe"])
    name: Line = Field(description="Name for readers.", examples=["Europe"])


class Membership(Model):
    """The group of a component from a day on."""

    group: SlugReference | None = optional(
        "The id of the group; without it, the component is in no group from this day on.", "query-engine"
    )
    since: Day | None = optional("First day in the group; the first entry needs none.", "2026-06-01")


class ThirdParty(Model):
    """Who runs a component that is not the site's own."""

    name: Line = Field(description="Name for readers.", examples=["Example Cloud"])
    url: WebAddress | None = optional("Address of its own status page.", "https://status.example.net/")


def _as_memberships(typed: Any) -> Any:
    """Accept the id of a group for a list with one entry."""
    return typed if isinstance(typed, list | tuple) else [{"group": typed}]


class Component(Model):
    """A part of the service that customers know by name."""

    id: Slug = Field(
        description="Id of the component, used by records and in the address of its page.",
        examples=["search"],
    )
    name: Line = Field(description="Name for readers.", examples=["Search"])
    aliases: tuple[Slug, ...] = several(
        "Its former ids, oldest first. Records may still use them, and their addresses lead to its page.",
        ["finder"],
    )
    group: Annotated[tuple[Membership, ...], BeforeValidator(_as_memberships)] = Field(
        default=(),
        description="The id of the group that it is shown in; or a list of groups, each with its first day in "
        "the group, so that past months keep their groups.",
        examples=["query-engine"],
        json_schema_extra={
            "type": ["array", "string", "integer"],
            "pattern": f"^{SLUG}$",
            "maxLength": NAME_LIMIT,
        },
    )
    description: Prose | None = optional("A sentence for readers.", "What answers your searches.")
    third_party: ThirdParty | None = optional(
        "Who runs it, if the site's own team does not.",
        {"name": "Example Cloud", "url": "https://status.example.net/"},
    )
    since: Day | None = optional("First day of its history; uptime is computed from this day.")
    until: Day | None = optional(
        "Last day of its history; uptime is computed to its end. From the next day on, it is no longer on the "
        "status page; its own page remains.",
        "2026-06-30",
    )
    objective: Annotated[Number, AfterValidator(_objective)] | None = Field(
        default=None,
        description="The target uptime in per cent. The component's page shows the error budget and how much is left.",
        examples=[99.9],
        json_schema_extra={"exclusiveMinimum": 0, "exclusiveMaximum": 100},
    )

    @property
    def first_id(self) -> str:
        """Its permanent id in feeds and the Statuspage files: its first one."""
        return self.aliases[0] if self.aliases else self.id

    @property
    def history(self) -> DaySpan:
        """The days of its history."""
        return DaySpan(self.since, self.until)

    def has_ended(self, on: date) -> bool:
        """Return whether its history ended before a day."""
        return self.until is not None and self.until < on

    def group_on(self, day: date) -> str | None:
        """Return the id of its group on a day; after its last day, of the group that it was last in."""
        if self.until:
            day = min(day, self.until)
        return next((group for group, span in reversed(self._memberships) if day in span), None)

    def spans_in(self, group_ids: Collection[str]) -> tuple[DaySpan, ...]:
        """Return the days on which it was in any of these groups, within its history.

        Days in one of them and the days in the next one are one span.
        """
        runs = groupby(self._memberships, key=lambda membership: membership[0] in group_ids)
        spans = (
            DaySpan(listed[0].first, listed[-1].last).common_with(self.history)
            for is_in, run in runs
            if is_in
            for listed in [[span for _, span in run]]
        )
        return tuple(each for each in spans if not each.is_empty)

    @cached_property
    def _memberships(self) -> tuple[tuple[str | None, DaySpan], ...]:
        """Return its groups in the order of time, each with its days."""
        listed = sorted(self.group, key=lambda each: each.since or date.min)
        spans: list[tuple[str | None, DaySpan]] = []
        for each, following in pairwise((*listed, None)):
            assert each is not None
            end = following.since if following else None
            spans.append((each.group, DaySpan(each.since, end - timedelta(days=1) if end else None)))
        return tuple(spans)
