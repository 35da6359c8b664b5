"""Compares a site with its earlier version in git: addresses that are lost, and records that were hidden afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from afterword.app.checking import CheckResult, Scan, scan_site
from afterword.app.git import EarlierVersion, earlier_text, earlier_version
from afterword.app.uptime import SiteWindows, WindowQueries, read_all_windows, site_windows
from afterword.checks.locations import Locator
from afterword.checks.record_ids import RecordIds
from afterword.checks.severity import effective_severities
from afterword.diagnostics import Diagnostic, Location, Severity, in_order
from afterword.records.decode import decode_record, decode_site
from afterword.records.error_messages import nearest
from afterword.records.record import Record
from afterword.records.vocabulary import Visibility
from afterword.records.zone import written
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, read_source
from afterword.timeline.months import month_of
from afterword.views.audience import Audience, is_public
from afterword.views.index.summary import window_spans
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.periods import UPTIME_DAYS, UptimePeriod, this_month
from afterword.views.uptime.values import uptime_values

_RECORDS = (".yml", ".yaml")


def with_changes(checked: CheckResult, now: datetime) -> CheckResult:
    """Add to a check result what has changed since the earlier version of the site, if git has one."""
    version = earlier_version(checked.root, RECORDS_FOLDER, SITE_FILE) if checked.site else None
    if version is None or not (version.deleted or version.modified):
        return checked
    with scan_site(checked.root, now) as scan:
        pass  # its cache is closed, so that the windows of all records can be read below
    found = _changes(scan, version)
    return replace(checked, diagnostics=in_order((*checked.diagnostics, *found)))


def _changes(scan: Scan, version: EarlierVersion) -> Iterator[Diagnostic]:
    """Yield a warning for each component or record that readers could see in the earlier version, and cannot now."""
    severities = effective_severities(scan.site.review.rules)
    deleted, modified = (
        [path for path in paths if path.endswith(_RECORDS) and path != SITE_FILE]
        for paths in (version.deleted, version.modified)
    )
    components = _lost_components(scan, version) if SITE_FILE in version.modified else ()
    records = (
        *(_lost(scan, version, path) for path in deleted),
        *(_hidden(scan, version, path) for path in modified),
    )
    for found in (*components, *records):
        severity = severities[found.rule].severity if found else None
        if found and severity:
            yield replace(found, severity=severity)


def _lost_components(scan: Scan, version: EarlierVersion) -> Iterator[Diagnostic]:
    source = earlier_text(scan.root, version, SITE_FILE)
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
            f"the component `{old.id}` was published ({version.short_commit}), and its pages are gone; {where}; "
            "if it has ended, keep it and add `until`"
        )
        yield Diagnostic(
            "lost-address", Severity.WARNING, Location(SITE_FILE), message, f"aliases: [{old.id}]"
        )


def _lost(scan: Scan, version: EarlierVersion, path: str) -> Diagnostic | None:
    ids = scan.checker.record_ids
    record_id = path.rpartition("/")[2].rpartition(".")[0]
    found_at = ids.files.get(record_id) or ids.claimants.get(record_id)
    if found_at:
        return _hidden(scan, version, path, found_at[0])
    before = _record_before(scan, version, path)
    if not before or not is_public(before, scan.now):
        return None
    renamed = _renamed_to(scan, ids, before)
    where = (
        f"if it is now `{renamed}`, add its former id there"
        if renamed
        else "if it was renamed, add its former id"
    )
    message = (
        f"`{record_id}` was published ({version.short_commit}), and its page is gone; {where}; "
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


def _hidden(scan: Scan, version: EarlierVersion, path: str, path_now: str = "") -> Diagnostic | None:
    """Return a warning for a record that was public; `path_now` is where it is, if its file was renamed."""
    source = read_source(scan.root, path_now or path)
    if isinstance(source, Diagnostic):
        return None
    decoded = decode_record(path_now or path, source, scan.site)
    now = decoded.model
    before = _record_before(scan, version, path)
    if now is None or before is None or is_public(now, scan.now) or not is_public(before, scan.now):
        return None
    waits = now.publish_at if now.visibility is Visibility.PUBLIC else None
    until = f"held back until {written(now.zone.local(waits), with_offset=now.zone.missing)}" if waits else ""
    message = f"`{now.id}` was public ({version.short_commit}) and is {until or 'internal'} now; "
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


def _record_before(scan: Scan, version: EarlierVersion, path: str) -> Record | None:
    source = earlier_text(scan.root, version, path)
    return decode_record(path, source, scan.site).model if source else None
