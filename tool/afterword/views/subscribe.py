"""Builds the subscribe page: feeds, calendars, APIs, badges and the embed widget."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from afterword.records.components import Component
from afterword.translations.marks import mark as _
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.context import Context
from afterword.views.current.badges import STATUS, UPTIME
from afterword.views.current.followed import subscribe_pages
from afterword.views.index.long_lists import ListPage, PageTurn
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, component_link

_WEB = "://"
_FEEDS = (
    (
        "Atom",
        urls.ATOM,
        _(
            "For any feed reader: one entry for each incident and maintenance, updated as it progresses. "
            "If unsure, use this one."
        ),
    ),
    ("RSS", urls.RSS, _("The same, for readers, chat and mail services that support only RSS.")),
    ("JSON Feed", urls.JSON_FEED, _("The same, as JSON.")),
)
_CALENDAR = _(
    "Maintenance and incidents in your own calendar. It fetches the file regularly and shows any changes."
)
_APIS = (
    (
        _("Status API"),
        f"{urls.STATUSPAGE}summary.json",
        _("The current status, for tools that support the Atlassian Statuspage API."),
    ),
    (
        _("Data"),
        f"{urls.DATA}index.json",
        _("Everything on these pages as JSON, with schemas: records, components, uptime and action items."),
    ),
)


class Channel(NamedTuple):
    """A feed, calendar or file: its name and use, its relative path, and its address as it is shown and copied.

    `webcal` opens a calendar program; it is empty for other channels, or if the site has no `page.url`.
    """

    name: str
    use: str
    href: str
    address: str
    webcal: str = ""


class BadgeView(NamedTuple):
    """A badge, with the code that shows it on other sites; that is empty if the site has no `page.url`."""

    name: str
    href: str
    html: str
    markdown: str


class ComponentFeeds(NamedTuple):
    """The feeds and badges of one component."""

    component: PageLink
    feeds: tuple[Channel, ...]
    badges: tuple[BadgeView, ...]


class SubscribePage(NamedTuple):
    """The subscribe page. `status_line` is the HTML of the embed widget, to be copied."""

    head: Head
    feeds: tuple[Channel, ...]
    calendar: Channel
    components: tuple[ComponentFeeds, ...]
    turn: PageTurn | None
    apis: tuple[Channel, ...]
    shields: Channel
    badges: tuple[BadgeView, ...]
    status_line: str


class ComponentFeedsPage(NamedTuple):
    """The feeds and badges of components for which the subscribe page has no room."""

    head: Head
    up: PageLink
    components: tuple[ComponentFeeds, ...]
    turn: PageTurn | None


def cached_subscribe_pages(context: Context) -> Iterator[CachedPage]:
    """Yield the pages of components for which the first page has no room."""
    for page in subscribe_pages(context)[1:]:
        yield cached(page.address, _component_feeds_page, page)


def _component_feeds_page(context: Context, _: RecordIndex, page: ListPage[Component]) -> ComponentFeedsPage:
    words = context.words
    description = words.gettext("Feeds and badges of components of {name}.", name=context.site.page.name)
    return ComponentFeedsPage(
        head=context.head(page.address, page.titled(words.gettext("Subscribe")), description),
        up=PageLink(urls.SUBSCRIBE, words.gettext("Subscribe")),
        components=_of_components(context, page),
        turn=page.turn,
    )


def subscribe_page(context: Context) -> SubscribePage:
    """Build the page; it changes only with `status.yml` and the day."""
    name, words = context.site.page.name, context.words
    first = subscribe_pages(context)[0]
    description = words.gettext("Feeds, calendar, data and badges for the status of {name}.", name=name)
    return SubscribePage(
        head=context.head(urls.SUBSCRIBE, words.gettext("Subscribe"), description),
        feeds=tuple(_channel(context, *each) for each in _FEEDS),
        calendar=_calendar(context, urls.CALENDAR),
        components=_of_components(context, first),
        turn=first.turn,
        apis=tuple(_channel(context, *each) for each in _APIS),
        shields=_channel(context, "shields", f"{urls.BADGES}{STATUS}.json", ""),
        badges=_badges(context, urls.BADGES, name, urls.STATUS),
        status_line=_status_line(context, name),
    )


def _channel(context: Context, name: str, path: str, use: str, page: str = urls.SUBSCRIBE) -> Channel:
    relative = f"{urls.base(page)}{path}"
    words = context.words
    shown, about = words.gettext(name), words.gettext(use) if use else ""
    return Channel(shown, about, relative, context.url(path) or relative)


def _calendar(context: Context, path: str, page: str = urls.SUBSCRIBE) -> Channel:
    channel = _channel(context, _("Calendar"), path, _CALENDAR, page)
    scheme, _sign, rest = channel.address.partition(_WEB)
    return channel._replace(webcal=f"webcal{_WEB}{rest}" if scheme.startswith("http") else "")


def _of_components(context: Context, page: ListPage[Component]) -> tuple[ComponentFeeds, ...]:
    return tuple(_of_component(context, each, page.address) for each in page.entries)


def _of_component(context: Context, component: Component, shown_on: str) -> ComponentFeeds:
    page = urls.component(component.id)
    feeds = (_channel(context, name, f"{page}{path}", "", shown_on) for name, path, _use in _FEEDS)
    calendar = _calendar(context, f"{page}{urls.CALENDAR}", shown_on)
    badges = _badges(context, urls.component_badges(component.id), component.name, page, shown_on)
    return ComponentFeeds(component_link(context.site, component.id), (*feeds, calendar), badges)


def _badges(
    context: Context, folder: str, name: str, page: str, shown_on: str = urls.SUBSCRIBE
) -> tuple[BadgeView, ...]:
    words = context.words
    kinds = (
        (STATUS, words.gettext("{name} status", name=name)),
        (UPTIME, words.gettext("{name} uptime", name=name)),
    )
    return tuple(_badge(context, f"{folder}{kind}.svg", text, page, shown_on) for kind, text in kinds)


def _badge(context: Context, path: str, name: str, page: str, shown_on: str) -> BadgeView:
    """Return a badge. Its alternative text gives no status: pages that show the badge keep that text for years."""
    relative, picture, target = f"{urls.base(shown_on)}{path}", context.url(path), context.url(page)
    if not picture:
        return BadgeView(name, relative, "", "")
    html = f'<a href="{escape(target)}"><img src="{escape(picture)}" alt="{escape(name)}" height="20"></a>'
    text = "".join(f"\\{sign}" if sign in "\\[]`*_<!" else sign for sign in name)
    return BadgeView(name, relative, html, f"[![{text}]({picture})]({target})")


def _status_line(context: Context, name: str) -> str:
    """Return the HTML of the embed widget, with a link that remains if the widget cannot be loaded."""
    root = context.url("")
    if not root:
        return ""
    text = context.words.gettext("{name} status", name=name)
    link = f'<a id="service-status" href="{escape(root)}">{escape(text)}</a>'
    script = (
        f'<script async src="{escape(context.url(urls.EMBED))}status.js" data-for="service-status"></script>'
    )
    return f"{link}\n{script}"
