"""A picture or PDF next to a record says who made it, or where.

Cameras write the place and their owner into pictures, and editors write the name of the author. All of this is
published with the file. The rule reads JPEG, PNG, WebP and PDF files that a public page shows or links to. The command
in the finding removes the metadata and keeps the content. It needs [ExifTool](https://exiftool.org/) for pictures and
[qpdf](https://qpdf.sourceforge.io/) for PDF files, which it copies page by page, since what ExifTool removes from a PDF
can be restored. `review.allow` lists names that may be public, such as that of your company.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from afterword.checks.leaks.file_metadata import metadata_in
from afterword.checks.leaks.published import attachments, is_allowed
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity
from afterword.records.error_messages import shown

_PICTURES, _DOCUMENTS = (".jpg", ".jpeg", ".png", ".webp"), (".pdf",)
_FOR_PICTURES = "exiftool -overwrite_original -all= -tagsfromfile @ -orientation {file}"
_FOR_DOCUMENTS = "qpdf --empty --pages {file} -- clean.pdf && mv clean.pdf {file}"


def check(subject: Subject) -> Iterator[Finding]:
    record_id = subject.record.id
    for attached in attachments(subject):
        name = attached.name.lower()
        if not name.endswith((*_PICTURES, *_DOCUMENTS)):
            continue
        data = subject.others.attachment_data(record_id, attached.name)
        found = [each for each in metadata_in(data) if not is_allowed(each.text, subject)]
        if found:
            file = f"{subject.file.rpartition('/')[0]}/{record_id}/{attached.name}"
            listed = " and ".join(
                f"{each.what} (`{shown(each.text)}`)" if each.text else each.what for each in found
            )
            command = _FOR_DOCUMENTS if name.endswith(_DOCUMENTS) else _FOR_PICTURES
            message = (
                f"the attachment `{shown(attached.name)}` contains {listed}; remove it before it is published"
            )
            yield Finding(attached.path, message, command.format(file=shlex.quote(file)))


RULE = Rule("attachment-metadata", Severity.WARNING, check, __doc__)
