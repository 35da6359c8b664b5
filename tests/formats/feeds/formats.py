"""What the formats of feeds ask of every feed."""

from __future__ import annotations

import json
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import feedparser
from jsonschema import Draft202012Validator, FormatChecker

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
WHOLE_URL = {"type": "string", "pattern": "^https?://"}
TEXT = {"type": "string", "minLength": 1}
JSON_FEED = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": WHOLE_URL,
        "feed_url": WHOLE_URL,
        "description": TEXT,
        "language": {"const": "en"},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "minProperties": 1,
                "properties": {"name": TEXT, "url": WHOLE_URL},
            },
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "content_html"],
                "properties": {
                    "id": TEXT,
                    "url": WHOLE_URL,
                    "title": TEXT,
                    "content_html": TEXT,
                    "summary": TEXT,
                    "date_published": INSTANT,
                    "date_modified": INSTANT,
                    "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
                },
            },
        },
    },
}
"""JSON Feed 1.1, as far as we use it; what it has besides would be a mistake."""


def parsed(data: bytes) -> Any:
    """Read a feed as feedparser does; it must find nothing wrong with it."""
    found = feedparser.parse(data, response_headers={"content-type": "application/xml; charset=utf-8"})
    assert not found.bozo, found.bozo_exception
    return found


def read_json_feed(data: bytes) -> Any:
    """Read a JSON Feed that keeps to its schema."""
    feed = json.loads(data)
    Draft202012Validator(JSON_FEED, format_checker=FormatChecker()).validate(feed)
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return feed


def check_atom(data: bytes) -> None:
    """Insist on what RFC 4287 says that every feed and entry must have, and how many times."""
    feed = ElementTree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    _once(feed, "id", "title", "updated", "author/{0}name")
    _links(feed, "self", "alternate")
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        _once(entry, "id", "title", "updated", "published", "content", "summary")
        _links(entry, "alternate")
        assert entry.findtext(f"{ATOM}published", "") <= entry.findtext(f"{ATOM}updated", "")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)


def check_rss(data: bytes) -> None:
    """Insist on what RSS 2.0 says that every channel and item must have."""
    root = ElementTree.fromstring(data)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    for name in ("title", "link", "description"):
        assert root.findtext(f"channel/{name}"), name
    for link in root.iterfind(".//link"):
        assert (link.text or "").startswith(("https://", "urn:")), "RSS knows whole addresses only"
    for item in root.iterfind("channel/item"):
        guid = item.find("guid")
        assert guid is not None
        assert guid.get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate", "")).utcoffset() == timedelta()
        assert item.findtext("title")


def _once(element: ElementTree.Element, *paths: str) -> None:
    for path in paths:
        found = element.findall(ATOM + path.format(ATOM))
        assert len(found) == 1, path
        assert found[0].text, path


def _links(element: ElementTree.Element, *relations: str) -> None:
    found = [link.get("rel", "") for link in element.findall(f"{ATOM}link")]
    assert sorted(found) == sorted(relations)
