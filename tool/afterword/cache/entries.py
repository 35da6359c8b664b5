"""What the build cache keeps of each record and of each file of the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from afterword.source.files import FileStat
from afterword.views.index.summary import ActionSummary, RecordSummary
from afterword.views.index.windows import WindowSpan


class Attachment(NamedTuple):
    """A file next to a record that its page shows or links to.

    `name` is its path below the page, `source` its path in the site's folder; `changed` is from
    `source.files.stat_fingerprint`.
    """

    name: str
    source: str
    size: int
    changed: int


class CachedRecord(NamedTuple):
    """What a record's page was made from, and for how long it is valid.

    `digest` is that of its text. The page is valid from `valid_from` on and before `valid_until`, in microseconds since
    1970. `linked` is what the page shows of records to which it links, as JSON: see `app.record_build.linked_titles`.
    `covers` are the ids of the other records that its published post-mortem covers: see `app.covering`. `files` are the
    paths of the files that were made with the page. Readers never see a record that is not `published`.
    """

    listed: FileStat
    digest: bytes
    valid_from: int
    valid_until: int
    linked: str
    covers: tuple[str, ...]
    files: tuple[str, ...]
    published: bool
    id: str
    title: str


class CacheEntry(NamedTuple):
    """All that is kept of a record. One that is not published has no summary, and nothing after it.

    `row` is its row of lists as HTML, `search` its entry of the search index, `fragments` what lists for machines
    contain of it, by kind; `latest` are those for lists of the latest records, if they have been made: those of a live
    record always are. `actions` are its action items with their list rows as HTML, and `action_data` is the JSON of
    each; `level_changes` has the last time at which it changed each component's level.
    """

    record: CachedRecord
    summary: RecordSummary | None = None
    row: str = ""
    search: str = ""
    fragments: Mapping[str, str] = {}
    latest: Mapping[str, str] = {}
    attachments: tuple[Attachment, ...] = ()
    windows: tuple[WindowSpan, ...] = ()
    actions: tuple[tuple[ActionSummary, str], ...] = ()
    action_data: tuple[str, ...] = ()
    level_changes: Mapping[str, datetime] = {}


class KeptText(NamedTuple):
    """A file that a host writes in every build, with the notes of what it was made from: it cannot be reused.

    Of a page of the menu, it is the text that `app.page_store` writes, by its address.
    """

    path: str
    made_from: str
    text: str


class ManifestEntry(NamedTuple):
    """A file of the site by its path, with what it was made from, and its size, time and digest when it had been
    written.

    `made_from` are the notes of a page or file about many records; see `views.cached`.
    """

    path: str
    made_from: str
    size: int
    changed: int
    digest: bytes
