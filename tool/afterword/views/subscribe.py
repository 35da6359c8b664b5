"""Builds the subscribe page: feeds, calendars, APIs, badges and the embed widget."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from afterword.records.components import Component, Group
from afterword.translations.marks import mark as _
from afterword.views import urls
from afterword.views.cached import CachedPage, cached
from afterword.views.context import Context
from afterword.views.current.badges import STATUS, UPTIME
from afterword.views.current.component_rows import page_of_group
from afterword.views.current.followed import subscribe_pages
from afterword.views.index.long_lists import ListPage, PageTurn
from afterword.views.index.queries import RecordIndex
from afterword.views.page import Head
from afterword.views.text.labels import PageLink, component_link

_WEB = "://"
_FORMATS = ("Atom", "RSS", "JSON Feed")
_RECORDS = (urls.ATOM, urls.RSS, urls.JSON_FEED)
_UPDATES = (urls.UPDATES_ATOM, urls.UPDATES_RSS, urls.UPDATES_JSON_FEED)
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


class PartFeeds(NamedTuple):
    """The feeds and badges of a component, or the feeds of a group, which has no badges. `part` leads to its page.

    `updates` are feeds with an entry for each update, `feeds` those with one for each record.
    """

    part: PageLink
    updates: tuple[Channel, ...]
    feeds: tuple[Channel, ...]
    calendar: Channel
    badges: tuple[BadgeView, ...]


class SubscribePage(NamedTuple):
    """The subscribe page: `updates` are feeds with an entry for each update, `feeds` those with one for each record.

    `status_line` is the HTML of the embed widget, to be copied.
    """

    head: Head
    updates: tuple[Channel, ...]
    feeds: tuple[Channel, ...]
    calendar: Channel
    groups: tuple[PartFeeds, ...]
    components: tuple[PartFeeds, ...]
    turn: PageTurn | None
    apis: tuple[Channel, ...]
    shields: Channel
    badges: tuple[BadgeView, ...]
    status_line: str


class ComponentFeedsPage(NamedTuple):
    """The feeds and badges of components for which the subscribe page has no room."""

    head: Head
    up: PageLink
    components: tuple[PartFeeds, ...]
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


def subscribe_page(context: Context, _: RecordIndex) -> SubscribePage:
    """Build the page; it changes only with `status.yml` and the day."""
    name, words = context.site.page.name, context.words
    first = subscribe_pages(context)[0]
    description = words.gettext("Feeds, calendar, data and badges for the status of {name}.", name=name)
    return SubscribePage(
        head=context.head(urls.SUBSCRIBE, words.gettext("Subscribe"), description),
        updates=_feeds(context, _UPDATES, "", urls.SUBSCRIBE),
        feeds=_feeds(context, _RECORDS, "", urls.SUBSCRIBE),
        calendar=_calendar(context, urls.CALENDAR),
        groups=tuple(_of_group(context, each) for each in context.site.groups),
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


def _of_components(context: Context, page: ListPage[Component]) -> tuple[PartFeeds, ...]:
    return tuple(_of_component(context, each, page.address) for each in page.entries)


def _of_component(context: Context, component: Component, shown_on: str) -> PartFeeds:
    page = urls.component(component.id)
    badges = _badges(context, urls.component_badges(component.id), component.name, page, shown_on)
    return _of_part(context, component_link(context.site, component.id), page, badges, shown_on)


def _of_group(context: Context, group: Group) -> PartFeeds:
    folder = urls.group(group.id)
    link = PageLink(page_of_group(context, group), context.site.full_group_name(group))
    return _of_part(context, link, folder, (), urls.SUBSCRIBE)


def _of_part(
    context: Context, link: PageLink, folder: str, badges: tuple[BadgeView, ...], shown_on: str
) -> PartFeeds:
    return PartFeeds(
        part=link,
        updates=_feeds(context, _UPDATES, folder, shown_on),
        feeds=_feeds(context, _RECORDS, folder, shown_on),
        calendar=_calendar(context, f"{folder}{urls.CALENDAR}", shown_on),
        badges=badges,
    )


def _feeds(context: Context, files: tuple[str, ...], folder: str, shown_on: str) -> tuple[Channel, ...]:
    return tuple(
        _channel(context, name, f"{folder}{file}", "", shown_on)
        for name, file in zip(_FORMATS, files, strict=True)
    )


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
