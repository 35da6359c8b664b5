"""A picture or PDF next to a record says more than it shows, such as who made it, or where.

Cameras write the place, the time and their owner into pictures, editors the name of the author, and phones a second
picture behind the first. All of this would be published with the file, so a build refuses it. The rule reads JPEG, PNG,
GIF, WebP, AVIF and PDF files that a public page shows or links to.

The command in the finding removes the metadata. [`afterword strip-metadata`](command-line.md#afterword-strip-metadata)
leaves out those parts of the file and keeps all others as they are: the picture has the same quality and colours, and
stays turned as it was. AVIF pictures need [ExifTool](https://exiftool.org/), and PDF files
[qpdf](https://qpdf.sourceforge.io/), which copies them page by page, since what ExifTool removes from a PDF can be
restored. The names of programs, such as that of a plotting library, are not reported. `review.allow` lists texts that
may be public, such as the name of your company.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from afterword.checks.leaks.file_metadata import metadata_in
from afterword.checks.leaks.picture_parts import without_metadata
from afterword.checks.leaks.published import attachments, is_allowed, may_be_cut
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown

_STRIP = "afterword strip-metadata {file}"
_COMMANDS = {
    "jpg": _STRIP,
    "jpeg": _STRIP,
    "png": _STRIP,
    "gif": _STRIP,
    "webp": _STRIP,
    "avif": "exiftool -overwrite_original -all= {file}",
    "pdf": "qpdf --empty --pages {file} -- clean.pdf && mv clean.pdf {file}",
}


def check(subject: Subject) -> Iterator[Finding]:
    record_id = subject.record.id
    for attached in attachments(subject):
        command = removing(attached.name)
        if not command:
            continue
        data = subject.others.attachment_data(record_id, attached.name)
        attachment = f"the attachment `{shown(attached.name)}`"
        if may_be_cut(data):
            message = f"{attachment} is too large to be searched for metadata; make it smaller"
            yield Finding(attached.path, message, words=attached.address)
        found = [each for each in metadata_in(data) if not is_allowed(each.text, subject)]
        if found:
            file = f"{subject.file.rpartition('/')[0]}/{record_id}/{attached.name}"
            listed = ", ".join(
                f"{each.what} (`{shown(each.text)}`)" if each.text else each.what for each in found
            )
            if command == _STRIP and not may_be_cut(data) and without_metadata(data) is None:
                message = f"{attachment} contains {listed}, and is damaged or incomplete; export it again"
                yield Finding(attached.path, message, words=attached.address)
            else:
                message = f"{attachment} contains {listed}; remove it before it is published"
                example = command.format(file=shlex.quote(file))
                yield Finding(attached.path, message, example, words=attached.address)


def removing(name: str) -> str:
    """Return the command that removes metadata from a file of this name, with `{file}`; empty for other files."""
    stem, dot, ending = name.rpartition(".")
    return _COMMANDS.get(ending.lower(), "") if stem and dot else ""


RULE = Rule("attachment-metadata", Severity.ERROR, check, __doc__)
