"""Where the real histories are, and what a converted one consists of.

The histories are published incidents of other services. They are not part of the project: the folder next to the
repository is used if it is there, or the one that `AFTERWORD_HISTORIES` names, and tests skip if there is none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.sites import MKDOCS, REPOSITORY

NEIGHBOUR = REPOSITORY.parent / "shared" / "data"
ID_LIMIT = 80
"""Characters of an id, so that a number still fits behind it."""
UNTITLED = "incident"
TITLE_LIMIT = 200
"""Characters of a title; a longer one is cut, and the summary has it all."""

Mapped = dict[str, Any]
"""A record or `status.yml` as it is written: keys, and texts, lists and mappings."""


def histories() -> Path | None:
    """Return the folder with the histories, or None if there is none."""
    folder = Path(os.environ.get("AFTERWORD_HISTORIES") or NEIGHBOUR)
    return folder if folder.is_dir() else None


@dataclass(frozen=True)
class Source:
    """The texts of one incident as its source has them."""

    title: str
    bodies: tuple[str, ...]
    components: tuple[str, ...] = ()


@dataclass
class History:
    """A converted history: `status.yml`, the records by id, and the texts that each of them was made from."""

    site: Mapped
    records: dict[str, Mapped] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def add(self, day: str, words: str, record: Mapped, source: Source) -> None:
        """Add a record under an id that is made of its day and of words, and is free."""
        stem = f"{day}-{slug(words) or UNTITLED}"[:ID_LIMIT].rstrip("-")
        free, number = stem, 1
        while free in self.records:
            number += 1
            free = f"{stem}-{number}"
        self.records[free] = {key: value for key, value in record.items() if value not in (None, [], {}, "")}
        self.sources[free] = source

    def write(self, folder: Path) -> Path:
        """Write the site with its records."""
        (folder / "docs").mkdir(parents=True, exist_ok=True)
        (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
        (folder / "status.yml").write_text(as_yaml(self.site), encoding="utf-8")
        for record_id, record in self.records.items():
            file = folder / "incidents" / record_id[:4] / f"{record_id}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(as_yaml(record), encoding="utf-8")
        return folder


Converter = Callable[[Path], History]
"""Converts the history in a folder."""


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, as a person would, and no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_yaml(value: Mapped) -> str:
    """Write a record or `status.yml` as YAML."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text


def slug(text: str) -> str:
    """Return the words of a text as an id: lower-case letters and digits with single hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:ID_LIMIT].rstrip("-")


def site(name: str, components: Mapping[str, str], **others: Any) -> Mapped:
    """Return the facts of a site with components by id, whose times are in UTC unless they say otherwise."""
    page = {"name": name, "id": slug(name), "url": "https://status.example.com/"}
    listed = [{"id": key, "name": text} for key, text in components.items()]
    return {"page": page, "timezone": "UTC", **others, "components": listed}


def ids_of(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name, in the order in which the names come; equal names have one."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        stem = slug(name) or "component"
        free = next(each for each in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if each not in taken)
        taken.add(free)
        ids[name] = free
    return ids


def titled(title: str) -> Mapped:
    """Return the title of a record, and the summary if the title has to be cut."""
    line = " ".join(title.split())
    if len(line) <= TITLE_LIMIT:
        return {"title": line}
    return {"title": f"{line[: TITLE_LIMIT - 1].rpartition(' ')[0]}…", "summary": line}


def affected(components: list[str], level: str, start: str, end: str) -> Mapped:
    """Return a window of the components if it has a level, a start and an end, else their names without times."""
    named: Mapped = {"component": components[0]} if len(components) == 1 else {"components": components}
    if not components:
        return {}
    if level and start and end and start < end:
        return {"windows": [{**named, "level": level, "start": start, "end": end}]}
    return {"also_affected": [{**named, "level": level} if level else named]}


def plain_lines(text: str) -> str:
    """Return a text with line feeds only, without zero-width spaces and without blanks where nobody sees them."""
    text = text.replace("\u200b", "")
    return "\n".join(
        line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ).strip("\n")
