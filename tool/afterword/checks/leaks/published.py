"""The texts in which rules look for what must not be published: those of a record or site, and of attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from afterword.checks.leaks.secrets import shortened
from afterword.checks.rule import Finding, SiteSubject, Subject
from afterword.patterns import pattern
from afterword.records.error_messages import shown
from afterword.records.link_targets import ToOwnFile
from afterword.records.settings import Review
from afterword.records.texts import texts
from afterword.records.vocabulary import Visibility
from afterword.source.files import ATTACHMENT_LIMIT
from afterword.source.nodes import Path

_TEXT_FILES = (
    ".txt", ".log", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".xml", ".svg", ".html", ".htm", ".patch", ".diff",
    ".sql", ".sh", ".py", ".conf", ".cfg", ".ini", ".toml", ".har", ".out", ".err", ".trace", ".eml", ".ics",
)  # fmt: skip
_SETTINGS = ("review", "publish")
"""Keys of `status.yml` that no page shows."""

_ADDRESS_BEFORE = pattern(r"://[^\s<>()\[\]/]*$")
"""The beginning of an address up to a part of its host, in which words would not make sense."""
_PUBLIC_HOST = "www.example.com"


class Attached(NamedTuple):
    """A file next to a record that its page publishes: the field that leads to it, its name, and the address typed."""

    path: Path
    name: str
    address: str


class Published(NamedTuple):
    """A text with its field; of the text of an attachment, `file` is its name, and `address` as in `Attached`."""

    path: Path
    text: str
    file: str = ""
    address: str = ""

    def place(self, found_at: int) -> str:
        """Return where something in the text of an attachment is, to begin a message with; else an empty text."""
        line = self.text.count("\n", 0, found_at) + 1
        return f"in line {line:,} of the attachment `{shown(self.file)}`, " if self.file else ""


def every_text(subject: Subject | SiteSubject) -> Iterator[Published]:
    """Yield every text of a record or of `status.yml`, also those that no page shows."""
    found = texts(subject.site) if isinstance(subject, SiteSubject) else subject.texts
    return (Published(text.path, text.text) for text in found)


def every_published(
    subject: Subject | SiteSubject, may_contain: Callable[[str], bool]
) -> Iterator[Published]:
    """Yield the texts that a public build publishes, attachments included; none of an internal record.

    The texts of a record are left out if `may_contain` says that all of them together contain nothing of interest.
    """
    if isinstance(subject, SiteSubject):
        yield from (each for each in every_text(subject) if each.path[0] not in _SETTINGS)
    elif subject.record.visibility is not Visibility.INTERNAL:
        if may_contain(subject.whole_text):
            yield from (Published(text.path, text.text) for text in subject.texts if text.public)
        yield from attached_texts(subject)


def attachments(subject: Subject, *, published_only: bool = True) -> Iterator[Attached]:
    """Yield each attachment that a text shows or links to, once; `published_only` those of public builds."""
    if published_only and subject.record.visibility is Visibility.INTERNAL:
        return
    names: set[str] = set()
    for link in subject.links:
        if not isinstance(link.target, ToOwnFile) or (published_only and not link.public):
            continue
        name = link.target.name
        if name not in names and subject.others.has_attachment(subject.record.id, name):
            names.add(name)
            yield Attached(link.path, name, link.address)


def may_be_cut(data: bytes) -> bool:
    """Return whether the bytes of an attachment may be only its beginning, because it is large."""
    return len(data) >= ATTACHMENT_LIMIT


def attached_texts(subject: Subject, *, published_only: bool = True) -> Iterator[Published]:
    """Yield the texts of attachments."""
    for attached in attachments(subject, published_only=published_only):
        if attached.name.lower().endswith(_TEXT_FILES):
            data = subject.others.attachment_data(subject.record.id, attached.name)
            text = data.decode("utf-8", "replace")
            yield Published(attached.path, text, attached.name, attached.address)


def findings(
    subject: Subject | SiteSubject,
    text: Published,
    found: Iterable[tuple[str, str]],
    advice: str,
    example: str,
) -> Iterator[Finding]:
    """Yield a finding for each thing in a text with what it is; in an attachment, one for the first of all."""
    things = [each for each in dict(found).items() if not is_allowed(each[0], subject)]
    for thing, kind in things[:1] if text.file else things:
        more = f" (and {len(things) - 1:,} more like it)" if text.file and len(things) > 1 else ""
        place = text.place(text.text.find(thing))
        message = f"{place}`{shown(shortened(thing))}` is {kind}{more}; {advice}"
        if text.file:
            yield Finding(text.path, message, example, words=text.address)
        else:
            in_link = _ADDRESS_BEFORE.search(text.text, 0, text.text.find(thing))
            yield Finding(text.path, message, _PUBLIC_HOST if in_link else example, words=thing)


def review_of(subject: Subject | SiteSubject) -> Review:
    """Return what the site says about its rules."""
    return subject.site.review if isinstance(subject, SiteSubject) else subject.known.review


def support_of(subject: Subject | SiteSubject) -> str:
    """Return where readers of the site ask for help, or an empty text."""
    return (subject.site.page.support or "") if isinstance(subject, SiteSubject) else subject.known.support


def is_allowed(text: str, subject: Subject | SiteSubject) -> bool:
    """Return whether `review.allow` lists a text, in upper or lower case."""
    allowed = review_of(subject).allow
    return bool(allowed) and text.casefold() in {each.casefold() for each in allowed}
