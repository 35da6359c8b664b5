"""Random sites for the oracle: what happened, in milliseconds since 1970, and the text that says so.

Nothing here comes from the product. Times are typed in several ways, without an offset only where the clock shows
them once; they crowd around ends of months, days on which clocks change, and now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # three and a half hours behind
    "Australia/Lord_Howe",  # clocks change by half an hour
    "Asia/Kathmandu",
    "UTC",
)
COMPONENTS = ("search", "api", "mail")
STATUSES = {
    "upkeep": "under_maintenance",
    "fine": "operational",
    "slow": "degraded_performance",
    "partly": "partial_outage",
    "down": "major_outage",
}
"""The status of each level, mildest first."""
WEIGHTS = ("0", "0.07", "0.333", "1")
POLICIES = ("statuspage", "incident-io", "openstatus", "strict", "levels")
NOWS = (
    "2026-11-10T12:00:17",
    "2026-11-01T05:30:00",  # in New York, the first of two half hours after 1:30
    "2026-11-01T06:30:00",  # and the second
    "2026-10-31T23:59:59",
    "2026-03-31T22:00:00",  # midnight in Berlin, the first of a month
    "2026-03-29T01:00:00",  # clocks change in Berlin
    "2026-10-03T15:30:00",  # and on Lord Howe Island
)


@dataclass(frozen=True)
class Span:
    """A component at a level: from `start` until before `end`, or still.

    `is_about` says that one of the times is rough, `is_at_least` that the end is the last time that is known.
    """

    component: str
    level: str
    start: int
    end: int | None
    is_about: bool = False
    is_at_least: bool = False


@dataclass(frozen=True)
class Entry:
    """A record and its windows."""

    id: str
    kind: str
    internal: bool
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True)
class Story:
    """A site and everything that happened on it until `now`."""

    now: int
    zone: str
    policy: str
    maintenance: str
    weights: dict[str, str]
    since: dict[str, date]
    entries: tuple[Entry, ...]

    @property
    def text(self) -> str:
        """The text of `status.yml`."""
        levels = [
            f"  - {{id: {level}, name: {level}, status: {status}, weight: {self.weights[level]}}}"
            for level, status in STATUSES.items()
        ]
        components = [
            f"  - {{id: {each}, name: {each}, group: {'all' if each == 'mail' else 'core'}"
            + (f", since: {self.since[each]}}}" if each in self.since else "}")
            for each in COMPONENTS
        ]
        return "\n".join(
            [
                "page: {name: Acme}",
                f"timezone: {self.zone}",
                f"uptime: {{policy: {self.policy}, maintenance: {self.maintenance}}}",
                "levels:",
                *levels,
                "groups: [{id: core, name: Core}, {id: all, name: All}]",
                "components:",
                *components,
                "",
            ]
        )


def as_milliseconds(moment: datetime) -> int:
    """Return the milliseconds since 1970 of an instant."""
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def as_moment(milliseconds: int) -> datetime:
    """Return the instant in UTC that is so many milliseconds after 1970 began."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def clock(milliseconds: int, zone: str) -> str:
    """Return what a clock in a zone shows, without an offset."""
    local = as_moment(milliseconds).astimezone(ZoneInfo(zone))
    text = f"{local:%Y-%m-%d %H:%M}"
    if milliseconds % MINUTE:
        text += f":{local:%S}"
    if milliseconds % SECOND:
        text += f".{milliseconds % SECOND:03}"
    return text


def typed(milliseconds: int, zone: str, style: int) -> str:
    """Type an instant: with a `Z`, with the offset of the zone or of another one, or as the zone's clock shows it."""
    if style == 0:
        return clock(milliseconds, "UTC").replace(" ", "T") + "Z"
    local = as_moment(milliseconds).astimezone(ZoneInfo(zone))
    hour = timedelta(milliseconds=HOUR)
    is_shown_twice = any(
        as_moment(milliseconds + step).astimezone(local.tzinfo).replace(tzinfo=None)
        == local.replace(tzinfo=None)
        for step in (-HOUR, -HOUR // 2, HOUR // 2, HOUR)
    )
    if style == 1 or is_shown_twice:
        offset = local.utcoffset() or 0 * hour
        moved = as_moment(milliseconds).astimezone(timezone(offset))
        return f"{clock(milliseconds, zone)}{moved:%z}"
    return clock(milliseconds, zone)


def _moments(now: int) -> st.SearchStrategy[int]:
    """Draw an instant before now, often close to one at which something may go wrong."""
    ends = [as_milliseconds(datetime(2026, month, 1, tzinfo=UTC)) for month in range(1, 12)]
    changes = [as_milliseconds(datetime.fromisoformat(f"{each}+00:00")) for each in NOWS]
    close = [
        each for each in (*ends, *changes, now - 30 * DAY, now - 90 * DAY, now - 365 * DAY) if each < now
    ]
    distance = st.one_of(
        st.integers(-30, 30).map(lambda n: n * HOUR),
        st.integers(-30 * 60, 30 * 60).map(lambda n: n * MINUTE),
        st.integers(-DAY, DAY),
    )
    return st.builds(int.__add__, st.sampled_from([*close, now]), distance).map(
        lambda each: min(each, now - 1)
    )


_LENGTHS = st.one_of(
    st.integers(1, 3 * SECOND),
    st.integers(1, 60).map(lambda n: n * MINUTE),
    st.integers(1, 60).map(lambda n: n * HOUR),
    st.integers(1, 70).map(lambda n: n * DAY),
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Draw a site with up to six records."""
    now = as_milliseconds(datetime.fromisoformat(f"{draw(st.sampled_from(NOWS))}+00:00"))
    zone = draw(st.sampled_from(ZONES))
    weights = {each: "0" if each == "fine" else draw(st.sampled_from(WEIGHTS)) for each in STATUSES}
    since = {
        each: as_moment(draw(_moments(now))).date() - timedelta(days=1)
        for each in COMPONENTS
        if draw(st.integers(0, 2)) == 0
    }
    entries = tuple(_entry(draw, number, now, zone) for number in range(draw(st.integers(0, 6))))
    if draw(st.integers(0, 3)) == 0:
        components = draw(st.lists(st.sampled_from(COMPONENTS), min_size=1, unique=True))
        entries += (_year_of_upkeep(now, components),)
    return Story(
        now=now,
        zone=zone,
        policy=draw(st.sampled_from(POLICIES)),
        maintenance=draw(st.sampled_from(("counted", "excluded"))),
        weights=weights,
        since=since,
        entries=entries,
    )


def _entry(draw: st.DrawFn, number: int, now: int, site_zone: str) -> Entry:
    own_zone = draw(st.sampled_from((None, None, *ZONES)))
    zone = own_zone or site_zone
    kind = draw(st.sampled_from(("incident", "incident", "incident", "maintenance", "near_miss", "drill")))
    internal = draw(st.integers(0, 7)) == 0
    windows: list[_Window] = []
    for _ in range(draw(st.integers(1, 4))):
        window = _window(draw, now, zone)
        if all(_apart(each, window) for each in windows if {*each.components} & {*window.components}):
            windows.append(window)
    first = min(each.start for each in windows)
    known = max(each.start if each.end in (None, _UNKNOWN) else each.end for each in windows)
    is_over = all(each.end is not None for each in windows)
    if is_over:
        known = min(known + draw(_LENGTHS), now)
    lines = [f"title: Record {number}", f"kind: {kind}", "summary: It was out of order."]
    lines += [f"timezone: {own_zone}"] if own_zone else []
    lines += ["visibility: internal"] if internal else []
    if kind == "maintenance":
        lines.append(
            f"scheduled: {{start: {typed(first, zone, 0)}, end: {typed(max(known, first) + 1, zone, 0)}}}"
        )
    lines += ["windows:", *(f"  - {{{each.text}}}" for each in windows)]
    lines += ["updates:", *_updates(kind, first, known if is_over else None)]
    day = as_moment(first).astimezone(ZoneInfo(zone)).date()
    spans = tuple(span for each in windows for span in each.spans(known))
    return Entry(f"{day}-record-{number}", kind, internal, spans, "\n".join(lines) + "\n")


def _year_of_upkeep(now: int, components: Sequence[str]) -> Entry:
    """Return maintenance that began before every period and goes on, so that there may be nothing left of one."""
    start = now - 370 * DAY
    begun = typed(start, "UTC", 0)
    spans = tuple(Span(each, "upkeep", start, None) for each in components)
    lines = ["title: New machines", "kind: maintenance", "summary: All of it is new.", "timezone: UTC"]
    lines += [f"scheduled: {{start: {begun}}}", "windows:"]
    lines += [f"  - {{components: [{', '.join(components)}], level: upkeep, start: {begun}}}"]
    lines += ["updates:", *_updates("maintenance", start, None)]
    name = f"{as_moment(start):%Y-%m-%d}-new-machines"
    return Entry(name, "maintenance", internal=False, spans=spans, text="\n".join(lines) + "\n")


def always_maintained(policy: str) -> Story:
    """Return a site that excludes maintenance, with one of the two components of a group in it all the time."""
    now = as_milliseconds(datetime.fromisoformat(f"{NOWS[0]}+00:00"))
    upkeep = _year_of_upkeep(now, COMPONENTS[:1])
    weights = dict(zip(STATUSES, ("1", "0", "0.07", "0.333", "1"), strict=True))
    return Story(now, "UTC", policy, "excluded", weights, since={}, entries=(upkeep,))


_UNKNOWN = 1 << 60
"""Stands for an end that no one knows, until it is known when the record was last heard of."""


@dataclass(frozen=True)
class _Window:
    components: tuple[str, ...]
    level: str
    start: int
    end: int | None
    is_about: bool
    text: str

    def spans(self, known: int) -> Iterator[Span]:
        """Yield what it says of each of its components. `known` is the last time of the record that is known."""
        unknown = self.end == _UNKNOWN
        end = max(self.start, known) if unknown else self.end
        for each in self.components:
            yield Span(each, self.level, self.start, end, self.is_about, unknown)


def _window(draw: st.DrawFn, now: int, zone: str) -> _Window:
    components = tuple(draw(st.lists(st.sampled_from(COMPONENTS), min_size=1, max_size=2, unique=True)))
    level = draw(st.sampled_from([*STATUSES]))
    start = draw(_moments(now))
    length = draw(_LENGTHS)
    end: int | None = start + length
    start, start_text, start_is_rough = _typed(draw, start, zone, "start", now)
    end_text, end_is_rough = "", False
    if draw(st.integers(0, 7)) == 0:
        end, end_text = _UNKNOWN, "unknown"
    elif end is None or end > now:
        end = None
    else:
        end, end_text, end_is_rough = _typed(draw, end, zone, "end", now)
    named = (
        f"component: {components[0]}" if len(components) == 1 else f"components: [{', '.join(components)}]"
    )
    text = f"{named}, level: {level}, start: {start_text}" + (f", end: {end_text}" if end_text else "")
    return _Window(components, level, start, end, start_is_rough or end_is_rough, text)


def _typed(draw: st.DrawFn, at: int, zone: str, side: str, now: int) -> tuple[int, str, bool]:
    """Type a time, now and then roughly; return also when it counts, and whether it is rough."""
    form = draw(st.sampled_from(("exact", "exact", "exact", "about", "day", "month")))
    about = form == "about" or (form != "exact" and draw(st.booleans()))
    if form in ("day", "month"):
        day = as_moment(at).astimezone(ZoneInfo(zone)).date()
        text = f"{day:%Y-%m-%d}" if form == "day" else f"{day:%Y-%m}"
        first = day if form == "day" else day.replace(day=1)
        after = day + timedelta(days=1) if form == "day" else (first + timedelta(days=31)).replace(day=1)
        counts = midnight(first if side == "start" else after, zone)
        if counts <= now:
            return counts, text + "~" * about, True
    text = typed(at, zone, draw(st.integers(0, 2)))
    return (at, f"{text}~", True) if form == "about" else (at, text, False)


def midnight(day: date, zone: str) -> int:
    """Return when a day begins in a zone: the first quarter of an hour in which the clock shows the day."""
    tz = ZoneInfo(zone)
    around = (day - date(1970, 1, 1)).days * DAY
    quarters = range(around - 15 * HOUR, around + 15 * HOUR, 15 * MINUTE)
    return next(each for each in quarters if as_moment(each).astimezone(tz).date() >= day)


def _apart(one: _Window, other: _Window) -> bool:
    return (one.end is not None and one.end <= other.start) or (
        other.end is not None and other.end <= one.start
    )


def _updates(kind: str, first: int, last: int | None) -> Iterator[str]:
    begun, over = ("in_progress", "completed") if kind == "maintenance" else ("investigating", "resolved")
    yield f"  - {{at: {typed(first, 'UTC', 0)}, status: {begun}, body: It is out of order.}}"
    if last is not None:
        yield f"  - {{at: {typed(last, 'UTC', 0)}, status: {over}, body: It works.}}"
