"""Decodes files: checks size, encoding and line breaks, and rejects invisible and deceptive characters."""

from __future__ import annotations

import re
import unicodedata

from afterword.diagnostics import Diagnostic, DiagnosticCollector, Location, Severity
from afterword.source.direction import END, OVERRIDES, Unpaired, has_isolates, unpaired

SIZE_LIMIT = 1_000_000
"""Largest file that is read, in bytes. A long post-mortem with a full timeline has about 50,000."""

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u180e\u200b\u2028\u2029\u2060-\u2065\ufeff\ufff9-\ufffb"  # invisible, or line breaks only for some programs
    "\u202a-\u202e\u206a-\u206f"  # they change the order or the shape of the text around them
    "\ufdd0-\ufdef\ufffe\uffff\U000e0001"  # noncharacters
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: each font shows something else
    "]"
    # Invisible tag characters can hide a sentence; only the flags of a few regions need them.
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
)
"""Characters that neither a file nor an escape in it may contain. Line feeds and tabs are allowed."""
_ORDINARY = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MAX_REPORTED = 20


def decode(file: str, data: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Decode a file as UTF-8, with every line break as `\\n`. The text is None if it cannot be used at all."""
    if len(data) > SIZE_LIMIT:
        message = f"the file has more than {SIZE_LIMIT:,} bytes; keep logs and pictures next to the record"
        return None, (_error("file-too-large", Location(file), message),)
    if data.startswith(_UTF_16_MARKS) or _looks_like_utf_16(data):
        return None, (_error("not-utf-8", _start(file), "the file is in UTF-16; save it as UTF-8"),)
    if data.startswith(b"\xef\xbb\xbf"):
        message = "the file begins with an invisible byte-order mark; save it as UTF-8 without one"
        return None, (_error("byte-order-mark", _start(file), message),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_undecodable(file, data, error),)
    # Editors and libyaml know three kinds of line breaks; from here on there is only one.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not data.translate(None, _ORDINARY):
        return text, ()
    unwanted = _unwanted(file, text)
    return (None if unwanted else text), unwanted


def _unwanted(file: str, text: str) -> tuple[Diagnostic, ...]:
    collector = DiagnosticCollector(limit=_MAX_REPORTED)
    for match in FORBIDDEN.finditer(text):
        if collector.wants("control-character"):
            collector.add("control-character", _location(file, text, match.start()), _describe(match.group()))
    for number, line in enumerate(text.split("\n") if has_isolates(text) else (), start=1):
        found = unpaired(line)
        if found and collector.wants("control-character"):
            at = Location(file, number, found.position + 1, number, found.position + 2)
            collector.add("control-character", at, describe_unpaired(line, found))
    return collector.findings()


def _undecodable(file: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    byte = data[error.start : error.start + 1]
    letter = byte.decode("cp1252", errors="replace")
    meant = f" (`{letter}` in Windows-1252)" if letter.isalpha() else ""
    message = f"byte 0x{byte[0]:02X}{meant} is not valid UTF-8; save the file as UTF-8"
    return _error("not-utf-8", _location(file, before, len(before)), message)


def _looks_like_utf_16(data: bytes) -> bool:
    """Return whether every other byte is zero, as in Western text in UTF-16 without a byte-order mark."""
    head = data[:64]
    return len(head) >= 4 and len(head) % 2 == 0 and (not any(head[::2]) or not any(head[1::2])) and any(head)


def character_name(character: str) -> str:
    """Return the code point of a character, and its Unicode name if it has one."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{code} ({name.lower()})" if name else code


def describe_unpaired(text: str, found: Unpaired) -> str:
    """Say whether an isolate lacks its end, or an end its isolate, somewhere in a text."""
    name = character_name(text[found.position])
    if found.is_end:
        return f"this is the character {name}, and nothing is opened before it that it could end; delete it"
    return (
        f"this is the character {name}, which is not ended: what follows would be shown in another order; add "
        f"{character_name(END)} after the text that it encloses, on the same line, or delete it"
    )


def _describe(character: str) -> str:
    name = character_name(character)
    if OVERRIDES.match(character):
        return (
            f"this is the character {name}, which can make a line look different from what it says; delete it, or "
            "enclose the text in U+2068 and U+2069"
        )
    return f"this is the character {name}, which is invisible or misleading in a review; delete it"


def _start(file: str) -> Location:
    return Location(file, 1, 1, 1, 1)


def _location(file: str, text: str, index: int) -> Location:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Location(file, line, column, line, column + 1)


def _error(rule: str, location: Location, message: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, location, message)
