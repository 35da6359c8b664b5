"""Converts a cState history: a Markdown file with front matter for each incident.

cState has one text for each incident. What was said at the beginning and what was said at the end can be told apart
only where authors mark both; otherwise the text is the summary, and the record has a state and no updates. Severity
`notice` is that of a notice, shown until its end. Comments are left out because cState never shows them.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from tests.corpus.histories import History, Mapped, Source, affected, ids_of, plain_lines, site

_FRONT_MATTER = re.compile(
    r"\s*(?:---[ \t]*\r?\n)?(?P<keys>.*?)\r?\n---[ \t]*(?:\r?\n|$)(?P<body>.*)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RELATIVE = re.compile(r"(?<=\]\()(?=/[^/])")
_HOUR = re.compile(r"(?<=[T ])0?(\d{1,2})(?=:)")
_INITIAL = re.compile(
    r"^[ \t]*\W*(?:initial|open(?:ing)?)[ \t]+(?:message|issue|announcement).*$", re.I | re.M
)
_FINAL = re.compile(r"^[ \t]*\W*(?:final|closing|resolution)[ \t]+(?:message|update|announcement)", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INCIDENT, _NOTICE = ("investigating", "resolved"), ("current", "ended")
"""The first and the last state of each kind."""
_LEVELS = [
    {"id": "disrupted", "name": "Disrupted", "status": "partial_outage"},
    {"id": "down", "name": "Down", "status": "major_outage"},
]


def convert(folder: Path) -> History:
    """Convert the history in a folder with `config.yml` and `content/issues/`."""
    config = yaml.safe_load((folder / "config.yml").read_text("utf-8"))
    issues = [(file, *_parts(file)) for file in sorted((folder / "content" / "issues").glob("2*.md"))]
    known = [each["name"] for each in config["params"]["systems"]]
    ids = ids_of([*known, *(name for _, keys, _ in issues for name in keys.get("affected") or ())])
    history = History(site(config["title"], {key: name for name, key in ids.items()}, levels=_LEVELS))
    for file, keys, typed in issues:
        body = _RELATIVE.sub(config["baseURL"].rstrip("/"), typed)
        start, end = _time(keys["date"]), _time(keys["resolvedWhen"])
        names = tuple(dict.fromkeys(keys.get("affected") or ()))
        words = _DAY.sub("", file.stem, count=1)
        is_notice = keys["severity"] == "notice"
        text = _text(body, start, end, _NOTICE if is_notice else _INCIDENT)
        bodies = tuple(each["body"] for each in text["updates"]) if "updates" in text else (body,)
        level = "" if is_notice else keys["severity"]
        record: Mapped = {
            "title": keys["title"].strip(),
            **({"kind": "notice", "until": end} if is_notice else {}),
            **text,
            **affected([ids[name] for name in names], level, start, end),
            "origin": {"system": "cstate", "id": file.stem},
        }
        history.add(start[:10], words, record, Source(keys["title"], bodies, names))
    return history


def _parts(file: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter, all of whose scalars are text, and the body without comments."""
    found = _FRONT_MATTER.fullmatch(file.read_text("utf-8"))
    assert found, file
    keys: dict[str, Any] = yaml.load(found["keys"], Loader=yaml.BaseLoader)
    return keys, plain_lines(_COMMENT.sub("", found["body"])).strip()


def _time(text: str) -> str:
    """Return a time in UTC, whose hour may have been written with one or three digits."""
    at = datetime.fromisoformat(_HOUR.sub(lambda hour: hour[1].zfill(2), text.strip()))
    offset = at.utcoffset()
    return f"{(at - offset if offset else at).replace(tzinfo=None):%Y-%m-%d %H:%M:%S}"


def _text(body: str, start: str, end: str, states: tuple[str, str]) -> Mapped:
    """Return the updates if the body has a marked beginning and end, else the summary and the state."""
    initial = _INITIAL.search(body)
    if initial and initial.start() and _FINAL.match(body) and start < end:
        first, last = body[initial.start() :].strip(), body[: initial.start()].strip()
        return {
            "updates": [
                {"at": start, "status": states[0], "body": first},
                {"at": end, "status": states[1], "body": last},
            ]
        }
    return {"summary": body, "status": states[1]}
