"""Formats what the status page says now for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import State
from afterword.report.moment_text import at
from afterword.report.terminal import (
    BAD,
    BOLD,
    DIM,
    MARK,
    STATUS_STYLES,
    Block,
    Column,
    Grid,
    Line,
    Part,
    Styled,
    of_level,
)
from afterword.views.current.cards import Card
from afterword.views.rows import UpdateView
from afterword.views.status.notices import Notice
from afterword.views.terminal.status_now import StatusNow, status_of
from afterword.views.text.glyphs import STATE_GLYPHS
from afterword.views.text.labels import id_of_link
from afterword.views.text.words import ENGLISH

_WORDS = ENGLISH.record
_HELD_UNTIL = _WORDS.held_until.replace("H", "h", 1)


def now_blocks(status: StatusNow, site: Site) -> Iterator[Block]:
    """Yield the status: the banner, each incident, maintenance and notice, then what none of them names."""
    style = STATUS_STYLES[status_of(site, status.level.slug)] if status.level else BAD
    yield Line([Styled(now_line(status), f"bold {style}")], hang=2)
    yield Line([Styled(f"{status.site}, {at(status.as_of)}", DIM)], indent=2)
    for card in status.incidents:
        yield ""
        yield from _card(card, site)
    if status.maintenance:
        yield ""
        yield Line([Styled(ENGLISH.terms.maintenance, DIM)])
        for number, card in enumerate(status.maintenance):
            yield from [""] if number else []
            yield from _card(card, site)
    for number, notice in enumerate(status.notices):
        yield ""
        yield from [Line([Styled(ENGLISH.current.notices, DIM)])] if not number else []
        yield from _notice(notice)
    cards = (*status.incidents, *status.maintenance)
    named = {(each.link, each.level) for card in cards for each in card.components if not each.hidden}
    rows: list[Sequence[Part]] = [
        [each.component.text, of_level(each.level, site)]
        for each in status.affected
        if (each.component, each.level) not in named
    ]
    counted = status.operational is not None and (status.operational or not status.affected)
    if rows or counted:
        yield ""
    if rows:
        yield Grid([Column("", fills=True, least=12), Column("", fills=True, least=20)], rows)
    if status.operational is not None and counted:
        count = ENGLISH.plural(status.operational, ENGLISH.nouns.component)
        yield Line([Styled(f"{site.glyph(OPERATIONAL.id)} {count} operational", "green")])


def now_line(status: StatusNow) -> str:
    """Return the status in one line, for prompts."""
    return f"{status.level.glyph if status.level else '?'} {status.sentence}"


def _card(card: Card, site: Site) -> Iterator[Block]:
    yield Line(
        [
            Styled(f"{card.state.glyph} {card.state.name}", BOLD),
            "  ",
            Styled(card.link.text, BOLD),
            *_mark(card),
        ],
        hang=2,
    )
    yield Line([Styled(id_of_link(card.link), DIM)], indent=2)
    facts = [card.severity]
    if card.since:
        facts.append(
            f"{_WORDS.ongoing_for.format(duration=card.duration)}, {_WORDS.since.format(time=at(card.since))}"
        )
    if facts[0] or card.since:
        yield Line([", ".join(filter(None, facts))], indent=2)
    if card.overrun:
        yield Line([Styled(f"! {_WORDS.overrun}", BAD)], indent=2)
    for period in card.announced:
        yield Line([_WORDS.planned_for.format(time=f"{period.text} {period.start.zone}")], indent=2)
    shown = [each for each in card.components if not each.hidden]
    for each in shown:
        if each.level:
            yield Line([f"{each.link.text}: ", of_level(each.level, site)], indent=2, hang=2)
    names = [each.link.text for each in shown if not each.level]
    if names:
        yield Line([", ".join(names)], indent=2)
    if card.latest:
        yield from _update(card.latest)
    if card.silent and card.no_update_since:
        yield Line(
            [Styled(f"! {_WORDS.no_update_since.format(time=at(card.no_update_since))}", BAD)], indent=2
        )
    if card.promised:
        late = card.promised.late
        text = f"! {_WORDS.late}" if late else _WORDS.next_update
        yield Line([Styled(text.format(time=at(card.promised.at)), BAD if late else "")], indent=2)


def _update(update: UpdateView) -> Iterator[Block]:
    held = (
        Styled(f"  ({_HELD_UNTIL.format(time=at(update.published))})", MARK)
        if (update.held_back and update.published)
        else ""
    )
    yield Line([Styled(f"{at(update.at)}  {update.state.glyph} {update.state.name}", DIM), held], indent=2)
    for line in update.body.strip().splitlines():
        yield Line([line], indent=4)


def _notice(notice: Notice) -> Iterator[Block]:
    yield Line([f"{STATE_GLYPHS[State.CURRENT]} ", Styled(notice.link.text, BOLD), *_mark(notice)], hang=2)
    yield Line([Styled(id_of_link(notice.link), DIM)], indent=2)
    if notice.until:
        yield Line([_WORDS.until.format(time=at(notice.until))], indent=2)


def _mark(shown: Card | Notice) -> list[Part]:
    if shown.internal:
        return [Styled(f"  ({_WORDS.internal.lower()})", MARK)]
    if shown.held_until:
        return [Styled(f"  ({_HELD_UNTIL.format(time=at(shown.held_until))})", MARK)]
    return []
