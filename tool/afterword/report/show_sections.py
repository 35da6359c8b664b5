"""Formats the sections of a record's page for a terminal: a function for each, by the key of the section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from afterword.records.site import Site
from afterword.report.moment_text import at, between, during
from afterword.report.terminal import BAD, BOLD, DIM, Block, Line, Part, Styled, of_legend, of_level
from afterword.views.action_items import ActionView
from afterword.views.incident.model import (
    CauseView,
    CorrectionView,
    EventView,
    ExposureView,
    ImpactView,
    LevelsView,
    LevelTable,
    OwnSection,
    PostMortemView,
    ResponseView,
    SymptomView,
    UnknownView,
    UpdatesView,
)
from afterword.views.text.instants import Span
from afterword.views.text.labels import Fact, HeadedList, PageLink, id_of_link
from afterword.views.text.words import ENGLISH

_WORDS = ENGLISH.record
SectionText: TypeAlias = Callable[[Any, Site], Iterator[Block]]


def prose(text: str, indent: int = 2) -> Iterator[Line]:
    """Yield Markdown as it was typed, each of its lines wrapped."""
    for line in text.strip().splitlines():
        inner = len(line) - len(line.lstrip())
        hang = 2 if line.lstrip().startswith(("- ", "* ")) else 0
        yield Line([line.strip()], indent=indent + inner, hang=hang)


def markdown(content: str, _site: Site) -> Iterator[Block]:
    """Yield a text, such as what customers should do."""
    yield from prose(content)


def levels(content: LevelsView, site: Site) -> Iterator[Block]:
    """Yield each window."""
    for row in content.chart.rows:
        parts: list[Part] = [f"{row.component}: ", of_legend(row.level, site)]
        yield Line([*parts, f"  {between(row.start, row.end)} ({row.duration})"], indent=2, hang=2)
        for remark in row.remarks:
            yield Line([remark], indent=4)
        yield from prose(row.note, 4)


def updates(content: UpdatesView, site: Site) -> Iterator[Block]:
    """Yield the updates, newest first."""
    for update in (*content.latest, *content.older):
        yield Line(
            [Styled(f"{update.state.glyph} {update.state.name}", BOLD), f"  {at(update.at)}"], indent=2
        )
        yield from prose(update.body, 4)
        for each in update.levels:
            yield Line([f"{each.component.text}: ", of_level(each.level, site)], indent=4, hang=2)
        facts = [
            (_WORDS.held_until if update.held_back else _WORDS.published, update.published),
            (_WORDS.edited, update.edited),
            (_WORDS.next_update, update.next_update),
        ]
        said = [fact.format(time=at(time)) for fact, time in facts if time]
        said += [_WORDS.sent_to.format(recipients="; ".join(update.sent_to))] if update.sent_to else []
        for fact in said:
            yield Line([Styled(fact, DIM)], indent=4)


def exposure(content: ExposureView, _site: Site) -> Iterator[Block]:
    """Yield what was exposed, when, and how customers recognise it."""
    yield from _facts([_span(content.span), content.misuse])
    yield from prose(content.what)
    yield from _list("How to tell whether you are affected", content.indicators)


def symptoms(content: Sequence[SymptomView], _site: Site) -> Iterator[Block]:
    """Yield the symptoms by component."""
    for each in content:
        yield Line([Styled(each.component.text, BOLD)], indent=2)
        yield from prose(each.seen, 4)
        yield from prose(each.mechanism, 4)
        yield from (Line([Styled(during(when), DIM)], indent=4) for when in each.when)


def impact(content: ImpactView, site: Site) -> Iterator[Block]:
    """Yield the time at each level, components that were affected at unknown times, lost data, then numbers."""
    if table := content.levels:
        for row in table.components:
            yield _times(row.component.text, row.times, row.total, table, site)
        if table.together:
            yield _times(_WORDS.together, table.together, table.total, table, site)
    if content.also_affected:
        yield Line(["Also affected, at times that are not known:"], indent=2)
    for also in content.also_affected:
        named = ", ".join(each.text for each in also.components)
        level: list[Part] = [" – ", of_level(also.level, site)] if also.level else []
        yield Line([f"- {named}", *level], indent=2, hang=2)
        yield from prose(also.note, 4)
    if content.data_loss:
        yield Line([Styled("Data loss", BOLD)], indent=2)
        yield from (Line([text], indent=4) for text in [_span(content.data_loss.span)] if text)
        yield from prose(content.data_loss.text, 4)
    yield from pairs(content.numbers, site)


def _times(name: str, times: Sequence[str], total: str, table: LevelTable, site: Site) -> Line:
    """Return the time at each level that was reached, and in all if there were several."""
    parts: list[Part] = []
    for level, time in zip(table.columns, times, strict=True):
        if time:
            parts += [", " if parts else f"{name}: ", of_level(level, site), f" {time}"]
    several = sum(map(bool, times)) > 1
    return Line([*parts, f", {_WORDS.in_all.lower()} {total}" if several else ""], indent=2, hang=2)


def why(content: Sequence[HeadedList[CauseView]], _site: Site) -> Iterator[Block]:
    """Yield the triggers, then the causes by role."""
    for group in content:
        yield Line([Styled(group.heading, BOLD)], indent=2)
        for cause in group.items:
            yield from prose(cause.text, 4)
            yield from (Line([Styled(during(when), DIM)], indent=4) for when in cause.when)
            addressed = f"addressed by: {'; '.join(cause.actions)}" if cause.actions else ""
            said = "; ".join(filter(None, (cause.category, addressed)))
            yield from [Line([Styled(said, DIM)], indent=4, hang=2)] if said else []
            if cause.accepted_risk:
                yield Line([f"Accepted risk: {cause.accepted_risk}"], indent=4, hang=2)


def texts(content: Iterable[str], _site: Site) -> Iterator[Block]:
    """Yield texts as a list."""
    for text in content:
        yield Line([f"- {text.strip()}"], indent=2, hang=2)


def own(content: Sequence[OwnSection], _site: Site) -> Iterator[Block]:
    """Yield the sections with headings of their own."""
    for section in content:
        yield Line([Styled(section.title, BOLD)], indent=2)
        yield from prose(section.text, 4)


def timeline(content: Sequence[EventView], _site: Site) -> Iterator[Block]:
    """Yield the events, oldest first."""
    for event in content:
        until = f" – {at(event.until)}" if event.until else ""
        kind = f"  {event.glyph} {event.kind}" if event.kind else ""
        yield Line([f"{at(event.at)}{until}", Styled(kind, BOLD)], indent=2)
        yield from prose(event.text, 4)
        facts = ([event.component.text] if event.component else []) + [*event.evidence]
        yield from (Line([Styled(fact, DIM)], indent=4) for fact in facts)


def response(content: ResponseView, _site: Site) -> Iterator[Block]:
    """Yield how it was detected, the response times and the milestones."""
    for each in content.detections:
        by = f" by: {each.by}" if each.by else ""
        comma = "," if each.by else ""
        time = f"{comma} {at(each.at)}" if each.at else ""
        windows = f"; for {', '.join(map(during, each.when))}" if each.when else ""
        yield Line([f"Detected{by}{time}{windows}"], indent=2, hang=2)
    for response_time in content.times:
        between = Styled(f"  {response_time.between}", DIM)
        yield Line([f"{response_time.name}: {response_time.duration}", between], indent=2, hang=2)
    for milestone in content.milestones:
        notes = ["derived"] if milestone.derived else []
        others = "the updates" if milestone.name == "Notified" else "the windows"
        notes += [f"as stated; {others} say otherwise"] if milestone.contradicted else []
        note = Styled(f"  {', '.join(notes)}", DIM) if notes else ""
        yield Line([f"{milestone.name}: {at(milestone.at)}", note], indent=2, hang=2)


def actions(content: Sequence[ActionView], _site: Site) -> Iterator[Block]:
    """Yield the action items."""
    for each in content:
        overdue = each.due_slug == "overdue"
        state = ENGLISH.actions.overdue if overdue else each.status
        facts = [each.priority, each.owner, each.type]
        facts.insert(0, f"due {each.due}" if each.due else "")
        facts += [f"closed {each.closed}" if each.closed else ""]
        yield Line(
            [Styled(f"{each.glyph} {state}", BAD if overdue else BOLD), f"  {each.title}"], indent=2, hang=2
        )
        yield Line([Styled(", ".join(filter(None, facts)), DIM)], indent=4, hang=2)
        yield from [Line([Styled(each.tracker, DIM)], indent=4)] if each.tracker else []
        for change in each.moved:
            reason = f": {change.reason}" if change.reason else ""
            yield Line([f"{change.text}{reason}"], indent=4, hang=2)
        yield from prose(each.reason, 4)


def lessons(content: Sequence[HeadedList[str]], _site: Site) -> Iterator[Block]:
    """Yield the lessons under their headings."""
    for group in content:
        yield from _list(group.heading, group.items)


def post_mortem(content: PostMortemView) -> Iterator[Block]:
    """Yield the status of the post-mortem."""
    for each in content.covered_by:
        yield Line([f"This record is covered by the post-mortem of {each.text}."], hang=2)
    by = f"by {content.authors}" if content.authors else ""
    yield from _facts([content.preliminary], 0)
    yield from _facts([" ".join(filter(None, (content.status, content.published))), content.stage, by], 0)
    yield from _facts([f"reviewed by {content.reviewers}" if content.reviewers else ""], 0)
    if content.covers:
        yield Line([f"Also about: {', '.join(each.text for each in content.covers)}"], hang=2)


def unknowns(content: Sequence[UnknownView], _site: Site) -> Iterator[Block]:
    """Yield a sentence for each reason."""
    for each in content:
        things = ("".join((": ".join(filter(None, (t.name, t.what))), t.after)) for t in each.things)
        yield Line([f"{each.reason}: {''.join(things)}"], indent=2, hang=2)


def corrections(content: Sequence[CorrectionView], _site: Site) -> Iterator[Block]:
    """Yield what was changed after publication."""
    for each in content:
        yield Line([Styled(each.on, BOLD)], indent=2)
        yield from prose(each.text, 4)


def related(content: Sequence[tuple[str, PageLink]], _site: Site) -> Iterator[Block]:
    """Yield the relations to other records."""
    for relation, link in content:
        yield Line([f"{relation}: {link.text}  ", Styled(id_of_link(link), DIM)], indent=2, hang=2)


def links(content: Sequence[PageLink], _site: Site) -> Iterator[Block]:
    """Yield the links to pages elsewhere."""
    for each in content:
        yield Line([f"{each.text}  ", Styled(each.address, DIM)], indent=2, hang=2)


def pairs(content: Iterable[Fact], _site: Site) -> Iterator[Block]:
    """Yield names with their values."""
    for fact in content:
        yield Line([f"{fact.name}: {fact.value}"], indent=2, hang=2)


def internal_notes(content: str, _site: Site) -> Iterator[Block]:
    """Yield the internal data of a record."""
    yield from prose(content)


def _facts(facts: Iterable[str], indent: int = 2) -> Iterator[Line]:
    shown = ", ".join(filter(None, facts))
    yield from [Line([shown], indent=indent, hang=2)] if shown else []


def _list(heading: str, items: Sequence[str]) -> Iterator[Block]:
    if items:
        yield Line([Styled(heading, BOLD)], indent=2)
        yield from (Line([f"- {text.strip()}"], indent=4, hang=2) for text in items)


def _span(span: Span | None) -> str:
    if span is None:
        return ""
    if span.period:
        return during(span.period)
    return f"{span.preposition} {at(span.at)}" if span.at else ""


SECTION_TEXTS: Mapping[str, SectionText] = {
    "apology": markdown,
    "customer-actions": markdown,
    "background": markdown,
    "resolution": markdown,
    "thanks": markdown,
    "levels": levels,
    "updates": updates,
    "exposure": exposure,
    "symptoms": symptoms,
    "impact": impact,
    "why": why,
    "limited-by": texts,
    "own": own,
    "timeline": timeline,
    "response": response,
    "actions": actions,
    "lessons": lessons,
    "unknowns": unknowns,
    "corrections": corrections,
    "related": related,
    "links": links,
    "origin": pairs,
    "internal": internal_notes,
}
"""The text of each section, by its key."""
