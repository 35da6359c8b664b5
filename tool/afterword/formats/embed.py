"""The line that other sites show: a script, and what it fetches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile
from afterword.records.site import OPERATIONAL
from afterword.render.environment import fill_in
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.current.banner import open_maintenance
from afterword.views.current.schedule import schedule
from afterword.views.index.queries import RecordIndex
from afterword.views.text import words

SCRIPT = f"{urls.EMBED}status.js"
DATA = f"{urls.EMBED}status.json"
TEMPLATE = "embed/status.js.j2"


def embed_files(context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
    """Give the script, which only a new version changes, and how things stand, which every build tells."""
    yield CachedFile(SCRIPT, cache_key(SCRIPT), partial(_script, environment))
    told = _told(context)
    yield CachedFile(DATA, cache_key(told), lambda: told)


def _script(environment: Environment) -> str:
    return fill_in(environment, TEMPLATE, {}).lstrip()


def _told(context: Context) -> str:
    """Tell what the script shows, times in the words of the pages; it is made for this script alone.

    The first of `frames` holds now, each later one from the instant `at` on, as on the status page.
    """
    told = {
        "version": 2,
        "name": context.site.page.name,
        "frames": list(_frames(context)),
        "as_of": words.instant(context.now, context.zone).iso,
        "stale_after_hours": context.site.page.stale_after_hours,
        "maintenance": list(_maintenance(context)),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _frames(context: Context) -> Iterator[dict[str, object]]:
    """Give how things stand now, and at each announced instant that changes it."""
    foreseen = schedule(context, ())
    for frame in foreseen.frames:
        if frame.banner:
            slug, sentence = frame.banner
            colour = (context.site.level(slug) or OPERATIONAL).colour
            yield {
                "at": f"{words.digits(datetime.fromtimestamp(frame.at, UTC))}Z",
                "sentence": sentence,
                "level": {"glyph": foreseen.levels[slug][1], "light": colour.light, "dark": colour.dark},
            }


def _maintenance(context: Context) -> Iterator[dict[str, str]]:
    """Give what is announced or running, in the order of the status page; an announced end ends nothing."""
    for record in open_maintenance(context):
        scheduled, zone = record.scheduled, context.shown_in(record)
        if scheduled:
            period = words.period(scheduled.start, scheduled.end, zone, context.now)
            yield {
                "title": record.title,
                "address": urls.incident(record.id),
                "when": f"{period.text} {period.start.zone}",
                "start": f"{words.digits(scheduled.start)}Z",
                "end": f"{words.digits(scheduled.end)}Z",
            }
