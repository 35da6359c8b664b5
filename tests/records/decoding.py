"""Decodes records and sites for tests from text, as from files."""

from __future__ import annotations

from afterword.records.decode import Decoded, decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site

# The smallest record that publishes, as in the specification.
SMALLEST = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, \
body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""
ID = "2026-11-20-search-is-slow"
FILE = f"incidents/2026/{ID}.yml"
SITE_TEXT = """\
page: {name: Acme}
timezone: Europe/Berlin
components:
  - {id: search, name: Search}
"""


def site(text: str = SITE_TEXT) -> Site:
    """Decode a site that has no problems."""
    decoded = decode_site("status.yml", text.encode())
    assert decoded.diagnostics == ()
    assert decoded.model is not None
    return decoded.model


SITE = site()


def decoded(text: str, *, file: str = FILE, on: Site = SITE) -> Decoded[Record]:
    """Decode a record, with or without problems."""
    return decode_record(file, text.encode("utf-8", errors="surrogatepass"), on)


def record(text: str, *, file: str = FILE, on: Site = SITE) -> Record:
    """Decode a record that has no problems."""
    result = decoded(text, file=file, on=on)
    assert result.diagnostics == ()
    assert result.model is not None
    return result.model


def complaint(line: str) -> tuple[str, str, str]:
    """Decode a record with one more line; return the rule, the message and the example of its only problem."""
    result = decoded(f"title: Search is slow\n{line}\n")
    (only,) = result.diagnostics
    return only.rule, only.message, only.example
