"""Converts the history of an Upptime repository: the subjects of its commits say when a site went down and up."""

from __future__ import annotations

import re
from pathlib import Path

from tests.corpus.histories import History, Mapped, Source, ids_of, site

_SUBJECT = re.compile(
    r"\W*(?P<name>.+?) (?P<state>is down|is up|has degraded performance|performance has improved)\b.*"
)
_LEVELS = {"is down": "major_outage", "has degraded performance": "degraded"}


def convert(folder: Path) -> History:
    """Convert the history in a folder with `commit_log.tsv`, which is in the order of the commits."""
    found = []
    for line in (folder / "commit_log.tsv").read_text("utf-8").splitlines():
        sha, at, _, subject = line.split("\t")
        if match := _SUBJECT.fullmatch(subject):
            found.append((sha, at, subject.partition(" [skip ci]")[0], match["name"], match["state"]))
    ids = ids_of(name for *_, name, _ in found)
    history = History(site("Manticore Search", {key: name for name, key in ids.items()}))
    open_records: dict[str, Mapped] = {}
    for sha, at, subject, name, state in found:
        level = _LEVELS.get(state)
        record = open_records.get(name)
        if level and record is None:
            record = open_records[name] = {
                "title": f"{name} {state}",
                "windows": [{"component": ids[name], "level": level, "start": at}],
                "updates": [],
                "origin": {"system": "upptime", "id": sha},
            }
        if record is None:
            continue
        record["updates"].append(
            {"at": at, "status": "investigating" if level else "resolved", "body": subject}
        )
        if not level:
            record["windows"][-1]["end"] = at
            _close(history, open_records.pop(name), name)
    for name, record in open_records.items():
        _close(history, record, name)
    return history


def _close(history: History, record: Mapped, name: str) -> None:
    bodies = tuple(each["body"] for each in record["updates"])
    start = record["windows"][0]["start"]
    history.add(start[:10], record["title"], record, Source(record["title"], bodies, (name,)))
