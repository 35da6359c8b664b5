"""The catalogue of words that readers see in more than one place, or that scripts show: each is typed only here.

Templates get it as the global `words`, scripts as data in the page. Words that only one template or builder shows
are there. Text in braces is a placeholder.
"""

from __future__ import annotations

from afterword.views.text.glyphs import MAINTENANCE_GLYPH

ABOUT = "about"
"""Before a time or a duration that is not exact."""


class Nouns:
    """Nouns for counts: the singular and the plural."""

    component = ("component", "components")
    day = ("day", "days")
    earlier_update = ("earlier update", "earlier updates")
    item = ("item", "items")
    record = ("record", "records")
    window = ("window", "windows")


class Units:
    """Units of durations, the longest first."""

    days = "d"
    hours = "h"
    minutes = "min"
    seconds = "s"


class Terms:
    """The names of columns, sections and fields."""

    allowed_downtime = "Allowed downtime"
    component = "Component"
    components = "Components"
    counted = "Counted time"
    day = "Day"
    days_with_trouble = "Days with trouble"
    downtime = "Downtime"
    due = "Due"
    duration = "Duration"
    end = "To"
    files = "Files"
    kind = "Kind"
    left = "Left"
    level = "Level"
    maintenance = "Maintenance"
    meaning = "Meaning"
    month = "Month"
    objective = "Objective"
    owner = "Owner"
    priority = "Priority"
    record = "Record"
    records = "Records"
    standard_impact = "Standard impact"
    standard_status = "Standard status"
    start = "From"
    status = "Status"
    uptime = "Uptime"
    weight = "Weight"
    worst_level = "Worst level"
    years = "Years"


class RecordWords:
    """About a record: in rows, on cards, on its own page."""

    overrun = "Running over"
    ongoing_for = "ongoing for"
    ongoing = "still going on"
    no_update_since = "No update since"
    planned_for = "planned for"
    until = "Shown until"
    late = "Late: the next update was promised for"
    next_update = "Next update by"
    edited = "Edited"
    published = "Published"
    sent_to = "Sent to"
    held_until = "Held back until"
    then = "then"
    open_end = "end open"
    internal = "Internal"
    not_for_publication = "not for publication"
    post_mortem = "Post-mortem"
    post_mortem_of = "Post-mortem of {title}"
    post_mortem_follows = "A post-mortem will follow."
    post_mortem_is = "Post-mortem: {status}"
    preliminary = "Preliminary: more findings are expected"
    corrected = "Last corrected on {day}"
    severity = "Severity: {name}"
    together = "Together"
    in_all = "In all"


class TroubleWords:
    """How long a record's trouble lasted: "10 h of trouble, 2 h of it a major outage"."""

    of_trouble = "{total} of trouble"
    of_trouble_so_far = "{total} of trouble so far"
    in_all = "{total} in all"
    in_all_so_far = "{total} so far"
    part = "{time} of it {level}"
    whole = "all of it {level}"
    a_noun = "a {level}"
    an_noun = "an {level}"


class ChartWords:
    """The chart of a record."""

    all_events = "Show all events ({count})"
    cut = "{duration} left out"
    left_out = "Left out, because nothing happened: {periods}."
    windows_on_days = "{windows} on {days}"
    most_begin = "{count} of them beginning between {start} and {end}"
    all_begin = "all beginning between {start} and {end}"
    share = "Share affected"
    threshold = " (dashed: threshold {value})"
    save = "Download this chart:"
    zoom = "Zoom in this chart"


class UnknownWords:
    """What a record does not say: a sentence for each reason, which ends with the things that are missing."""

    pending = "Not known yet"
    not_stated = "Not stated"
    withheld = "Known, but not published"
    not_applicable = "Does not apply"
    announced_but_absent = "Announced, but not published"
    of_all_items = "all action items"
    due_of = "due date of {items}"
    owner_of = "owner of {items}"
    priority_of = "priority of {items}"


class CurrentWords:
    """About what is happening now, and how old a page is."""

    updated = "Updated"
    as_of = "as of"
    announced_since = ", with announced changes since then"
    stale = "This page is {age} old and may be out of date. It was last updated on {updated}."
    all_maintenance = "All maintenance"
    all_incidents = "All incidents"
    notices = "Notices"
    affected = "{count} of {all} components affected, worst: {worst}"
    more_incidents = "and {count} more"
    again = "again"
    open_incidents = "Open incidents"
    running_maintenance = "Maintenance in progress"
    announced_maintenance = "Announced maintenance"
    recent = "Recent incidents"
    changed = "This page has changed."
    reload = "Show the current page"


class PageWords:
    """About a list that is divided into pages."""

    name = "Pages"
    place = "page {number} of {count}"
    before = "Previous page"
    after = "Next page"


class TimeWords:
    """About the zone of times."""

    yours = "your time"
    yours_short = "Your time"
    show_yours = "Show times in your time zone"
    show_page = "Show times in the time zone of this page"


class UptimeWords:
    """About uptime."""

    no_data = "no data"
    so_far = "so far"
    over = "Uptime over {period}, {policy}"
    how_counted = "how it is counted"
    show_breakdown = "Show the calculation"


class PolicyWords:
    """How a policy counts, after "Uptime over 90 days, "; each by the name of its policy."""

    statuspage = "by the rules of Atlassian Statuspage"
    incident_io = "by the rules of incident.io"
    openstatus = "by the rules of OpenStatus"
    strict = "where all that is not operational counts as down"
    levels = "each level with its own weight"


class HistoryWords:
    """The form that filters the history."""

    any = "Any"
    text = "Words in title, summary or tags"
    clear = "Clear all"
    results = "Matching records"
    loading = "Loading …"
    more = "Show {count} more"
    found = "{count} of {all} records"
    none = "No record matches. Clear a filter, or try other words."
    failed = "The list of records could not be loaded. Use these links instead."


class ActionWords:
    """About action items."""

    overdue = "Overdue"
    years = "Closed items by year"


class EmbedWords:
    """The embed widget, which other sites show."""

    announced = "Maintenance announced"
    running = "Maintenance now"
    overrun = "Maintenance running over"
    cancelled = "Maintenance cancelled"
    stale = ". That was {hours} hours ago, so this may be out of date."


class NotFoundWords:
    """The page that a host shows for an address without a page."""

    title = "This page does not exist"
    reasons = "The address may be mistyped, or the page may have moved."
    search = "Search incidents and maintenance"
    button = "Search"
    status = "Current status"


class FeedWords:
    """Words in feeds and calendars, which must not change: feed readers would show every entry as new."""

    overrun = ", longer than announced"
    next_update = "Next update by"
    edited = "Edited"
    sent_to = "Sent to"


class Catalogue:
    """All words of the catalogue."""

    nouns = Nouns
    units = Units
    terms = Terms
    record = RecordWords
    trouble = TroubleWords
    unknowns = UnknownWords
    chart = ChartWords
    current = CurrentWords
    pages = PageWords
    times = TimeWords
    uptime = UptimeWords
    policies = PolicyWords
    history = HistoryWords
    actions = ActionWords
    embed = EmbedWords
    not_found = NotFoundWords
    feeds = FeedWords

    def policy(self, name: str) -> str:
        """Return how a policy counts, by its name in `status.yml`."""
        return str(getattr(self.policies, name.replace("-", "_"), name))

    @property
    def of_status_script(self) -> dict[str, object]:
        """The words of `status.js`."""
        return {
            "overrun": self.record.overrun,
            "about": ABOUT,
            "stale": self.current.stale,
            "changed": self.current.changed,
            "reload": self.current.reload,
            "units": [self.units.days, self.units.hours, self.units.minutes],
        }

    @property
    def of_every_page(self) -> dict[str, str]:
        """The words of `afterword.js`."""
        return words_of(self.times)

    @property
    def of_history_script(self) -> dict[str, str]:
        """The words of `history.js`."""
        in_rows = {name: getattr(self.record, name) for name in _IN_ROWS}
        glyphs = {"maintenance_glyph": MAINTENANCE_GLYPH}
        return {**words_of(self.history), **in_rows, **glyphs, "records": self.terms.records}

    @property
    def of_embed_script(self) -> dict[str, str]:
        """The words of the script that other sites include."""
        current = self.current
        return {
            "stale": self.embed.stale,
            "updated": current.updated,
            "announced_since": current.announced_since,
        }


def words_of(group: type) -> dict[str, str]:
    """Return the words of a group of the catalogue, by name."""
    return {name: value for name, value in vars(group).items() if not name.startswith("_")}


_IN_ROWS = ("overrun", "internal", "post_mortem", "post_mortem_of")

CATALOGUE = Catalogue()
"""The words in English."""
