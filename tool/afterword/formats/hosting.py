"""What hosts of static files are told to send with files for machines: `_headers`, and `_redirects` below a sub-path.

Netlify and Cloudflare Pages read both. Where several rules fit a path they send all of them, so no two of these do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

HEADERS = "_headers"
REDIRECTS = "_redirects"
MAX_AGE = 60
"""For how many seconds a copy may be used without asking again: a status that is older helps nobody."""

_TYPES = {
    urls.ATOM: "application/atom+xml",
    urls.RSS: "application/rss+xml",
    urls.JSON_FEED: "application/feed+json",
    urls.CALENDAR: "text/calendar",
}
"""What hosts guess wrong, by the file's name."""
_COMPONENT = f"{urls.COMPONENTS}:component/"


class _Rule(NamedTuple):
    """A pattern of paths, relative to the site's root, and the content type of the files where hosts guess wrong."""

    pattern: str
    content_type: str = ""


_RULES = (
    *(_Rule(f"{folder}*") for folder in ("api/", "data/", urls.BADGES, urls.EMBED)),
    _Rule(f"{urls.INCIDENTS}:incident/timeline.svg"),
    *(_Rule(f"{place}{name}", kind) for place in ("", _COMPONENT) for name, kind in _TYPES.items()),
    *(_Rule(f"{_COMPONENT}:month/statement.{suffix}") for suffix in ("csv", "json")),
)


def hosting_files(context: Context, _archive: RecordIndex, _environment: Environment) -> Iterator[CachedFile]:
    """Give the files, unless the site wants none."""
    if not context.site.publish.hosting_files:
        return
    below = urlsplit(context.site.page.root).path.rstrip("/")
    yield CachedFile(HEADERS, cache_key(below), partial(headers, below))
    if below:
        yield CachedFile(REDIRECTS, cache_key(below), partial(redirects, below))


def headers(below: str) -> str:
    """Let pages of other sites read the files, and keep copies from growing old; `below` is the site's own path."""
    return "\n".join(
        "\n".join((
            f"{below}/{rule.pattern}",
            "  Access-Control-Allow-Origin: *",
            f"  Cache-Control: public, max-age={MAX_AGE}",
            *([f"  Content-Type: {rule.content_type}; charset=utf-8"] if rule.content_type else []),
            "",
        ))
        for rule in _RULES
    )  # fmt: skip


def redirects(below: str) -> str:
    """Show Statuspage's tree at the root of the host too, where many clients look for it and nowhere else."""
    return f"/{urls.STATUSPAGE}* {below}/{urls.STATUSPAGE}:splat 200\n"
