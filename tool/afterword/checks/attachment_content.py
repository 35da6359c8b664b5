"""Says why a file next to a record may not be published, judged by its bytes and not by its name alone.

A published file is on the site's own origin: a browser that took it for a page would run its scripts there. The list of
signatures is that of the MIME Sniffing Standard, https://mimesniff.spec.whatwg.org/.
"""

from __future__ import annotations

import re

from afterword.checks.active_svg import active_part
from afterword.patterns import pattern

_SIGNATURES: dict[str, tuple[str, bytes]] = {
    "png": ("a PNG picture", rb"\x89PNG\r\n\x1a\n"),
    "jpg": ("a JPEG picture", rb"\xff\xd8\xff"),
    "jpeg": ("a JPEG picture", rb"\xff\xd8\xff"),
    "gif": ("a GIF picture", rb"GIF8[79]a"),
    "webp": ("a WebP picture", rb"RIFF.{4}WEBP"),
    "avif": ("an AVIF picture", rb".{4}ftyp(?:.{4})*?avi[fs]"),
    "pdf": ("a PDF", rb"%PDF-"),
    "zip": ("a ZIP archive", rb"PK(?:\x03\x04|\x05\x06)"),
    "gz": ("a gzip archive", rb"\x1f\x8b"),
    "tgz": ("a gzip archive", rb"\x1f\x8b"),
    "bz2": ("a bzip2 archive", rb"BZh"),
    "xz": ("an xz archive", rb"\xfd7zXZ\x00"),
    "zst": ("a Zstandard archive", rb"\x28\xb5\x2f\xfd"),
    "7z": ("a 7-Zip archive", rb"7z\xbc\xaf\x27\x1c"),
    "tar": ("a tar archive", rb".{257}ustar"),
}
"""What a file with an ending must be, and the pattern of its first bytes."""
_PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "avif", "svg")
_TEXTS = ("txt", "log", "csv", "tsv", "json", "jsonl", "ndjson")
_LIKE_A_PAGE = pattern(
    rb"\s*<(?:!doctype\shtml|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|svg)[\s>/]"
    rb"|\s*<(?:!--|\?xml)",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
ALLOWED = (
    "pictures (.png, .jpg, .gif, .webp, .avif, .svg), PDF files, texts (.txt, .log, .csv, .tsv, .json, .jsonl) and "
    "archives (.zip, .tar, .gz, .xz, .zst, .7z)"
)
"""What may be published, in words."""


def is_picture(name: str) -> bool:
    """Return whether a browser shows a file of a name as a picture."""
    return _ending(name) in _PICTURES


def why_refused(name: str, data: bytes) -> str:
    """Return why a file of a name must not be published, as the end of a sentence about it; empty if it may be.

    `data` is the content, of a large file at least its beginning.
    """
    ending = _ending(name)
    if ending == "svg":
        part = active_part(data)
        return f"contains {part}, and a published drawing must be inert" if part else ""
    if ending in _TEXTS:
        return _why_no_text(data.removeprefix(_BOM))
    if ending not in _SIGNATURES:
        return f"has a type that is never published, because browsers may run such files; {ALLOWED} are"
    kind, signature = _SIGNATURES[ending]
    if not re.match(signature, data, re.DOTALL):
        return f"is not {kind}, although its name says so"
    return ""


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""


def _why_no_text(data: bytes) -> str:
    if b"\0" in data:
        return "is not a text, although its name says so; save texts as UTF-8"
    if _LIKE_A_PAGE.match(data):
        return (
            "begins like a page, and a browser might run its scripts; put it into an archive such as page.zip"
        )
    return ""
