"""Compares a site with its earlier version in git: addresses that are lost, and records that were hidden afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from afterword.app.checking import CheckResult, Scan
from afterword.app.errors import UserError
from afterword.app.revisions import published_base
from afterword.app.uptime import SiteWindows, WindowQueries, read_all_windows, site_windows
from afterword.app.versions import Commit, WorkingTree, is_record
from afterword.checks.finding_keys import record_of
from afterword.checks.locations import Locator
from afterword.checks.record_ids import RecordIds
from afterword.checks.rule_failure import RULE_FAILED, failure
from afterword.checks.severity import effective_severities
from afterword.diagnostics import Diagnostic, Location, Severity, in_order
from afterword.records.decode import decode_record, decode_site
from afterword.records.error_messages import nearest
from afterword.records.record import Record
from afterword.records.vocabulary import Visibility
from afterword.records.zone import written
from afterword.source.files import SITE_FILE, read_source
from afterword.source.git_history import COMMIT_LENGTH
from afterword.timeline.months import month_of
from afterword.views.audience import Audience, is_public
from afterword.views.index.summary import window_spans
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.periods import UPTIME_DAYS, UptimePeriod, this_month
from afterword.views.uptime.values import uptime_values


@dataclass(frozen=True, slots=True)
class _Changes:
    """The records, and `status.yml`, that were changed since a commit, with their texts there."""

    commit: str
    former: Mapping[str, bytes]


def with_changes(checked: CheckResult, now: datetime, base: Commit | None = None) -> CheckResult:
    """Add to a check result what has changed since a commit, or else since what readers have seen last.

    Without git, nothing is known to have changed.
    """
    scan = checked.scan if checked.site else None
    base = base or (published_base(checked.root) if scan else None)
    if scan is None or base is None:
        return checked
    changed = sorted(path for path in base.changed_paths(WorkingTree(base.root)) if _is_of_interest(path))
    found = list(_changes(scan, _Changes(base.commit, base.read_all(changed)))) if changed else []
    return replace(checked, diagnostics=in_order((*checked.diagnostics, *found))) if found else checked


def _is_of_interest(path: str) -> bool:
    return path == SITE_FILE or is_record(path)


def _changes(scan: Scan, changes: _Changes) -> Iterator[Diagnostic]:
    """Yield a warning for each component or record that readers could see in the earlier version, and cannot now."""
    severities = effective_severities(scan.site.review.rules)
    present = WorkingTree(scan.root).read_all(changes.former)
    for path in changes.former:
        rule = "hidden-after-publishing" if path in present and path != SITE_FILE else "lost-address"
        try:
            found = [*_of_file(scan, changes, path, is_present=path in present)]
        except (UserError, OSError):
            raise
        except Exception as error:
            severity = severities[rule].severity
            found = [failure(rule, severity, path, error)] if severity else []
        for each in found:
            severity = each.severity if each.rule == RULE_FAILED else severities[each.rule].severity
            if severity:
                yield replace(each, severity=severity)


def _of_file(scan: Scan, changes: _Changes, path: str, *, is_present: bool) -> Iterator[Diagnostic]:
    if path == SITE_FILE:
        yield from _lost_components(scan, changes)
    else:
        found = _hidden(scan, changes, path) if is_present else _lost(scan, changes, path)
        yield from [found] if found else []


def _lost_components(scan: Scan, changes: _Changes) -> Iterator[Diagnostic]:
    source = changes.former.get(SITE_FILE)
    before = decode_site(SITE_FILE, source).model if source else None
    now = {each.id: each for each in scan.site.components}
    for old in before.components if before else ():
        if old.id in now or old.id in scan.site.component_aliases:
            continue
        renamed = next((each.id for each in now.values() if each.name == old.name), "") or nearest(
            old.id, now
        )
        where = (
            f"if it is now `{renamed}`, add its former id there"
            if renamed
            else "if it was renamed, add its former id"
        )
        message = (
            f"the component `{old.id}` was published ({changes.commit[:COMMIT_LENGTH]}), and its pages are gone; "
            f"{where}; if it has ended, keep it and add `until`"
        )
        yield Diagnostic(
            "lost-address", Severity.WARNING, Location(SITE_FILE), message, f"aliases: [{old.id}]"
        )


def _lost(scan: Scan, changes: _Changes, path: str) -> Diagnostic | None:
    ids = scan.checker.record_ids
    record_id = record_of(path)
    found_at = ids.files.get(record_id) or ids.claimants.get(record_id)
    if found_at:
        return _hidden(scan, changes, path, found_at[0])
    before = _record_before(scan, changes, path)
    if not before or not is_public(before, scan.now):
        return None
    renamed = _renamed_to(scan, ids, before)
    where = (
        f"if it is now `{renamed}`, add its former id there"
        if renamed
        else "if it was renamed, add its former id"
    )
    message = (
        f"`{record_id}` was published ({changes.commit[:COMMIT_LENGTH]}), and its page is gone; {where}; "
        "if it was published by mistake, set `visibility: internal` in it instead of deleting it"
    )
    file = ids.files[renamed][0] if renamed else path
    return Diagnostic("lost-address", Severity.WARNING, Location(file), message, f"aliases: [{record_id}]")


def _renamed_to(scan: Scan, ids: RecordIds, before: Record) -> str:
    """Return the id of the record that a lost one has probably become: one of the same day, or with the same words."""
    alike = tuple(dict.fromkeys(ids.answer("similar", before.id)))
    for each in alike:
        record = _record_now(scan, ids.files[each][0])
        if record and record.title == before.title:
            return each
    return nearest(before.id, alike) or ""


def _hidden(scan: Scan, changes: _Changes, path: str, path_now: str = "") -> Diagnostic | None:
    """Return a warning for a record that was public; `path_now` is where it is, if its file was renamed."""
    source = read_source(scan.root, path_now or path)
    if isinstance(source, Diagnostic):
        return None
    decoded = decode_record(path_now or path, source, scan.site)
    now = decoded.model
    before = _record_before(scan, changes, path)
    if now is None or before is None or is_public(now, scan.now) or not is_public(before, scan.now):
        return None
    waits = now.publish_at if now.visibility is Visibility.PUBLIC else None
    until = f"held back until {written(now.zone.local(waits), with_offset=now.zone.missing)}" if waits else ""
    message = f"`{now.id}` was public ({changes.commit[:COMMIT_LENGTH]}) and is {until or 'internal'} now; "
    message += _effect(scan, before)
    key, example = ("publish_at", "") if waits else ("visibility", "visibility: public")
    location = Locator(decoded.document).location((key,))
    return Diagnostic("hidden-after-publishing", Severity.WARNING, location, message, example)


def _effect(scan: Scan, before: Record) -> str:
    """Say how public uptime differs without a record."""
    if not window_spans(before):
        return "no public uptime changes"
    read = read_all_windows(scan.root, scan.now)
    if isinstance(read, CheckResult):
        return "how uptime changes can be computed once there are no errors"
    differences = ", ".join(_differences(scan, before, read[Audience.PUBLIC]))
    return f"its windows no longer count: {differences}" if differences else "no public uptime changes"


def _differences(scan: Scan, before: Record, public: SiteWindows) -> Iterator[str]:
    """Yield for each component how a public uptime differs without a record, over the shortest period that shows it."""
    queries = public.record_index.queries
    assert isinstance(queries, WindowQueries)
    spans = window_spans(before)
    with_record = site_windows(scan.site, scan.now, Audience.PUBLIC, (*queries.listed, *spans))
    for component in scan.site.components:
        starts = [each.start for each in spans if each.component == component.id]
        periods = [*_months_of(public, starts), *UPTIME_DAYS]
        for period in periods:
            now, then = (
                uptime_values(context, measure(context, index, component, period))
                for context, index in (public, with_record)
            )
            if now.shown != then.shown:
                yield f"{component.name}, {now.name}: {now.shown} instead of {then.shown}"
                break


def _months_of(site: SiteWindows, starts: list[datetime]) -> Iterator[UptimePeriod]:
    months = {month_of(site.context.zone.local(start).date()) for start in starts}
    return (month for month in sorted(months) if month <= this_month(site.context))


def _record_now(scan: Scan, path: str) -> Record | None:
    source = read_source(scan.root, path)
    return None if isinstance(source, Diagnostic) else decode_record(path, source, scan.site).model


def _record_before(scan: Scan, changes: _Changes, path: str) -> Record | None:
    return decode_record(path, changes.former[path], scan.site).model
