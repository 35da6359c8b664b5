"""Compares records without files: two versions of the demo's, or of small ones."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from afterword.app.uptime import site_windows
from afterword.records.decode import decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.compare import ComparedSite, site_diff
from afterword.review.site_diff import SiteDiff
from afterword.views.audience import Audience, is_public
from afterword.views.index.windows import window_spans
from tests.sites import DEMO

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FILES = sorted((DEMO / "incidents").glob("*/*.yml"))


def read_site(text: str) -> Site:
    """Return the site that a `status.yml` describes."""
    decoded = decode_site("status.yml", text.encode())
    assert decoded.model is not None, decoded.diagnostics
    return decoded.model


DEMO_SITE = read_site((DEMO / "status.yml").read_text("utf-8"))


def read(text: str, record_id: str, site: Site = DEMO_SITE) -> Record:
    """Return the record that a text describes."""
    decoded = decode_record(f"incidents/2026/{record_id}.yml", text.encode(), site)
    assert decoded.model is not None, decoded.diagnostics
    return decoded.model


def demo_records(files: Iterable[Path] = FILES) -> tuple[Record, ...]:
    """Return records of the demo."""
    return tuple(read(file.read_text("utf-8"), file.stem) for file in files)


def side(name: str, records: Iterable[Record], site: Site = DEMO_SITE, now: datetime = NOW) -> ComparedSite:
    """Return one of two versions that are compared."""
    listed = tuple(records)
    spans = [span for each in listed if is_public(each, now) for span in window_spans(each)]
    counted = site_windows(site, now, Audience.PUBLIC, spans)
    return ComparedSite(name, site, listed, counted.context, counted.record_index)


def compared(
    before: Iterable[Record], after: Iterable[Record], site: Site = DEMO_SITE, now: datetime = NOW
) -> SiteDiff:
    """Compare two lists of records of one site, with the uptimes of all components."""
    components = [each.id for each in site.components]
    return site_diff(side("before", before, site, now), side("after", after, site, now), components, now)


def rewritten(file: Path, chance: random.Random, *, flow: bool = False) -> str:
    """Return the facts of a record in another order and another style, with comments."""
    typed = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    text = yaml.safe_dump(_shuffled(typed, chance), default_flow_style=flow, allow_unicode=True, width=50)
    return f"# a comment\n\n{text}\n"


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: _shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        items = [_shuffled(each, chance) for each in value]
        chance.shuffle(items)
        return items
    return value
