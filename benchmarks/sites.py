"""Writes the Afterword site to measure."""

from __future__ import annotations

from pathlib import Path

from benchmarks import words
from benchmarks.model import Record
from benchmarks.yaml_text import record_yaml

MKDOCS = """\
site_name: Brindlework status
site_url: https://status.brindlework.example/
theme:
  name: material
  font: false
plugins:
  - search
  - afterword
nav:
  - Status: index.md
  - History: history/index.md
  - Components: components/index.md
  - Actions: actions/index.md
  - About: about/index.md
"""
LEVELS = """\
levels:
  - {id: under_maintenance, name: Under maintenance, status: under_maintenance, weight: 0}
  - {id: degraded, name: Degraded, status: degraded_performance, weight: 0.05}
  - {id: overloaded, name: Overloaded, status: degraded_performance, weight: 0.2}
  - {id: partial_outage, name: Partial outage, status: partial_outage, weight: 0.5}
  - {id: major_outage, name: Major outage, status: major_outage, weight: 1}
uptime:
  policy: levels
"""


def write_afterword(folder: Path, records: list[Record]) -> None:
    """Write an Afterword site with everything that is on by default."""
    write(folder / "mkdocs.yml", MKDOCS)
    write(folder / "status.yml", _status())
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for record in records:
        write(afterword_file(folder, record), record_yaml(record))


def afterword_file(folder: Path, record: Record) -> Path:
    """Return the path of a record's file."""
    return folder / "incidents" / record.id[:4] / f"{record.id}.yml"


def _status() -> str:
    lines = [
        "page:",
        "  id: brindlework",
        "  name: Brindlework",
        "  url: https://status.brindlework.example/",
        "timezone: Europe/Berlin",
    ]
    lines += [*LEVELS.splitlines(), "groups:"]
    lines += [f"  - {{id: {group}, name: {name}}}" for group, name in words.GROUPS]
    lines.append("components:")
    for component in words.COMPONENTS:
        lines += [
            f"  - id: {component.id}",
            f"    name: {component.name}",
            f"    group: {component.group}",
            f"    description: {component.description}",
            "    since: 2016-11-01",
        ]
    return "\n".join(lines) + "\n"


def write(file: Path, text: str) -> None:
    """Write a file, and create the folders above it."""
    try:
        file.write_text(text, encoding="utf-8")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
