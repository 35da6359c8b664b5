"""Configuration for static hosts: `_headers`, and `_redirects` if addresses have changed or the site is below a path.

Netlify and Cloudflare Pages read both files. If several rules match a path they send the headers of all, so no two
rules here set the same header for the same path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from jinja2 import Environment

from afterword.formats.artifacts import Format
from afterword.views import urls
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex

HEADERS = "_headers"
REDIRECTS = "_redirects"
ROBOTS = "robots.txt"
NOT_LISTED = "noindex, nofollow, noarchive"
_FOR_ROBOTS = "# This is an internal build.\nUser-agent: *\nDisallow: /\n"
MAX_AGE = 60
"""Seconds for which a copy may be used without revalidation. An older status would mislead."""

_TYPES = {
    urls.ATOM: "application/atom+xml",
    urls.RSS: "application/rss+xml",
    urls.JSON_FEED: "application/feed+json",
    urls.UPDATES_ATOM: "application/atom+xml",
    urls.UPDATES_RSS: "application/rss+xml",
    urls.UPDATES_JSON_FEED: "application/feed+json",
    urls.CALENDAR: "text/calendar",
}
"""Content types that hosts guess wrong, by file name."""
_COMPONENT = f"{urls.COMPONENTS}:component/"
_GROUP = f"{urls.GROUPS}:group/"


_CONTENT_TYPES = {
    **{f"{folder}*": "" for folder in ("api/", "data/", urls.BADGES, urls.EMBED)},
    f"{urls.INCIDENTS}:incident/timeline.svg": "",
    **{f"{folder}{name}": kind for folder in ("", _COMPONENT, _GROUP) for name, kind in _TYPES.items()},
    **{f"{_COMPONENT}months/:year/statements.{suffix}": "" for suffix in ("csv", "json")},
    **{f"{_COMPONENT}months.{suffix}": "" for suffix in ("csv", "json")},
}
"""Patterns of paths relative to the site's root; each with a content type if hosts would guess it wrong."""


_POLICY = (
    ("default-src", "'self'"),
    ("script-src", "'self' 'unsafe-inline'"),
    ("style-src", "'self' 'unsafe-inline'"),
    ("img-src", "'self' data: blob:"),
    ("worker-src", "'self' blob:"),
)
"""What pages may load. Material has a script and styles in its pages; charts are saved as pictures from `blob:`."""
_NEVER = "object-src 'none'; base-uri 'self'; form-action 'self'"


class Hosting(Format):
    """The configuration files, unless `publish.hosting_files` turns them off, and `robots.txt` of internal builds."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield `_headers`, and `_redirects` if there is anything to redirect."""
        internal = context.is_internal
        if internal:
            yield cached(ROBOTS, _robots)
        if not context.site.publish.hosting_files:
            return
        below = urlsplit(context.site.page.root).path.rstrip("/")
        hosts = context.site.publish.load_from
        yield cached(HEADERS, _headers, below, hosts)
        moved = tuple(_moved(context, index))
        if below or moved:
            yield cached(REDIRECTS, _redirects, below, moved)


def _robots(_: Context, __: RecordIndex) -> str:
    return _FOR_ROBOTS


def _headers(context: Context, _: RecordIndex, below: str, hosts: tuple[str, ...]) -> str:
    return headers(below, hosts, internal=context.is_internal)


def _redirects(_: Context, __: RecordIndex, below: str, moved: tuple[tuple[str, str], ...]) -> str:
    return redirects(below, moved)


def headers(below: str, hosts: Iterable[str], *, internal: bool = False) -> str:
    """Return `_headers`: pages of other sites may read the files (CORS), and caches revalidate after `MAX_AGE`.

    Those of an internal build are read by no other site, kept by no shared cache and listed by no search engine.

    A browser takes no file for another type than the host says, and pages load nothing but from the site itself and
    from `hosts`. `below` is the path of the site on its host, without a slash at the end.
    """
    shared = () if internal else ("  Access-Control-Allow-Origin: *",)
    caching = "private" if internal else "public"
    return _for_all(below, hosts, internal=internal) + "\n".join(
        "\n".join((
            f"{below}/{pattern}",
            *shared,
            f"  Cache-Control: {caching}, max-age={MAX_AGE}",
            *([f"  Content-Type: {content_type}; charset=utf-8"] if content_type else []),
            "",
        ))
        for pattern, content_type in _CONTENT_TYPES.items()
    )  # fmt: skip


def _for_all(below: str, hosts: Iterable[str], *, internal: bool) -> str:
    unlisted = f"  X-Robots-Tag: {NOT_LISTED}\n" if internal else ""
    policy = "; ".join(" ".join((name, sources, *hosts)) for name, sources in _POLICY)
    return f"{below}/*\n  X-Content-Type-Options: nosniff\n  Content-Security-Policy: {policy}; {_NEVER}\n{unlisted}\n"


def redirects(below: str, moved: Iterable[tuple[str, str]]) -> str:
    """Return `_redirects`: former addresses lead to the current ones.

    Below a path, the Statuspage tree is also served at the root of the host, where many clients expect it.
    """
    lines = [f"/{urls.STATUSPAGE}* {below}/{urls.STATUSPAGE}:splat 200"] if below else []
    lines += [f"{below}/{former} {below}/{present} 301" for former, present in moved]
    return "".join(f"{line}\n" for line in lines)


def _moved(context: Context, index: RecordIndex) -> Iterator[tuple[str, str]]:
    """Yield the former address and the current one of what was renamed, as patterns."""
    for record in index.summaries:
        for alias in record.aliases:
            yield f"{urls.incident(alias)}*", f"{urls.incident(record.id)}:splat"
            yield urls.record_data(alias), urls.record_data(record.id)
    for alias, component in context.site.component_aliases.items():
        for folder in (urls.component, urls.component_badges):
            yield f"{folder(alias)}*", f"{folder(component)}:splat"
