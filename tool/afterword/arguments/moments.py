"""Reads times as people type them: `now`, `14:05`, `-20m`, `wed 02:00`, `2026-11-20 09:40`, with or without a zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from afterword.arguments.days import WEEKDAYS, day_of, is_day, similar_day
from afterword.arguments.durations import days_and_rest
from afterword.arguments.short_dates import clock_meant, time_meant
from afterword.arguments.zones import own_abbreviation, zone_typed
from afterword.checks.timestamps import CLOCK_TOLERANCE
from afterword.patterns import pattern
from afterword.records.error_messages import one_of, shown
from afterword.records.rough_time import APPROXIMATE, RoughTime, coarse_parts, form_of, is_coarse
from afterword.records.time_errors import TIME_EXAMPLE, YEARS, day_problem
from afterword.records.zone import Zone, read_time
from afterword.views.text.words import ENGLISH, MONTHS

EXAMPLES = "14:05, -20m, wed 02:00 or 2026-11-20 09:40"

_CLOCK = pattern(
    r"(?:(?P<date>\d{4}-\d\d-\d\d)[ T] ?|(?P<day>(?!at )[a-z]+),? )?(?:at )?"
    r"(?P<hour>\d{1,2})(?P<rest>:\d\d(?::\d\d(?:\.\d+)?)?) ?(?P<zone>[^\d\s:.].*)?",
    re.ASCII | re.IGNORECASE,
)
_HALF_OF_DAY = pattern(
    r"(?P<day>(?:.* )?)(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>[ap])\.?m\.?",
    re.ASCII | re.IGNORECASE,
)
_RELATIVE = pattern(r"(?P<sign>[+−-]|in )\s*(?P<later>\d.*)|(?P<earlier>\d.*\S)\s+ago", re.IGNORECASE)
_APPROXIMATE = pattern(r"(?:~|ca?\.?|about|circa|approx\.?|around) ?(?P<time>.*\d.*)", re.IGNORECASE)
_CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_DIGITS = pattern(r"(\d{1,2})(\d\d)", re.ASCII)
_NUMBER = pattern(r"\d{1,2}", re.ASCII)
_MINUTE = timedelta(minutes=1)
_WEEK = 7


def read_moment(
    text: str,
    zone: Zone,
    now: datetime,
    *,
    is_end: bool = False,
    is_planned: bool = False,
    after: datetime | None = None,
    allow_day: bool = False,
) -> datetime:
    """Read a time in a zone, or in the one that is typed with it, as an instant in UTC or a `RoughTime`.

    A time without a date is that of today, or of yesterday if that is nearer to `now`; a weekday is the last one, or
    today. If the time `is_planned`, it is the next one instead; with `after`, the first one after that instant.

    `now`, and what is relative to it, is to the minute. A day, a month or a year alone is a time only if `allow_day`;
    it counts from its start, or if it `is_end`, to its end.

    Raises ValueError, which says what to write, for any other text, and for clock times that a change of the clocks
    skips or repeats.
    """
    typed = " ".join(text.split())
    certain = typed.removesuffix(APPROXIMATE).rstrip()
    if is_planned and after is None:
        after = now.replace(second=0, microsecond=0) - _MINUTE
    moment = _relative(certain, zone, now) or _at_clock_time(certain, zone, now, after)
    if moment:
        return RoughTime.of(moment, APPROXIMATE) if certain != typed else moment
    digits = _DIGITS.fullmatch(certain)
    if digits and int(certain) not in YEARS:
        raise ValueError(f"`{certain}` has no colon; write {digits[1]:0>2}:{digits[2]}")
    if not coarse_parts(certain) and not is_day(certain):
        raise ValueError(_problem(certain, zone, now, ahead=is_planned))
    if not allow_day:
        whole = f"{certain} 14:05" if is_day(certain) or len(certain) == len("2026-11-20") else TIME_EXAMPLE
        raise ValueError(f"`{typed}` has no clock time; write both, such as {whole}")
    form = _day_in(zone, certain, "23:59:59", now, after) if is_day(certain) else certain
    return read_time(form + (APPROXIMATE if certain != typed else ""), zone, is_end=is_end)


def instant_in(
    zone: Zone,
    now: datetime,
    *,
    is_end: bool = False,
    is_planned: bool = False,
    after: datetime | None = None,
    allow_future: bool = True,
) -> Callable[[str], datetime]:
    """Return a reader of a time in a zone, which may be a whole day; the arguments are those of `read_moment`."""

    def read(text: str) -> datetime:
        instant = read_moment(
            text, zone, now, is_end=is_end, is_planned=is_planned, after=after, allow_day=True
        )
        if instant > now + CLOCK_TOLERANCE and not allow_future:
            meant = earlier_meant(text, zone, now)
            hint = f"write `{meant}` if you mean that; " if meant else ""
            raise ValueError(
                f"`{text.strip()}` is in the future ({shown_back(instant, zone, now)}); {hint}"
                "only maintenance (--kind) is announced in advance"
            )
        return instant

    return read


def earlier_meant(text: str, zone: Zone, now: datetime, since: datetime | None = None) -> str:
    """Return what to type for a clock time of yesterday, or an empty text unless a clock time alone was typed.

    It is also empty if that time is not after `since`.
    """
    typed = " ".join(text.split())
    found = _CLOCK.fullmatch(typed.removesuffix(APPROXIMATE).rstrip())
    if not found or found["date"] or found["day"] or is_day(found["zone"] or ""):
        return ""
    meant = f"yesterday {typed}"
    try:
        moment = read_moment(meant, zone, now)
    except ValueError:
        return ""  # the clocks changed at that time
    return meant if moment <= now and (since is None or since < moment) else ""


def shown_back(moment: datetime, zone: Zone, now: datetime) -> str:
    """Return how a command repeats the time that it understood, such as `Fri 27 Nov 14:05 CET (20 minutes ago)`."""
    form = form_of(moment)
    about = ENGLISH.about("") if form.endswith(APPROXIMATE) else ""
    if is_coarse(moment):
        return about + ENGLISH.coarse(form.removesuffix(APPROXIMATE))
    local = zone.local(moment)
    weekday, month = WEEKDAYS[local.weekday()][:3].capitalize(), MONTHS[local.month - 1][:3]
    year = f" {local.year}" if local.year != zone.local(now).year else ""
    seconds = f":{local:%S}" if local.second else ""
    name = f" {ENGLISH.zone_name(local, zone)}" if zone.stated else ""
    clock = f"{local:%H:%M}{seconds}{name}"
    return f"{about}{weekday} {local.day} {month}{year} {clock} ({_distance(moment, now)})"


def _distance(moment: datetime, now: datetime) -> str:
    """Return how far a time is from now, in its two largest units: `20 minutes ago`, `in 1 day 3 hours`."""
    if not moment.second:
        now = now.replace(second=0, microsecond=0)
    minutes = abs(moment - now) // _MINUTE
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    first = next((place for place, (number, _) in enumerate(units) if number), None)
    if first is None:
        return "now"
    shown_units = units[first : first + (1 if days >= _WEEK else 2)]
    length = " ".join(
        f"{number:,} {unit}{'s' if number != 1 else ''}" for number, unit in shown_units if number
    )
    return f"{length} ago" if moment < now else f"in {length}"


def _relative(text: str, zone: Zone, now: datetime) -> datetime | None:
    """Read `now`, and times before or after it. A day before or after is at the same clock time."""
    if text.casefold() == "now":
        return now.astimezone(UTC).replace(second=0, microsecond=0)
    found = _RELATIVE.fullmatch(text)
    if not found:
        return None
    length = found["later"] or found["earlier"]
    if found["later"] and _NUMBER.fullmatch(length):
        units = one_of(f"{text}{unit}" for unit in "mhd")
        raise ValueError(f"`{text}` has no unit; write {units}")
    days, rest = days_and_rest(length)
    direction = -1 if found["earlier"] or found["sign"] in "−-" else 1
    moment = later(now.astimezone(UTC), direction * days, direction * rest, zone)
    return moment if rest % _MINUTE else moment.replace(second=0, microsecond=0)


def later(instant: datetime, days: int, rest: timedelta, zone: Zone) -> datetime:
    """Return the same clock time whole days later, or earlier, and from then on a time later.

    Raises ValueError if a change of the clocks skips or repeats that clock time, or if the day is too far away.
    """
    if days:
        local = zone.local(instant) + timedelta(days=days)
        problem = day_problem(f"{local:%Y-%m-%d}")
        if problem:
            raise ValueError(f"{problem}; write a time such as {EXAMPLES}")
        instant = read_time(f"{local:%Y-%m-%d %H:%M:%S}", zone)
    return instant + rest


def _at_clock_time(text: str, zone: Zone, now: datetime, after: datetime | None) -> datetime | None:
    """Read a clock time with or without a day and a zone; return None for any other text."""
    found = _CLOCK.fullmatch(text)
    if not found or _HALF_OF_DAY.fullmatch(text):
        return None
    day, typed_zone = found["date"] or found["day"] or "", found["zone"] or ""
    if found["day"] and not is_day(day):
        if similar_day(day):
            raise ValueError(f"`{day}` is not a day; did you mean `{similar_day(day)}{text[len(day) :]}`?")
        return None
    if not day and is_day(typed_zone):  # 14:05 yesterday
        day, typed_zone = typed_zone, ""
    clock = f"{found['hour']:0>2}{found['rest']}"
    there = zone
    if typed_zone:
        before = text[: found.start("zone")].rstrip()
        local = _day_in(zone, day, clock, now, after)
        there = _own_zone(typed_zone, f"{local} {clock}", zone) or zone_typed(typed_zone, before)
    complete = f"{_day_in(there, day, clock, now, after)} {clock}"
    try:
        return read_time(complete, there).replace(fold=0)
    except ValueError as problem:
        if _is_on_a_clock(clock):
            raise
        raise ValueError(str(problem).replace(f"`{complete}`", f"`{text}`", 1)) from None


def _is_on_a_clock(text: str) -> bool:
    """Return whether a clock time is one of every day; others, such as 25:05, are wrong whatever the day."""
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day_in(zone: Zone, typed: str, clock: str, now: datetime, after: datetime | None) -> str:
    return day_of(typed, clock, zone.local(now), zone.local(after) if after else None)


def _own_zone(typed: str, local: str, zone: Zone) -> Zone | None:
    try:
        clock = datetime.fromisoformat(local)
    except ValueError:
        return None  # reading the time explains what is wrong with it
    return own_abbreviation(typed, clock, zone)


def _problem(text: str, zone: Zone, now: datetime, *, ahead: bool) -> str:
    """Say why a text is not a time, and what to write."""
    if not text:
        return f"a time is missing; write one such as {EXAMPLES}"
    rough = _APPROXIMATE.fullmatch(text)
    if rough:
        return f"`{shown(text)}` is approximate; write `{rough['time']}{APPROXIMATE}`"
    half = _HALF_OF_DAY.fullmatch(text)
    if half and 1 <= int(half["hour"]) <= 12:
        hour = int(half["hour"]) % 12 + (12 if half["half"] in "pP" else 0)
        return f"`{text}` uses a 12-hour clock; write {half['day']}{hour:02}:{half['minute'] or '00'}"
    day, _, word = text.rpartition(" ")
    if word.casefold() in _CLOCK_WORDS:
        clock = _CLOCK_WORDS[word.casefold()]
        return f"`{shown(text)}` is not a time; write {f'{shown(day)} {clock}'.strip()}"
    if _NUMBER.fullmatch(text) and ahead:
        return f"`{text}` is not a time; write +{text}m for in {text} minutes, or a time such as {EXAMPLES}"
    if _NUMBER.fullmatch(text):
        return f"`{text}` is not a time; write -{text}m for {text} minutes ago, or a time such as {EXAMPLES}"
    if _is_duration(text):
        short = text.replace(" ", "")
        ways = [f"-{short} for a time ago", f"+{short} for one ahead"]
        ways += [f"{clock_meant(text)} for the time of day"] if clock_meant(text) else []
        return f"`{text}` is a duration; write {', '.join(ways[:-1])}, or {ways[-1]}"
    meant = clock_meant(text) or time_meant(text, zone.local(now).date(), ahead=ahead)
    if meant:
        return f"`{shown(text)}` has another form; write {meant}"
    if not any(each.isdigit() for each in text):
        similar = similar_day(text)
        hint = f"did you mean `{similar}`?" if similar else f"write one such as {EXAMPLES}"
        return f"`{shown(text)}` is not a time; {hint}"
    try:
        read_time(text, zone, after=zone.local(now).date())
    except ValueError as problem:
        return str(problem)
    return f"`{shown(text)}` is not a time; write one such as {EXAMPLES}"


def _is_duration(text: str) -> bool:
    try:
        days_and_rest(text)
    except ValueError:
        return False
    return True
