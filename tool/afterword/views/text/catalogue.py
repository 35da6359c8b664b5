"""The catalogue of words that readers see in more than one place, or that scripts show: each is typed only here.

Templates get it as the global `words`, scripts as data in the page. Words that only one template or builder shows
are there. Text in braces is a placeholder.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from afterword.translations.marks import mark as _
from afterword.translations.marks import mark_plural as ngettext

G = TypeVar("G")
Translate = Callable[[str], str]


class Nouns:
    """Nouns for counts: the singular and the plural."""

    component = ngettext("{count} component", "{count} components")
    day = ngettext("{count} day", "{count} days")
    earlier_update = ngettext("{count} earlier update", "{count} earlier updates")
    item = ngettext("{count} item", "{count} items")
    record = ngettext("{count} record", "{count} records")
    window = ngettext("{count} window", "{count} windows")


class Terms:
    """The names of columns, sections and fields."""

    allowed_downtime = _("Allowed downtime")
    component = _("Component")
    components = _("Components")
    counted = _("Counted time")
    day = _("Day")
    days_with_trouble = _("Days with trouble")
    downtime = _("Downtime")
    due = _("Due")
    duration = _("Duration")
    end = _("To")
    kind = _("Kind")
    level = _("Level")
    maintenance = _("Maintenance")
    meaning = _("Meaning")
    month = _("Month")
    objective = _("Objective")
    owner = _("Owner")
    priority = _("Priority")
    record = _("Record")
    records = _("Records")
    standard_impact = _("Standard impact")
    standard_status = _("Standard status")
    start = _("From")
    status = _("Status")
    ungrouped = _("Other components")
    until = _("Until")
    uptime = _("Uptime")
    weight = _("Weight")
    worst_level = _("Worst level")
    years = _("Years")


class RecordWords:
    """About a record: in rows, on cards, on its own page."""

    overrun = _("Running over")
    since = _("since {time}")
    ongoing_for = _("ongoing for {duration}")
    ongoing = _("still going on")
    no_update_since = _("No update since {time}")
    planned_for = _("planned for {time}")
    planned_level = _("{level} (planned)")
    until = _("Shown until {time}")
    late = _("Late: the next update was promised for {time}")
    next_update = _("Next update by {time}")
    edited = _("Edited {time}")
    published = _("Published {time}")
    sent_to = _("Sent to {recipients}")
    held_until = _("Held back until {time}")
    then = _("then {time}")
    open_end = _("{start}, end open")
    internal = _("Internal")
    not_for_publication = _("not for publication")
    post_mortem = _("Post-mortem")
    post_mortem_of = _("Post-mortem of {title}")
    post_mortem_follows = _("A post-mortem will follow.")
    post_mortem_is = _("Post-mortem: {status}")
    preliminary = _("Preliminary: more findings are expected")
    corrected = _("Last corrected on {day}")
    severity = _("Severity: {name}")
    together = _("Together")
    in_all = _("In all")
    in_part = _("in part")


class TroubleWords:
    """How long a record's trouble lasted: "10 h of trouble, 2 h of it a major outage"."""

    of_trouble = _("{total} of trouble, {part}")
    of_trouble_so_far = _("{total} of trouble so far, {part}")
    in_all = _("{total} in all, {part}")
    in_all_so_far = _("{total} so far, {part}")
    part = _("{time} of it {level}")
    whole = _("all of it {level}")


class ChartWords:
    """The chart of a record."""

    all_events = _("All events ({count})")
    cut = _("{duration} left out")
    merged = _("Windows that are close to each other are drawn as one, at the worst of their levels.")
    left_out = _("Left out, because nothing happened: {periods}.")
    share = _("Share affected")
    threshold = _(" (dashed: threshold {value})")
    save = _("Download this chart:")
    zoom = _("Zoom in this chart")


class UnknownWords:
    """What a record does not say: a sentence for each reason, which ends with the things that are missing."""

    pending = _("Not known yet")
    not_stated = _("Not stated")
    withheld = _("Known, but not published")
    not_applicable = _("Does not apply")
    announced_but_absent = _("Announced, but not published")
    of_all_items = _("all action items")
    due_of = _("due date of {items}")
    owner_of = _("owner of {items}")
    priority_of = _("priority of {items}")


class CurrentWords:
    """About what is happening now, and how old a page is."""

    updated = _("Updated {time}")
    as_of = _("as of {time}")
    announced_since = _(", with announced changes since then")
    stale = _("This page is {age} old and may be out of date. It was last updated on {updated}.")
    all_maintenance = _("All maintenance")
    all_incidents = _("All incidents")
    notices = _("Notices")
    affected = _("{count} of {all} components affected, worst: {worst}")
    more_incidents = _("and {count} more")
    again = _("again")
    open_incidents = _("Open incidents")
    running_maintenance = _("Maintenance in progress")
    announced_maintenance = _("Announced maintenance")
    recent = _("Recent incidents")
    changed = _("This page has changed.")
    reload = _("Show the current page")


class PageWords:
    """About a list that is divided into pages."""

    name = _("Pages")
    place = _("page {number} of {count}")
    place_alone = _("Page {number} of {count}")
    before = _("Previous page")
    after = _("Next page")


class TimeWords:
    """About the zone of times."""

    yours = _("your time")
    yours_short = _("Your time")
    show_yours = _("Show times in your time zone")
    show_page = _("Show times in the time zone of this page")


class UptimeWords:
    """About uptime."""

    breakdown = _("Calculation")
    no_data = _("no data")
    no_data_there = _("No data")
    so_far = _("{period} so far")
    over = _("Uptime over {period}, {policy}")
    how_counted = _("how it is counted")


class PolicyWords:
    """How a policy counts, after "Uptime over 90 days, "; each by the name of its policy."""

    statuspage = _("by the rules of Atlassian Statuspage")
    incident_io = _("by the rules of incident.io")
    openstatus = _("by the rules of OpenStatus")
    strict = _("where all that is not operational counts as down")
    levels = _("each level with its own weight")


class HistoryWords:
    """The form that filters the history."""

    any = _("Any")
    text = _("Words in title, summary or tags")
    clear = _("Clear all")
    results = _("Matching records")
    loading = _("Loading …")
    more = _("Show {count} more")
    found = _("{count} of {all} records")
    none = _("No record matches. Clear a filter, or try other words.")
    failed = _("The list of records could not be loaded. Use these links instead.")


class ActionWords:
    """About action items."""

    overdue = _("Overdue")
    years = _("Closed items by year")


class EmbedWords:
    """The embed widget, which other sites show."""

    announced = _("Maintenance announced")
    running = _("Maintenance now")
    overrun = _("Maintenance running over")
    cancelled = _("Maintenance cancelled")
    stale = _(". That was {hours} hours ago, so this may be out of date.")


class NotFoundWords:
    """The page that a host shows for an address without a page."""

    title = _("This page does not exist")
    reasons = _("The address may be mistyped, or the page may have moved.")
    search = _("Search incidents and maintenance")
    button = _("Search")
    status = _("Current status")


class FeedWords:
    """Words in feeds and calendars, which must not change: feed readers would show every entry as new."""

    overrun = _("{state}, longer than announced")
    next_update = _("Next update by {time}")
    edited = _("Edited {time}")
    sent_to = _("Sent to {recipients}")


class CopyWords:
    """The buttons that copy a text."""

    copy = _("Copy")
    copy_named = _("Copy: {name}")
    copied = _("Copied: {name}")
    selected = _("{name} is selected and can be copied")


class SubscribeWords:
    """Words about subscribing; in sentences, the placeholder is a link to the subscribe page."""

    every_update = _("Every update")
    site = _("{subscribe} by feed or calendar.")
    get_updates = _("Get updates")
    follow = _("Follow this component")


class Catalogue:
    """All words of the catalogue, translated."""

    def __init__(self, translate: Translate) -> None:
        """Translate every word."""
        self.nouns = _translated(Nouns, translate)
        self.terms = _translated(Terms, translate)
        self.record = _translated(RecordWords, translate)
        self.trouble = _translated(TroubleWords, translate)
        self.unknowns = _translated(UnknownWords, translate)
        self.chart = _translated(ChartWords, translate)
        self.current = _translated(CurrentWords, translate)
        self.pages = _translated(PageWords, translate)
        self.times = _translated(TimeWords, translate)
        self.uptime = _translated(UptimeWords, translate)
        self.policies = _translated(PolicyWords, translate)
        self.history = _translated(HistoryWords, translate)
        self.actions = _translated(ActionWords, translate)
        self.embed = _translated(EmbedWords, translate)
        self.not_found = _translated(NotFoundWords, translate)
        self.feeds = _translated(FeedWords, translate)
        self.subscribing = _translated(SubscribeWords, translate)
        self.copying = _translated(CopyWords, translate)

    def policy(self, name: str) -> str:
        """Return how a policy counts, by its name in `status.yml`."""
        return str(getattr(self.policies, name.replace("-", "_"), name))


def words_of(group: object) -> dict[str, str]:
    """Return the words of a group of the catalogue, by name."""
    return {name: getattr(group, name) for name in _names(type(group))}


def _names(group: type) -> list[str]:
    return [name for name in vars(group) if not name.startswith("_")]


def _translated(group: type[G], translate: Translate) -> G:
    """Return a group whose words are translated; plural forms are translated where their number is known."""
    made = group()
    for name in _names(group):
        value = getattr(group, name)
        if isinstance(value, str):
            setattr(made, name, translate(value))
    return made
