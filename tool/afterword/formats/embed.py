"""The embed widget for other sites: a script, and the JSON that it fetches; and what an open status page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from jinja2 import Environment

from afterword.compact_json import compact_json
from afterword.formats.artifacts import Format
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.vocabulary import State
from afterword.render.environment import render_template
from afterword.timeline.lifecycle import Lifecycle, Phase
from afterword.views import urls
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.current.banner import shown_maintenance
from afterword.views.current.news import news
from afterword.views.current.schedule import schedule
from afterword.views.index.queries import RecordIndex
from afterword.views.text.announced import announced
from afterword.views.text.instants import digits
from afterword.views.text.words import Words

SCRIPT = f"{urls.EMBED}status.js"
DATA = f"{urls.EMBED}status.json"
TEMPLATE = "embed/status.js.j2"


class Embed(Format):
    """The script, which changes only with a new version of Afterword, and its data, which every build updates."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the script, then its data, then the news of the status page."""
        yield cached(SCRIPT, _script, environment=environment)
        yield cached(DATA, _data)
        yield cached(urls.NEWS, _news)


def _script(_: Context, __: RecordIndex, environment: Environment) -> str:
    return render_template(environment, TEMPLATE, {}).lstrip()


def _data(context: Context, _: RecordIndex) -> str:
    """Return the JSON for the script, with times worded as on the pages. No other program reads it.

    The first of `frames` is the state now; each later one applies from the instant `at`, as on the status page.
    """
    data = {
        "version": 3,
        "name": context.shown_name,
        "frames": list(_frames(context)),
        "as_of": context.words.instant(context.now, context.zone).iso,
        "stale_after_hours": context.site.page.stale_after_hours,
        "maintenance": list(_maintenance(context)),
    }
    return compact_json(data)


def _news(context: Context, _: RecordIndex) -> str:
    """Return the JSON that an open status page asks for."""
    found = news(context)
    data = {
        "version": found.version,
        "audience": context.audience,
        "built_at": found.built_at,
        "built_at_text": found.built_at_text,
        "as_of": {"iso": found.as_of.iso, "day": found.as_of.day, "clock": found.as_of.clock},
    }
    return compact_json(data)


def _frames(context: Context) -> Iterator[dict[str, object]]:
    """Yield the state now, and the state from each announced instant that changes it."""
    planned = schedule(context, ())
    for change in planned.changes:
        if change.banner:
            slug, sentence = change.banner
            colour = (context.site.level(slug) or OPERATIONAL).colour
            yield {
                "at": f"{digits(datetime.fromtimestamp(change.at, UTC))}Z",
                "sentence": sentence,
                "level": {"glyph": planned.labels[slug][1], "light": colour.light, "dark": colour.dark},
            }


def _maintenance(context: Context) -> Iterator[dict[str, object]]:
    """Yield announced and running maintenance in the order of the status page, each with its states over time."""
    for record in shown_maintenance(context):
        if record.scheduled:
            yield {
                "title": record.full_title,
                "address": urls.incident(record.id),
                "states": list(_states(context, record)),
            }


def _states(context: Context, record: Record) -> Iterator[dict[str, str]]:
    """Yield what the line says about a maintenance record now, and from each announced instant on that changes it.

    The text is empty once the maintenance is completed.
    """
    before: dict[str, str] = {}
    for each in context.scheduled:
        lifecycle = each.lifecycle[record.id]
        period = announced(context.words, record, lifecycle, each.shown_in(record), each.now)
        text = _text(context.words, lifecycle)
        when = f"{period.text} {period.start.zone}".rstrip() if period and text else ""
        if before != (before := {"text": text, "when": when}):
            yield {"at": f"{digits(each.now)}Z", **before}


def _text(words: Words, lifecycle: Lifecycle) -> str:
    embed = words.embed
    if lifecycle.state is State.CANCELLED:
        return embed.cancelled
    texts = {Phase.UPCOMING: embed.announced, Phase.ONGOING: embed.running, Phase.OVERRUN: embed.overrun}
    return texts.get(lifecycle.phase, "")
