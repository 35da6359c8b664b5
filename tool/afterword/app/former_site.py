"""A version of a site, judged by the present rules. Only what differs from the present site is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from afterword.app.checking import Scan
from afterword.app.site_files import covers, report_of
from afterword.app.versions import Commit, Folder, SiteVersion, is_record
from afterword.cache.checks import KnownChecks
from afterword.checks.finding_keys import record_of
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.locations import lines_of_windows
from afterword.checks.record_ids import HELD_BACK, RecordIds, SiteFiles, build_record_ids
from afterword.checks.runner import Checker
from afterword.checks.window_claims import NO_CLAIMS, window_claims
from afterword.diagnostics import Diagnostic
from afterword.records.decode import Decoded, decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Visibility
from afterword.source.files import SITE_FILE, TEMPLATES_FOLDER
from afterword.source.git_history import former_versions
from afterword.source.site_source import SITE_SOURCES, SiteSource, site_source_in


class FormerSite:
    """The site as it is in another version, or in the present one.

    `changed` are the paths that differ from the present files, `checks` is what is known of the present records.
    """

    def __init__(self, scan: Scan, base: SiteVersion, changed: frozenset[str], checks: KnownChecks) -> None:
        """Begin without reading anything."""
        self._scan, self._base, self.changed, self._checks = scan, base, changed, checks

    def is_as_present(self, file: str) -> bool:
        """Return whether a record has the findings that it has in the present files."""
        if not self.changed:
            return True
        if file in self.changed or SITE_FILE in self.changed:
            return False
        row = self._checks.rows.get(file)
        if row and row.asked_only_for_its_id and file not in self._repeated:
            return file in self.ids.alone
        answers = self._checks.answers(file) if file in self._checks else ()
        repeated = self._repeated.get(file, ())
        return self.ids.still_gives(answers) and self.ids.has_noted_repetitions(file, repeated, answers)

    def is_readable(self, file: str) -> bool:
        """Return whether a record can be read, although it may have errors."""
        if not self.changed:
            return bool((check := self._checks.get(file)) and check.visibility)
        decoded = self._decoded_at(file)
        return decoded is not None and decoded.model is not None

    def ids_of(self, file: str) -> tuple[str, ...]:
        """Return the id of a record, and its former ids."""
        return (record_of(file), *self._aliases.get(file, ()))

    @cached_property
    def files(self) -> frozenset[str]:
        """The files of all records."""
        return (self._scan.record_files - self.changed) | self._sources.keys()

    @cached_property
    def _repeated(self) -> Mapping[str, list[str]]:
        """The windows that several records have, by file."""
        return self.ids.windows.repeated()

    @property
    def gone(self) -> tuple[str, ...]:
        """The files of records that are no longer there under this name."""
        return tuple(sorted(self._sources.keys() - self._scan.record_files))

    @cached_property
    def ids(self) -> RecordIds:
        """The ids of all records."""
        present = self._scan.checker.record_ids
        windows = present.windows.copy()
        for file in self._scan.record_files & self.changed:
            windows.put(file, NO_CLAIMS)
        for file, decoded in self._decoded.items():
            windows.put(file, window_claims(decoded.model))
        contents = _FormerFiles(self._scan, self._base, self.changed, self._decoded)
        if self.files == self._scan.record_files:
            return present.in_version(contents, self._aliases, windows)
        return build_record_ids(self.files, contents, self._aliases, windows)

    def content(self, path: str) -> bytes | None:
        """Return the content of any file of this version, or None if there is none that can be read."""
        return self._base.read(path)

    def templates(self) -> dict[str, bytes]:
        """Return the content of the site's own templates in this version, by path."""
        paths = self._base.paths()
        return self._base.read_all(sorted(path for path in paths if path.startswith(f"{TEMPLATES_FOLDER}/")))

    def text(self, file: str) -> str:
        """Return the text of a file, empty if it cannot be read."""
        return (self._source(file) or b"").decode("utf-8", "replace")

    def findings_in_site(self) -> tuple[Diagnostic, ...]:
        """Return the findings in `status.yml`."""
        rules = self._checker.site_diagnostics() if self._site.model else ()
        return without_secrets((*self._site.diagnostics, *rules), self._site.document.text)

    def findings_in_record(self, file: str, now: datetime) -> tuple[Diagnostic, ...]:
        """Return the findings in a record, judged at `now`."""
        decoded = self._decoded_at(file)
        if decoded is None:
            return ()
        if self._site.model is None:
            return without_secrets(decoded.diagnostics, decoded.document.text)
        checked = self._checker.check_record(decoded.document, decoded.model, now)
        return without_secrets((*decoded.diagnostics, *checked.diagnostics), decoded.document.text)

    @cached_property
    def _sources(self) -> dict[str, bytes]:
        """The former texts of the records that were changed or removed."""
        return self._base.read_all(sorted(filter(is_record, self.changed)))

    @cached_property
    def _site(self) -> Decoded[Site]:
        read = ((name, self._source(name)) for name in SITE_SOURCES)
        source = site_source_in({name: data for name, data in read if data is not None})
        return decode_site(SITE_FILE, *(source or SiteSource(b"")))

    @cached_property
    def _model(self) -> Site:
        return self._site.model or self._scan.site

    @cached_property
    def _decoded(self) -> dict[str, Decoded[Record]]:
        """The former records that were changed or removed."""
        return {file: decode_record(file, data, self._model) for file, data in self._sources.items()}

    @cached_property
    def _checker(self) -> Checker:
        commit = self._base.commit if isinstance(self._base, Commit) else "HEAD"
        former_texts = former_versions(self._scan.root, commit)
        return Checker(self._model, self._site.document, self.ids, former_texts=former_texts)

    @cached_property
    def _aliases(self) -> Mapping[str, tuple[str, ...]]:
        """The former ids of the records that have any, by file."""
        known = dict(self._checks.aliases(self._scan.record_files - self.changed))
        models = ((file, decoded.model) for file, decoded in self._decoded.items())
        return known | {file: model.aliases for file, model in models if model and model.aliases}

    def _source(self, file: str) -> bytes | None:
        if file in self._sources:
            return self._sources[file]
        return self._base.read(file) if file in self.changed else Folder(self._scan.root).read(file)

    def _decoded_at(self, file: str) -> Decoded[Record] | None:
        if file in self._decoded:
            return self._decoded[file]
        source = self._source(file)
        return None if source is None else decode_record(file, source, self._model)


@dataclass(frozen=True)
class _FormerFiles:
    """Answers the questions of rules about the other records of a former site."""

    scan: Scan
    base: SiteVersion
    changed: frozenset[str]
    decoded: Mapping[str, Decoded[Record]]

    def visibility(self, file: str) -> str:
        """Return the visibility of the record in a file, or `HELD_BACK`; an empty text if it cannot be read."""
        if file not in self.decoded:
            return self._present.visibility(file) if self._present else ""
        record = self.decoded[file].model
        if record is None:
            return ""
        waits = record.publish_at is not None and self.scan.now < record.publish_at
        return HELD_BACK if waits and record.visibility is Visibility.PUBLIC else record.visibility.value

    def report(self, file: str) -> tuple[str, ...]:
        """Return the status of the post-mortem of a record, and the ids that it covers; nothing if it had none."""
        if file not in self.decoded:
            return self._present.report(file) if self._present else ()
        return report_of(self.decoded[file].model)

    def covering(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the files with a published post-mortem that covered a record with one of these ids."""
        same = self._present.covering(ids) if self._present else ()
        former = (file for file in self.decoded if covers(self.report(file), ids))
        return (*(file for file in same if file not in self.changed), *former)

    def attachment(self, record_id: str, name: str) -> bool:
        """Return whether a record had a file of this name next to it that can be published."""
        if self._has_changed(record_id, name):
            return self._former_attachment(record_id, name) is not None
        return bool(self._present and self._present.attachment(record_id, name))

    def attachment_names(self, record_id: str) -> tuple[str, ...]:
        """Return the names of the files that a record had next to it, also of those that are never published."""
        folder = f"/{record_id}/"
        changed = {path: path.partition(folder)[2] for path in self.changed if folder in path}
        former = {changed[path] for path in self.base.read_all(changed)} if changed else set()
        present = {*self._present.attachment_names(record_id)} if self._present else set()
        return tuple(sorted((present - {*changed.values()}) | former))

    def attachment_state(self, record_id: str, name: str) -> str:
        """Return a text that differs after every change of such a file; an empty one if there was none."""
        if self._has_changed(record_id, name):
            return "former" if self.attachment(record_id, name) else ""
        return self._present.attachment_state(record_id, name) if self._present else ""

    def attachment_data(self, record_id: str, name: str) -> bytes:
        """Return the bytes of such a file; none if it cannot be read."""
        if self._has_changed(record_id, name):
            return self._former_attachment(record_id, name) or b""
        return self._present.attachment_data(record_id, name) if self._present else b""

    def window_line(self, file: str, key: str) -> int:
        """Return the line of the window with a key in a file; 0 if it cannot be read."""
        if file not in self.decoded:
            return self._present.window_line(file, key) if self._present else 0
        return lines_of_windows(self.decoded[file].document, self.decoded[file].model).get(key, 0)

    def _has_changed(self, record_id: str, name: str) -> bool:
        return any(path.endswith(f"/{record_id}/{name}") for path in self.changed)

    def _former_attachment(self, record_id: str, name: str) -> bytes | None:
        paths = sorted(path for path in self.changed if path.endswith(f"/{record_id}/{name}"))
        return next((data for path in paths if (data := self.base.read(path)) is not None), None)

    @property
    def _present(self) -> SiteFiles | None:
        return self.scan.checker.record_ids.contents
