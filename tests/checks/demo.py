"""The site of the samples and tests of this layer, read by the real decoder."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from afterword.app.site_files import covers
from afterword.checks.locations import lines_of_windows
from afterword.checks.record_ids import build_record_ids
from afterword.checks.registry import RULES
from afterword.checks.runner import Checker
from afterword.checks.samples import SAMPLE_FILE
from afterword.checks.window_claims import window_claims
from afterword.diagnostics import Diagnostic, in_order
from afterword.records.decode import decode_record, decode_site
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.document import Document

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
REVIEW = {rule.id for rule in RULES if rule.review} - {"action-without-owner", "action-without-due-date"}
"""The rules that ask what a reviewer asks: they find something in many a short record of a test.

Two of them are left, as examples of rules whose findings are suppressed and changed by a site.
"""

SITE = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: Europe/Berlin
components:
  - {id: search, name: Search}
  - {id: api, name: API}
"""

LONG_OPEN = "review: {silence: 52 weeks, silence_monitoring: 52 weeks}\n"
"""Makes nothing of an incident that is open for days."""
PATIENT = {"silence": timedelta(weeks=52), "silence_monitoring": timedelta(weeks=52)}
"""The limits of sites that state none: most records here are open, because they have only the keys of one rule."""
NO_ZONE = """\
page: {name: Example, id: example, url: https://status.example.com/}
components: [{id: search, name: Search}]
"""
BEGIN = "title: Search is slow\nsummary: Searches took several seconds.\n"

SMALLEST = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""

ACTIONS = """\
title: Search is slow
summary: Searches took several seconds.
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    due: 2027-01-31
    status: open
  - {id: a2, title: Add, type: repair, priority: p2, owner: team-search, due: 2027-01-31, status: open}
"""
"""Its first action item has no owner; the record has no other problem."""

BECAUSE = "# afterword: ignore action-without-owner because the teams are being reorganised"


FOUND_IN_SITE: dict[tuple[str, frozenset[str]], tuple[Diagnostic, ...]] = {}
"""The findings in each `status.yml`, by its text and the names of the records. Most tests share one."""


@dataclass(frozen=True)
class Loaded:
    """A site as it was read: its files by name, with the problems of reading them."""

    project: Project
    site_document: Document
    documents: Mapping[str, Document]
    records: Mapping[str, Record]
    diagnostics: tuple[Diagnostic, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=dict)

    def checker(self, *unread: str) -> Checker:
        """Return the rules for this site, and for further records that were not read."""
        files = frozenset((*self.documents, *unread))
        aliases = {file: record.aliases for file, record in self.records.items()}
        checker = Checker(self.project.site, self.site_document, build_record_ids(files, self, aliases))
        for file, record in self.records.items():
            checker.record_ids.windows.put(file, window_claims(record))
        return checker

    def visibility(self, file: str) -> str:
        """Return the visibility of a record, as rules ask for it."""
        return self.records[file].visibility if file in self.records else ""

    def attachment(self, record_id: str, name: str) -> bool:
        """Return whether a record has a file of this name next to it: only those named `queue` exist."""
        return name.startswith("queue.")

    def attachment_names(self, record_id: str) -> tuple[str, ...]:
        """Return the names of the files next to a record."""
        return ()

    def report(self, file: str) -> tuple[str, ...]:
        """Return the status of the post-mortem of a record, and the ids that it covers."""
        report = self.records[file].post_mortem if file in self.records else None
        return (report.status.value, *report.covers) if report else ()

    def covering(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the files with a published post-mortem that covers one of some records."""
        return tuple(file for file in self.records if covers(self.report(file), ids))

    def attachment_state(self, record_id: str, name: str) -> str:
        """Return what changes with a file next to a record."""
        return str(len(self.attachment_data(record_id, name)))

    def attachment_data(self, record_id: str, name: str) -> bytes:
        """Return the bytes of a file next to a record: of most, only those with which such a file begins."""
        return self.attachments.get(name, b"\x89PNG\r\n\x1a\n" if name.endswith(".png") else b"")

    def window_line(self, file: str, key: str) -> int:
        """Return the line of a window of a record."""
        return lines_of_windows(self.documents[file], self.records[file]).get(key, 0)


def load(files: Mapping[str, str]) -> Loaded:
    """Read files the way the application does, with the demo site unless `status.yml` is among them."""
    site = decode_site("status.yml", files.get("status.yml", SITE).encode())
    assert site.model is not None, site.diagnostics
    model = site.model if "silence" in files.get("status.yml", "") else patient(site.model)
    decoded = [
        decode_record(file, text.encode(), model) for file, text in files.items() if file != "status.yml"
    ]
    records = {each.document.file: each.model for each in decoded if each.model is not None}
    project = Project(model, tuple(sorted(records.values(), key=lambda record: record.id)))
    documents = {each.document.file: each.document for each in decoded}
    found = (*site.diagnostics, *(problem for each in decoded for problem in each.diagnostics))
    return Loaded(project, site.document, documents, records, found)


def patient(site: Site) -> Site:
    """Return a site for which an incident may be open for long."""
    return site.model_copy(update={"review": site.review.model_copy(update=PATIENT)})


def check_files(files: Mapping[str, str], now: datetime = NOW) -> tuple[Diagnostic, ...]:
    """Return all findings in some files."""
    return run(load(files), now)


def run(loaded: Loaded, now: datetime = NOW) -> tuple[Diagnostic, ...]:
    """Return all findings in a site: the problems of reading it and those of all rules."""
    checker = loaded.checker()
    found = [*loaded.diagnostics, *_in_site(loaded, checker)]
    for file, document in loaded.documents.items():
        found += checker.check_record(document, loaded.records.get(file), now).diagnostics
    return in_order(found)


def _in_site(loaded: Loaded, checker: Checker) -> tuple[Diagnostic, ...]:
    """Return the findings in `status.yml`, which is checked once."""
    key = (loaded.site_document.text, frozenset(loaded.documents))
    if key not in FOUND_IN_SITE:
        FOUND_IN_SITE[key] = checker.site_diagnostics()
    return FOUND_IN_SITE[key]


def check(record: str, *, site: str = SITE, now: datetime = NOW) -> tuple[Diagnostic, ...]:
    """Return all findings in one record."""
    return check_files({"status.yml": site, SAMPLE_FILE: record}, now)


def rules(record: str, *, site: str = SITE, now: datetime = NOW) -> list[str]:
    """Return the rules of the findings in one record, in the order of their locations, without rules of review."""
    return [found.rule for found in check(record, site=site, now=now) if found.rule not in REVIEW]


def only(record: str, rule: str, *, site: str = SITE, now: datetime = NOW) -> Diagnostic:
    """Return the only finding in a record apart from those of review; it is of this rule."""
    (found,) = (each for each in check(record, site=site, now=now) if each.rule not in REVIEW - {rule})
    assert found.rule == rule, found
    return found


def windows(*spans: str) -> str:
    """Write windows of `search`, each as `level start end` with clock times of one day."""
    lines = []
    for span in spans:
        level, start, *end = span.split()
        until = f", end: 2026-11-20 {end[0]}" if end else ""
        lines.append(f"  - {{component: search, level: {level}, start: 2026-11-20 {start}{until}}}\n")
    return f"{BEGIN}windows:\n" + "".join(lines)


def maintenance(*updates: str) -> str:
    """Write a maintenance record with updates."""
    times = "scheduled: {start: 2026-11-20 22:00, end: 2026-11-20 23:00}\n"
    return f"title: Index moves\nkind: maintenance\n{times}updates:\n" + "".join(updates)
