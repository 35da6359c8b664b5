"""The line that other sites show: a script, and what it fetches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from jinja2 import Environment

from afterword.formats.artifacts import FileLeaf
from afterword.records.site import OPERATIONAL
from afterword.render.environment import fill_in
from afterword.views import urls
from afterword.views.cached import key_of
from afterword.views.context import Publication
from afterword.views.current.banner import open_maintenance
from afterword.views.current.schedule import plan
from afterword.views.index.queries import Archive
from afterword.views.text import words

SCRIPT = f"{urls.EMBED}status.js"
DATA = f"{urls.EMBED}status.json"
TEMPLATE = "embed/status.js.j2"


def embed_leaves(book: Publication, archive: Archive, environment: Environment) -> Iterator[FileLeaf]:
    """Give the script, which only a new version changes, and how things stand, which every build tells."""
    yield FileLeaf(SCRIPT, key_of(SCRIPT), partial(_script, environment))
    told = _told(book)
    yield FileLeaf(DATA, key_of(told), lambda: told)


def _script(environment: Environment) -> str:
    return fill_in(environment, TEMPLATE, {}).lstrip()


def _told(book: Publication) -> str:
    """Tell what the script shows, times in the words of the pages; it is made for this script alone.

    The first of `frames` holds now, each later one from the instant `at` on, as on the status page.
    """
    told = {
        "version": 2,
        "name": book.site.page.name,
        "frames": list(_frames(book)),
        "as_of": words.instant(book.now, book.zone).iso,
        "stale_after_hours": book.site.page.stale_after_hours,
        "maintenance": list(_maintenance(book)),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _frames(book: Publication) -> Iterator[dict[str, object]]:
    """Give how things stand now, and at each announced instant that changes it."""
    foreseen = plan(book, ())
    for frame in foreseen.frames:
        if frame.banner:
            slug, sentence = frame.banner
            colour = (book.site.level(slug) or OPERATIONAL).colour
            yield {
                "at": f"{words.digits(datetime.fromtimestamp(frame.at, UTC))}Z",
                "sentence": sentence,
                "level": {"glyph": foreseen.levels[slug][1], "light": colour.light, "dark": colour.dark},
            }


def _maintenance(book: Publication) -> Iterator[dict[str, str]]:
    """Give what is announced or running, in the order of the status page; an announced end ends nothing."""
    for record in open_maintenance(book):
        scheduled, zone = record.scheduled, book.shown_in(record)
        if scheduled:
            period = words.period(scheduled.start, scheduled.end, zone, book.now)
            yield {
                "title": record.title,
                "address": urls.incident(record.id),
                "when": f"{period.text} {period.start.zone}",
                "start": f"{words.digits(scheduled.start)}Z",
                "end": f"{words.digits(scheduled.end)}Z",
            }
