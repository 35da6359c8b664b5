"""Formats a record for a terminal as its page shows it, and marks what the public does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterword.records.site import Site
from afterword.report.moment_text import at, during
from afterword.report.show_sections import SECTION_TEXTS, post_mortem, prose
from afterword.report.terminal import BAD, BOLD, DIM, MARK, Block, Line, Part, Styled, text_of
from afterword.views.incident.model import IncidentPage
from afterword.views.text.announced import AnnouncedPeriod
from afterword.views.text.words import ENGLISH

_WORDS = ENGLISH.record
_INTERNAL = f"  ({_WORDS.internal.lower()})"


class _Section(NamedTuple):
    heading: str
    blocks: tuple[Block, ...]


def show_blocks(
    page: IncidentPage, public: IncidentPage | None, site: Site, record_id: str
) -> Iterator[Block]:
    """Yield a record: what its page says, from its title to its tags.

    `public` is its page in a public build, with which the parts are compared that only insiders see; None if there is
    no such page, or if `page` is it.
    """
    yield Line([Styled(page.row.link.text, BOLD)])
    yield Line([Styled(record_id, DIM)])
    known = (
        Counter(_texts([block for each in _sections(public, site) for block in each.blocks]))
        if public
        else None
    )
    for section in _sections(page, site):
        hidden = _hidden(section.blocks, known)
        whole = bool(hidden) and len(hidden) == len(_texts(section.blocks))
        if section.heading:
            yield ""
            mark: list[Part] = [Styled(_INTERNAL, MARK)] if whole else []
            yield Line([Styled(section.heading.upper(), BOLD), *mark])
        for number, block in enumerate(section.blocks):
            if isinstance(block, Line) and number in hidden and not whole:
                yield block._replace(parts=[*block.parts, Styled(_INTERNAL, MARK)])
            else:
                yield block


def _sections(page: IncidentPage, site: Site) -> Iterator[_Section]:
    yield _Section("", tuple(_facts(page)))
    yield _Section("Summary" if page.summary else "", tuple(prose(page.summary)))
    for section in page.sections:
        heading = section.heading or ("" if section.key == "apology" else ENGLISH.record.post_mortem)
        yield _Section(heading, tuple(SECTION_TEXTS[section.key](section.content, site)))
    if page.tags:
        yield _Section("Tags", (Line([", ".join(page.tags)], indent=2),))
    if page.aliases:
        yield _Section("", (Line([f"Formerly {', '.join(page.aliases)}"]),))


def _facts(page: IncidentPage) -> Iterator[Block]:
    row = page.row
    style = BOLD if row.is_open else ""
    severity = _WORDS.severity.format(name=row.severity) if row.severity else ""
    kind = ", ".join(filter(None, (row.kind, severity)))
    yield Line([kind, "  ", Styled(f"{row.state.glyph} {row.state.name}", style)])
    if row.overrun:
        yield Line([Styled(f"! {_WORDS.overrun}", BAD)])
    if page.since and row.kind_slug != "notice":
        yield Line(
            [
                f"{_WORDS.ongoing_for.format(duration=page.ongoing_for)}, {_WORDS.since.format(time=at(page.since))}"
            ]
        )
    elif row.period:
        yield Line([during(row.period)])
    elif row.announced and row.announced.number:
        yield Line([f"{_planned(row.announced)} – {row.announced.number}"], hang=2)
    else:
        yield Line([page.day])
    yield from _facts_of_news(page)
    yield from _facts_of_publication(page)
    if page.trouble:
        yield Line([Styled(page.trouble, BOLD)], hang=2)
    if row.components:
        yield Line([f"Affected: {', '.join(each.text for each in row.components)}"], hang=2)
    if page.post_mortem:
        yield from post_mortem(page.post_mortem)
    if page.corrected:
        yield Line([page.corrected])
    yield from _facts_of_plans(page)


def _facts_of_news(page: IncidentPage) -> Iterator[Block]:
    if page.until:
        yield Line([_WORDS.until.format(time=at(page.until))])
    if page.no_update_since and page.silent:
        yield Line([Styled(f"! {_WORDS.no_update_since.format(time=at(page.no_update_since))}", BAD)])
    if page.promised:
        late = page.promised.late
        text = f"! {_WORDS.late}" if late else _WORDS.next_update
        yield Line([Styled(text.format(time=at(page.promised.at)), BAD if late else "")])


def _facts_of_plans(page: IncidentPage) -> Iterator[Block]:
    if page.zone_note:
        yield Line([Styled(page.zone_note, DIM)])
    for period in page.announced:
        yield Line([_planned(period)], hang=2)
    if page.completes_itself:
        yield Line(["It ends as announced, without an update."])


def _planned(period: AnnouncedPeriod) -> str:
    length = f" ({period.duration})" if period.duration else ""
    return f"Planned for {period.text} {period.start.zone}".rstrip() + length


def _facts_of_publication(page: IncidentPage) -> Iterator[Block]:
    row = page.row
    if row.internal:
        yield Line([Styled(f"{_WORDS.internal} – {_WORDS.not_for_publication}", MARK)])
    if row.held_until:
        yield Line([Styled(_WORDS.held_until.format(time=at(row.held_until)), MARK)])
    elif page.embargo:
        yield Line([_WORDS.published.format(time=at(page.embargo))])


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [_text(block) for block in blocks]


def _text(block: Block) -> str:
    return "".join(map(text_of, block.parts)) if isinstance(block, Line) else str(block)


def _hidden(blocks: Sequence[Block], known: Counter[str] | None) -> frozenset[int]:
    """Return which blocks are not on the public page, by number; each of its blocks counts once."""
    if known is None:
        return frozenset()
    found = set()
    for number, block in enumerate(blocks):
        text = _text(block)
        if known[text]:
            known[text] -= 1
        else:
            found.add(number)
    return frozenset(found)
