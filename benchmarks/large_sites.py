"""Writes sites that are large in one respect: components, records of a day, entries of a record, or action items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.generate import NOW
from benchmarks.sites import LEVELS, MKDOCS, write

GROUP_SIZE = 50
"""How many components a group has; the components of every tenth one are in no group."""
_PAGE = """\
page: {id: brindlework, name: Brindlework, url: "https://status.brindlework.example/"}
timezone: UTC
"""
_FEW = "components:\n  - {id: api, name: API, since: 2026-01-01}\n  - {id: web, name: Web app, since: 2026-01-01}\n"
_LEVEL_IDS = ("degraded", "partial_outage", "major_outage")
_ACTIONS_OF_RECORD = 100
_MINUTES = 1_200
"""In how many minutes of a day records begin; those that begin at the same time end at different ones."""


def components(folder: Path, count: int) -> None:
    """Write a site with this many components, each of which had trouble on a few of the last days."""
    names = [f"component-{number:04d}" for number in range(count)]
    groups = range(-(-count // GROUP_SIZE))
    lines = ["groups:", *(f"  - {{id: group-{each}, name: Group {each}}}" for each in groups if each % 10)]
    lines.append("components:")
    for number, name in enumerate(names):
        group = number // GROUP_SIZE
        of_group = f", group: group-{group}" if group % 10 else ""
        lines.append(f"  - {{id: {name}, name: Component {number:04d}{of_group}, since: 2026-01-01}}")
    _write_site(folder, "\n".join(lines) + "\n")
    for day in range(1, 31):
        affected = names[day % 5 :: 5]
        start = NOW - timedelta(days=day * 2, hours=3)
        _write_record(folder, start, "errors", [(affected, start, start + timedelta(minutes=20 + day * 7))])


def records_of_a_day(folder: Path, count: int) -> None:
    """Write a site with this many records that all began yesterday."""
    _write_site(folder, _FEW)
    day = (NOW - timedelta(days=1)).replace(hour=0, minute=0)
    for number in range(count):
        start = day + timedelta(minutes=number % _MINUTES)
        end = start + timedelta(minutes=30 + number // _MINUTES)
        _write_record(folder, start, f"errors-{number:05d}", [(["api"], start, end)])


def entries(folder: Path, count: int) -> None:
    """Write a site of three records: with this many updates, with this many windows, and with this many events."""
    _write_site(folder, _FEW)
    start = NOW - timedelta(days=40)
    times = [start + timedelta(minutes=9 * number) for number in range(count)]
    end = times[-1] + timedelta(minutes=5)
    windows = [(["api"], start, end)]
    _write_record(folder, start, "many-updates", windows, updates=times[1:-1])
    windows = [(["api"], each, each + timedelta(minutes=1 + number % 7)) for number, each in enumerate(times)]
    _write_record(folder, start, "many-windows", windows)
    windows = [(["web"], start, end)]
    timeline = [
        f"  - {{at: {_time(each)}, text: The workers were restarted and step {number} was checked by hand.}}"
        for number, each in enumerate(times)
    ]
    _write_record(folder, start, "many-events", windows, more=["timeline:", *timeline])


def actions(folder: Path, count: int) -> None:
    """Write a site with this many action items, half of them closed, with a hundred in each record."""
    _write_site(folder, _FEW)
    for first in range(0, count, _ACTIONS_OF_RECORD):
        start = NOW - timedelta(days=200) + timedelta(hours=first // _ACTIONS_OF_RECORD * 30 % 4000)
        items = (
            line
            for number in range(first, min(first + _ACTIONS_OF_RECORD, count))
            for line in _action(number)
        )
        windows = [(["api"], start, start + timedelta(minutes=31))]
        _write_record(
            folder, start, f"errors-{first:05d}", windows,
            more=["post_mortem: {status: published, published: 2026-11-01}", "action_items:", *items],
        )  # fmt: skip


SITES: dict[str, tuple[Callable[[Path, int], None], int]] = {
    "components": (components, 2_000),
    "records of a day": (records_of_a_day, 20_000),
    "entries of a record": (entries, 5_000),
    "action items": (actions, 10_000),
}
"""How each site is written, and the number that it is measured with."""


def _action(number: int) -> Iterator[str]:
    yield f"  - id: A-{number}"
    yield f"    title: Add a limit of {number} connections to the pool of the API, and an alarm before it is reached"
    yield "    owner: platform"
    yield f"    priority: p{number % 3 + 1}"
    if number % 2:
        yield f"    due: 2026-11-{number % 9 + 1:02d}"
        yield "    status: done"
        yield "    closed: 2026-11-10"
    else:
        yield "    status: open"
        yield f"    due: 2027-{number % 9 + 1:02d}-15"


def _write_site(folder: Path, components: str) -> None:
    write(folder / "mkdocs.yml", MKDOCS)
    write(folder / "status.yml", _PAGE + LEVELS + components)
    (folder / "docs").mkdir(parents=True, exist_ok=True)


def _write_record(
    folder: Path,
    start: datetime,
    name: str,
    windows: list[tuple[list[str], datetime, datetime]],
    *,
    more: Iterable[str] = (),
    updates: Iterable[datetime] = (),
) -> None:
    end = max(end for _, _, end in windows)
    lines = [f"title: Requests fail ({name})", "severity: sev2", "windows:"]
    for number, (names, begin, until) in enumerate(windows):
        level = _LEVEL_IDS[number % len(_LEVEL_IDS)]
        lines.append(
            f"  - {{components: [{', '.join(names)}], level: {level}, start: {_time(begin)}, end: {_time(until)}}}"
        )
    lines += ["updates:", f"  - {{at: {_time(start)}, status: investigating, body: We see errors.}}"]
    lines += [
        f"  - {{at: {_time(at)}, status: monitoring, body: We see {number} errors in a minute and go on looking.}}"
        for number, at in enumerate(updates)
    ]
    lines += [f"  - {{at: {_time(end)}, status: resolved, body: No requests fail any more.}}", *more]
    record_id = f"{start:%Y-%m-%d}-{name}"
    write(folder / "incidents" / f"{start:%Y}" / f"{record_id}.yml", "\n".join(lines) + "\n")


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
