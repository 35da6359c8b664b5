"""The catalogue of words that readers see in more than one place, or that scripts show: each is typed here alone.

Templates get it as the global `words`, scripts as data in the page. Words that one template or one builder shows stay
there. What is in braces is filled in.
"""

from __future__ import annotations

from typing import NamedTuple


class Noun(NamedTuple):
    """A noun that is counted: the word for one, and for any other number."""

    one: str
    many: str


class Nouns(NamedTuple):
    """What pages count."""

    component: Noun = Noun("component", "components")
    day: Noun = Noun("day", "days")
    item: Noun = Noun("item", "items")
    record: Noun = Noun("record", "records")


class Units(NamedTuple):
    """Units of durations, the longest first."""

    days: str = "d"
    hours: str = "h"
    minutes: str = "min"
    seconds: str = "s"


class Terms(NamedTuple):
    """What columns, sections and fields are called."""

    allowed_downtime: str = "Allowed downtime"
    component: str = "Component"
    components: str = "Components"
    counted: str = "Counted time"
    day: str = "Day"
    days_with_trouble: str = "Days with trouble"
    downtime: str = "Downtime"
    due: str = "Due"
    duration: str = "Duration"
    end: str = "To"
    files: str = "Files"
    kind: str = "Kind"
    left: str = "Left"
    level: str = "Level"
    maintenance: str = "Maintenance"
    meaning: str = "Meaning"
    month: str = "Month"
    objective: str = "Objective"
    owner: str = "Owner"
    priority: str = "Priority"
    record: str = "Record"
    records: str = "Records"
    standard_impact: str = "Standard impact"
    standard_status: str = "Standard status"
    start: str = "From"
    status: str = "Status"
    uptime: str = "Uptime"
    weight: str = "Weight"
    worst_level: str = "Worst level"
    years: str = "Years"


class RecordWords(NamedTuple):
    """About a record: in rows, on cards, on its own page."""

    overrun: str = "Running over"
    ongoing_for: str = "ongoing for"
    ongoing: str = "still going on"
    planned_for: str = "planned for"
    internal: str = "Internal"
    not_for_publication: str = "not for publication"
    post_mortem: str = "Post-mortem"
    post_mortem_of: str = "Post-mortem of {title}"


class CurrentWords(NamedTuple):
    """About what is going on now, and how old a page is."""

    updated: str = "Updated"
    as_of: str = "as of"
    announced_since: str = ", with announced changes since then"
    stale: str = "This page is {age} old and may be out of date. It was last updated on {updated}."
    all_maintenance: str = "All maintenance"


class UptimeWords(NamedTuple):
    """About uptime."""

    no_data: str = "no data"
    so_far: str = "so far"
    show_breakdown: str = "Show the calculation"


class HistoryWords(NamedTuple):
    """The form that narrows the history."""

    any: str = "Any"
    text: str = "Words in title, summary or tags"
    clear: str = "Clear all"
    results: str = "Matching records"
    loading: str = "Loading …"
    more: str = "Show {count} more"
    found: str = "{count} of {all} records"
    none: str = "No record matches. Clear a filter, or try other words."
    failed: str = "The list of records could not be loaded. Use these links instead."


class ActionWords(NamedTuple):
    """About action items."""

    overdue: str = "Overdue"
    years: str = "Closed items by year"


class EmbedWords(NamedTuple):
    """The line that other sites show."""

    announced: str = "Maintenance announced"
    running: str = "Maintenance now"
    overrun: str = "Maintenance running over"
    stale: str = ". That was {hours} hours ago, so this may be out of date."


class FeedWords(NamedTuple):
    """What feeds and calendars say, whose bytes must not change: readers would show every entry as new."""

    overrun: str = ", longer than announced"


class Catalogue(NamedTuple):
    """All words of the catalogue."""

    nouns: Nouns = Nouns()
    units: Units = Units()
    terms: Terms = Terms()
    record: RecordWords = RecordWords()
    current: CurrentWords = CurrentWords()
    uptime: UptimeWords = UptimeWords()
    history: HistoryWords = HistoryWords()
    actions: ActionWords = ActionWords()
    embed: EmbedWords = EmbedWords()
    feeds: FeedWords = FeedWords()

    @property
    def of_status_script(self) -> dict[str, object]:
        """The words of `status.js`."""
        return {
            "overrun": self.record.overrun,
            "stale": self.current.stale,
            "units": [self.units.days, self.units.hours, self.units.minutes],
        }

    @property
    def of_history_script(self) -> dict[str, str]:
        """The words of `history.js`."""
        record = {name: getattr(self.record, name) for name in _IN_ROWS}
        return {**self.history._asdict(), **record, "records": self.terms.records}

    @property
    def of_embed_script(self) -> dict[str, str]:
        """The words of the script that other sites include."""
        current = self.current
        return {
            **self.embed._asdict(),
            "updated": current.updated,
            "announced_since": current.announced_since,
        }


_IN_ROWS = ("overrun", "internal", "post_mortem", "post_mortem_of")

CATALOGUE = Catalogue()
"""The words in English."""
