"""Reads what `afterword new` needs: from its arguments and options, and else by asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

import click

from afterword.app.create_record import taken_by
from afterword.app.record_draft import Draft, Effect, Period, first_state
from afterword.arguments.choice import one_of, pair_of, several_of
from afterword.arguments.component_choice import component_of
from afterword.checks.lookup import build_lookup
from afterword.cli.new_periods import PeriodQuestions
from afterword.cli.prompts import OptionReader, text_for
from afterword.cli.unquoted_time import quotes_for
from afterword.records.error_messages import DAY_OF_ID
from afterword.records.fields import Prose, Title
from afterword.records.new_ids import slug
from afterword.records.site import Site
from afterword.records.suggested_texts import FIRST_MESSAGES, suggestion
from afterword.records.synonyms import level_for
from afterword.records.value_readers import SLUG
from afterword.records.vocabulary import ComponentStatus, Kind, State
from afterword.records.zone import read_date
from afterword.timeline.levels import PUBLIC_KINDS

_REFUSED: Mapping[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: ("nights",),
    Kind.MAINTENANCE: ("severity",),
    Kind.NEAR_MISS: ("component", "level", "nights"),
    Kind.DRILL: ("component", "level", "nights"),
    Kind.NOTICE: ("component", "level", "severity", "start", "nights", "post_mortem"),
}
"""The options that do not apply to a kind."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed on the command line; None or empty where nothing was."""

    title: str | None = None
    id: str | None = None
    kind: str | None = None
    component: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    severity: str | None = None
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    nights: int | None = None
    message: str | None = None
    post_mortem: bool = False
    words: tuple[str, ...] = ()
    """The components that were typed as arguments, which `component` has too."""
    is_announced: bool = False
    """Whether the command only announces work: its start has no default, and title and components are arguments."""

    @property
    def title_option(self) -> str:
        """How the title is typed."""
        return "TITLE" if self.is_announced else "--title"

    @property
    def component_option(self) -> str:
        """How components are typed."""
        return "COMPONENT" if self.words or self.is_announced else "--component"


class Questions:
    """The questions about one new record, each of which is only asked if the command line does not answer it."""

    def __init__(
        self, site: Site, now: datetime, taken: Mapping[str, str], given: Given, reader: OptionReader
    ) -> None:
        """Ask about a record of a site; `taken` has the path of the record for each id."""
        self._site = site
        self._now = now
        self._taken = taken
        self._given = given
        self._reader = reader

    def draft(self, template: str) -> Draft:
        """Return what is known of the record once everything is answered."""
        title, given = self._title(), self._given
        words = self._id(title)
        kind = self._kind()
        for option in _REFUSED[kind]:
            if getattr(given, option):
                name = option.replace("_", "-")
                raise click.UsageError(f"--{name} does not apply to a record of the kind {kind}")
        effects = self._effects(kind)
        severity = self._severity(kind)
        starts_now = not (given.post_mortem or given.is_announced)
        times = PeriodQuestions(
            self._site, self._now, self._reader, kind, is_past=given.post_mortem, starts_now=starts_now
        )
        periods = times.periods(given.start, given.end, given.nights)
        return Draft(
            now=self._now.replace(second=0, microsecond=0),
            title=title,
            kind=kind,
            effects=effects,
            severity=severity,
            periods=periods,
            message=self._message(kind, periods),
            id=words,
            has_post_mortem=given.post_mortem,
            template=template,
        )

    def _title(self) -> str:
        given, read = self._given, text_for(Title)
        question = f"What {'will be done' if given.is_announced else 'happened'} (title)"
        return self._reader.value(given.title_option, given.title, read, question=question, default=None)

    def _id(self, title: str) -> str:
        if self._given.id is None and slug(title):
            return ""
        question = "Words for its address, in Latin letters (id)"
        return self._reader.value("--id", self._given.id, self._read_id, question=question, default="")

    def _read_id(self, text: str) -> str:
        """Read the words of an id, or a whole id that no record has or had."""
        words = text.strip()
        if words and not re.fullmatch(SLUG, words):
            spelled = slug(words, self._site.page.language or "")
            meant = f"; write it like {spelled}" if spelled else ""
            raise ValueError(f"`{words}` is not made of lower-case letters, digits and single hyphens{meant}")
        if DAY_OF_ID.match(words):
            read_date(words[:10])
            if other := self._taken.get(words):
                raise ValueError(taken_by(words, other))
        return words

    def _kind(self) -> Kind:
        kinds = tuple(kind.value for kind in Kind)
        question = f"Kind ({', '.join(kinds)})"
        read = one_of(kinds, "kind")
        return Kind(self._reader.value("--kind", self._given.kind, read, question=question, default=kinds[0]))

    def _effects(self, kind: Kind) -> tuple[Effect, ...]:
        """Read the components and their levels, if records of this kind have any."""
        known = [component.id for component in self._site.components]
        given = self._given
        if kind not in PUBLIC_KINDS or not (known or given.component):
            return ()
        question = f"Components ({', '.join(known)})"
        typed = ", ".join(given.component) or None
        chosen = self._reader.value(
            given.component_option,
            typed,
            self._read_components,
            question=question,
            default="",
        )
        without = sum(level is None for _, level in chosen)
        if given.level and not without:
            raise click.UsageError(
                "--level needs --component: the level is that of a component"
                if not chosen
                else "--level is too much: each component has a level already"
            )
        question = f"Level ({', '.join(level.id for level in self._site.levels)})"
        rest = iter(
            self._reader.value(
                "--level",
                ", ".join(given.level) or None,
                self._levels_for(without),
                question=question,
                default=self._default_level(planned=kind is Kind.MAINTENANCE),
            )
            if without
            else ()
        )
        return tuple(Effect(component, level or next(rest)) for component, level in chosen)

    def _read_components(self, text: str) -> tuple[tuple[str, str | None], ...]:
        """Read components separated by commas, each alone or with its level: `search=degraded, api`."""
        chosen: list[tuple[str, str | None]] = []
        for word in text.split(","):
            if word.strip():
                chosen.append(self._read_after(word.strip(), chosen))
        if len({component for component, _ in chosen}) < len(chosen):
            raise ValueError("a component is named twice; name each only once")
        return tuple(chosen)

    def _read_after(self, word: str, chosen: Sequence[tuple[str, str | None]]) -> tuple[str, str | None]:
        """Read a component after others that were chosen; a level in its place belongs to the one before it."""
        try:
            return self._read_pair(word)
        except ValueError:
            if chosen and chosen[-1][1] is None and word in {each.id for each in self._site.levels}:
                raise ValueError(f"`{word}` is a level; write `{chosen[-1][0]}={word}`") from None
            raise

    @cached_property
    def _read_pair(self) -> Callable[[str], tuple[str, str | None]]:
        known = tuple(component.id for component in self._site.components)
        example = f"{(*known, 'search')[0]}={self._default_level(planned=False)}"
        read = component_of(self._site)

        def read_component(text: str) -> str:
            try:
                return read(text)
            except ValueError:
                if hint := quotes_for(text):
                    raise ValueError(hint) from None
                raise

        return pair_of(read_component, lambda text: self._read_levels(text)[0], example=example)

    @cached_property
    def _read_levels(self) -> Callable[[str], tuple[str, ...]]:
        scale = tuple(each.id for each in self._site.levels)
        by_status = build_lookup(self._site).levels_by_status
        return several_of(
            scale,
            "level",
            allow_repeats=True,
            names={each.name: each.id for each in self._site.levels},
            meant=partial(level_for, levels=scale, by_status=by_status),
        )

    def _levels_for(self, components: int) -> Callable[[str], tuple[str, ...]]:
        """Return a reader of levels: one for each component, or a single one for all."""

        def read_levels(text: str) -> tuple[str, ...]:
            levels = self._read_levels(text)
            if len(levels) == 1:
                return levels * components
            if len(levels) != components:
                raise ValueError(
                    f"{len(levels)} levels for {components} components; give one, or one for each"
                )
            return levels

        return read_levels

    def _default_level(self, *, planned: bool) -> str:
        """Return the mildest level that fits: one of maintenance for planned work, one of a problem for the rest."""
        fitting = [
            level.id
            for level in self._site.levels
            if (level.status is ComponentStatus.UNDER_MAINTENANCE) is planned
        ]
        impaired = [level_id for level_id in fitting if self._site.rank(level_id)]
        return (impaired or [level.id for level in self._site.levels])[0]

    def _severity(self, kind: Kind) -> str:
        if kind in (Kind.MAINTENANCE, Kind.NOTICE):
            return ""
        severities = tuple(severity.id for severity in self._site.severities)
        read = one_of(severities, "severity", optional=True)
        question = f"Severity ({', '.join(severities)})"
        return self._reader.value("--severity", self._given.severity, read, question=question, default="")

    def _message(self, kind: Kind, periods: tuple[Period, ...]) -> str:
        """Read the first update, or the summary: of an incident that is over, and of a notice, it is required."""
        state = first_state(kind, periods, self._now)
        first = FIRST_MESSAGES.get(state, "") if state else ""
        default = suggestion(first, self._site.page.language or "") if first else ""
        question = "Message to customers" if first else "Summary: what customers saw"
        if kind is Kind.NOTICE or state is State.RESOLVED:
            default = None
        return self._reader.value(
            "--message",
            self._given.message,
            text_for(Prose, optional=default == ""),
            question="Message to customers" if kind is Kind.NOTICE else question,
            default=default,
        )
