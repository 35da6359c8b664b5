"""Generates any number of records from a seed, and writes them as an Afterword site.

python -m benchmarks.generate --records 1000 --seed 1 FOLDER
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks import invent
from benchmarks.instants import whole_minute
from benchmarks.model import Record

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The current time of every measurement; the records are from the years before it."""
YEARS = 10
EFFORTS = ("hurried",) * 5 + ("ordinary",) * 11 + ("thorough",) * 4
"""How much is written about each of twenty incidents; shuffled, so that small numbers of records have the same mix."""
STILL_OPEN = 3
ANNOUNCED = 2


def records(count: int, seed: int, now: datetime = NOW) -> list[Record]:
    """Generate records, oldest first. The same count and seed give the same records, byte for byte."""
    rng = Random(f"{seed}/{count}")
    efforts = _efforts(rng)
    made: list[Record] = []
    taken: set[str] = set()
    for number, start in enumerate(_starts(rng, count, now)):
        record = _generate(
            rng, start, now, None if number >= count - STILL_OPEN - ANNOUNCED else next(efforts)
        )
        record = replace(
            record, id=_free(record.id, taken), internal=rng.random() < 0.02 and record.end is not None
        )
        taken.add(record.id)
        made.append(_related(rng, record, made))
    return made


def _efforts(rng: Random) -> Iterator[str]:
    while True:
        yield from rng.sample(EFFORTS, len(EFFORTS))


def _starts(rng: Random, count: int, now: datetime) -> list[datetime]:
    """Spread start times over the years; the last few records are open, and the very last only announced."""
    span = timedelta(days=YEARS * 365)
    past = max(0, count - STILL_OPEN - ANNOUNCED)
    starts = [now - timedelta(days=2) - span * rng.random() for _ in range(past)]
    starts += [now - timedelta(minutes=rng.randint(40, 600)) for _ in range(min(STILL_OPEN, count))]
    starts += [now + timedelta(hours=rng.randint(20, 200)) for _ in range(min(ANNOUNCED, count - STILL_OPEN))]
    return sorted(map(whole_minute, starts))


def _generate(rng: Random, start: datetime, now: datetime, effort: str | None) -> Record:
    """Generate one record. `effort` is None for records that are open or announced."""
    if start > now:
        return invent.maintenance(rng, start, now)
    if effort is None:
        return invent.incident(rng, start, now, effort="hurried", still_open=True)
    kind = rng.random()
    if kind < 0.08:
        return invent.maintenance(rng, start, now)
    if kind < 0.11:
        return invent.near_miss_or_drill(rng, start, now)
    return invent.incident(rng, start, now, effort=effort)


def _free(wanted: str, taken: set[str]) -> str:
    """Return the wanted id, with a number appended if another record has it."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _related(rng: Random, record: Record, earlier: list[Record]) -> Record:
    """Relate one record in ten to one of the 40 before it."""
    if rng.random() >= 0.10:
        return record
    candidates = [other for other in earlier[-40:] if not other.internal]
    if not candidates:
        return record
    relation = rng.choice(("recurrence_of", "caused_by", "follows"))
    return replace(record, related=((rng.choice(candidates).id, relation),))


def main() -> None:
    """Write a site of generated records."""
    from benchmarks.sites import write_afterword

    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=main.__doc__)
    parser.add_argument(
        "--records", type=int, default=1000, metavar="N", help="number of records; default: 1000"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the records; default: 1")
    parser.add_argument("folder", type=Path, help="folder for the site")
    args = parser.parse_args()
    write_afterword(args.folder, records(args.records, args.seed))
    print(f"{args.records} records; build them with SOURCE_DATE_EPOCH={NOW.timestamp():.0f}")


if __name__ == "__main__":
    main()
