"""The one way from a text to a terminal or a log: what these would obey instead of showing it is replaced."""

from __future__ import annotations

import json
import re
import unicodedata

from afterword.source.direction import END, ISOLATES, MARKS, unpaired

_JOINERS = "\u200c\u200d"
"""Format characters that scripts and emoji need; they take no cells and move nothing."""
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SERVER_COMMAND = re.compile(r"##(?=\w*\[)")
"""GitHub reads `##[group]`, Azure `##vso[…]`, TeamCity `##teamcity[…]`, anywhere in a line."""
_GITHUB_COMMAND = re.compile(r"^(\s*)::")
"""What GitHub reads as a command at the beginning of a line, such as `::error::`."""
_LINE_BREAK = re.compile(r"(\r?\n)")
_STYLE = re.compile(r"(\x1b\[(?:[0-4]|3[0-7])?(?:;(?:[0-4]|3[0-7]))*m)")
"""Bold, dim, italic, underlined and the eight colours, as our own output uses them; nothing that hides a text."""
_ISOLATES = re.compile(f"[{ISOLATES}{END}]")
_NOT_IN_JSON = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff]|(?<=#)#"
)


def safe(text: str) -> str:
    """Replace, one for one, every character that could control a terminal or override the writing direction.

    The same goes for the signs by which build servers find a command anywhere in a line of a log, such as `##[group]`.
    """
    isolates = ISOLATES + END if unpaired(text) is None else ""
    return _replaced(text, isolates)


def safe_line(text: str) -> str:
    """Return a text on one line, without characters that could act on a terminal or on a log."""
    return safe(text.replace("\r\n", " ").replace("\n", " "))


def safe_lines(text: str) -> str:
    """Return a text as `safe_line` does, and keep its lines."""
    return "\n".join(map(safe_line, text.split("\n")))


def printable(text: str) -> str:
    """Return a whole output as a terminal or a log gets it, with its lines, tabs and styles.

    No line begins with what GitHub reads as a command. Whatever renders with styles has passed the texts of records
    through `safe` before, so that the styles are its own. The result does not change if it is passed here again.
    """
    if "\n" not in text:
        return _printable_line(text)
    parts = _LINE_BREAK.split(text)  # lines, and the breaks between them
    parts[::2] = map(_printable_line, parts[::2])
    return "".join(parts)


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as indented JSON with the same data, without characters or signs that a log would obey."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _printable_line(line: str) -> str:
    if ":" in line:
        line = _GITHUB_COMMAND.sub("\\1\u2236\u2236", line)
    if line.isprintable() and "##" not in line:
        return line
    if unpaired(_STYLE.sub("", line)) is not None:
        line = _ISOLATES.sub("", line)  # a long text was wrapped between an isolate and its end
    parts = _STYLE.split(line)  # texts, and the styles between them
    parts[::2] = (
        "\t".join(_replaced(each, ISOLATES + END) for each in text.split("\t")) for text in parts[::2]
    )
    return "".join(parts)


def _replaced(text: str, isolates: str) -> str:
    if "##" in text:
        text = _SERVER_COMMAND.sub("#♯", text)
    if text.isprintable():
        return text
    allowed = _JOINERS + MARKS + isolates
    return "".join(each if each.isprintable() or each in allowed else _safe(each) for each in text)


def _safe(character: str) -> str:
    if character == "\t":
        return "→"
    if character < " ":
        return chr(0x2400 + ord(character))  # the Control Pictures of Unicode
    if character == "\x7f":
        return "␡"
    if unicodedata.category(character) in _UNPRINTABLE:
        return "\ufffd"
    return character
