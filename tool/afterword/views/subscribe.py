"""Builds the page that lists everything that can be followed, fetched or shown elsewhere."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from afterword.records.site import Component
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.current.badges import STATUS, UPTIME
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, component_link

_WEB = "://"
_FEEDS = (
    (
        "Atom",
        urls.ATOM,
        "For any feed reader: each incident and maintenance once, updated as it goes on. The one to take in doubt.",
    ),
    ("RSS", urls.RSS, "The same for readers, chats and mail services that know only RSS."),
    ("JSON Feed", urls.JSON_FEED, "The same for programs that would rather read JSON than XML."),
)
_CALENDAR = (
    "Maintenance and incidents with their times, among your own appointments. Your calendar fetches it again by "
    "itself, so that what is moved here moves there."
)
_PROGRAMS = (
    (
        "Status API",
        f"{urls.STATUSPAGE}summary.json",
        "How everything is doing now, for tools that know Atlassian Statuspage.",
    ),
    (
        "Data",
        f"{urls.DATA}index.json",
        "All that these pages tell, with a schema: the way to records, components, uptime and actions.",
    ),
)


class Followed(NamedTuple):
    """Something to follow: what it is called and good for, the way to it, and its address as it is shown and copied.

    `webcal` opens a calendar program, empty where there is none to open or the site does not say where it stands.
    """

    name: str
    use: str
    href: str
    address: str
    webcal: str = ""


class BadgeView(NamedTuple):
    """A badge, with what shows it elsewhere; the texts are empty where the site does not say where it stands."""

    name: str
    href: str
    html: str
    markdown: str


class ComponentFeeds(NamedTuple):
    """What there is of one component."""

    component: PageLink
    feeds: tuple[Followed, ...]
    badges: tuple[BadgeView, ...]


class SubscribePage(NamedTuple):
    """Everything that can be followed, fetched or shown elsewhere. `line` is HTML to be copied."""

    head: Head
    feeds: tuple[Followed, ...]
    calendar: Followed
    components: tuple[ComponentFeeds, ...]
    programs: tuple[Followed, ...]
    shields: Followed
    badges: tuple[BadgeView, ...]
    line: str


def subscribe_page(context: Context) -> SubscribePage:
    """List what can be followed; the page changes only with `status.yml`."""
    name = context.site.page.name
    description = f"Feeds, a calendar, data and badges that tell how {name} is doing."
    return SubscribePage(
        head=context.head(urls.SUBSCRIBE, "Subscribe", description),
        feeds=tuple(_followed(context, *each) for each in _FEEDS),
        calendar=_calendar(context, "Calendar", urls.CALENDAR),
        components=tuple(_of_component(context, component) for component in context.site.components),
        programs=tuple(_followed(context, *each) for each in _PROGRAMS),
        shields=_followed(context, "shields", f"{urls.BADGES}{STATUS}.json", ""),
        badges=_badges(context, urls.BADGES, name, urls.STATUS),
        line=_line(context, name),
    )


def _followed(context: Context, name: str, path: str, use: str) -> Followed:
    way = f"{urls.base(urls.SUBSCRIBE)}{path}"
    return Followed(name, use, way, context.url(path) or way)


def _calendar(context: Context, name: str, path: str) -> Followed:
    found = _followed(context, name, path, _CALENDAR)
    scheme, _, rest = found.address.partition(_WEB)
    return found._replace(webcal=f"webcal{_WEB}{rest}" if scheme.startswith("http") else "")


def _of_component(context: Context, component: Component) -> ComponentFeeds:
    page = urls.component(component.id)
    feeds = (_followed(context, name, f"{page}{path}", "") for name, path, _ in _FEEDS)
    calendar = _calendar(context, "Calendar", f"{page}{urls.CALENDAR}")
    badges = _badges(context, urls.component_badges(component.id), component.name, page)
    return ComponentFeeds(component_link(context.site, component.id), (*feeds, calendar), badges)


def _badges(context: Context, folder: str, name: str, page: str) -> tuple[BadgeView, ...]:
    return tuple(_badge(context, f"{folder}{kind}.svg", f"{name} {kind}", page) for kind in (STATUS, UPTIME))


def _badge(context: Context, path: str, name: str, page: str) -> BadgeView:
    """Show a badge. Its text elsewhere names it and says no state: a page that shows it keeps that for years."""
    way, picture, goal = f"{urls.base(urls.SUBSCRIBE)}{path}", context.url(path), context.url(page)
    if not picture:
        return BadgeView(name, way, "", "")
    html = f'<a href="{escape(goal)}"><img src="{escape(picture)}" alt="{escape(name)}" height="20"></a>'
    words = "".join(f"\\{sign}" if sign in "\\[]`*_<!" else sign for sign in name)
    return BadgeView(name, way, html, f"[![{words}]({picture})]({goal})")


def _line(context: Context, name: str) -> str:
    """Give the HTML of the line with a link in it, which stands where the line cannot be shown."""
    root = context.url("")
    if not root:
        return ""
    link = f'<a id="service-status" href="{escape(root)}">{escape(name)} status</a>'
    script = (
        f'<script async src="{escape(context.url(urls.EMBED))}status.js" data-for="service-status"></script>'
    )
    return f"{link}\n{script}"
