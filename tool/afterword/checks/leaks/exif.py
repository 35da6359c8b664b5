"""Reads what Exif metadata says, and writes Exif that says nothing but how a picture is turned.

Exif is a TIFF structure: folders of entries, each with a tag, a type, a count and a value (CIPA DC-008, TIFF 6.0).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

PLACE = "the GPS position"
AUTHOR = "the author"
_ORIENTATION = 0x0112
_UPRIGHT = 1
_GPS = 0x8825
_EXIF_FOLDER = 0x8769
_UTF_16 = 0x9C9D
_NAMES = {
    0x010E: "a description",
    0x010F: "the camera",
    0x0110: "the camera",
    0x013B: AUTHOR,
    0x013C: "the name of a computer",
    0x8298: "the copyright",
    _UTF_16: AUTHOR,
    0xA430: "the owner of the camera",
    0xA431: "the serial number of the camera",
    0xA435: "the serial number of the lens",
}
"""Entries with a text that is reported."""
_FACTS = {0x9003: "the time when it was taken", 0x927C: "notes of the camera", 0x9286: "a comment"}
"""Entries that are reported without their value."""
_FOLDER_LIMIT = 1_000


class Metadata(NamedTuple):
    """One thing that a file says besides its content: what it is, and the text, empty where there is none to show."""

    what: str
    text: str = ""


def exif_facts(data: bytes) -> Iterator[Metadata]:
    """Yield what a TIFF structure says about people, places, devices and times; damaged parts are skipped."""
    looked_for_place = False
    for order, tag, kind, count, place in _entries(data):
        (number,) = struct.unpack_from(f"{order}I", data, place)
        if tag == _GPS and not looked_for_place:
            looked_for_place = True
            if any(entry[0] in (2, 4) for entry in _folder(data, order, number)):
                yield Metadata(PLACE)
        elif tag in _FACTS:
            yield Metadata(_FACTS[tag])
        elif tag in _NAMES and kind in (1, 2):
            start = number if count > 4 else place
            text = data[start : start + min(count, 400)]
            shown = text.decode("utf-16-le", "replace") if tag == _UTF_16 else readable(text)
            if shown.strip("\0 "):
                yield Metadata(_NAMES[tag], shown.strip("\0 "))
    if _has_thumbnail(data):
        yield Metadata("a thumbnail")


def orientation(data: bytes) -> int:
    """Return how a picture is turned, as Exif counts it: from 1, which is upright, to 8."""
    for order, tag, _, _, place in _entries(data):
        if tag == _ORIENTATION:
            (value,) = struct.unpack_from(f"{order}H", data, place)
            return value if 1 <= value <= 8 else _UPRIGHT
    return _UPRIGHT


def only_orientation(turned: int) -> bytes:
    """Return a TIFF structure that says how a picture is turned, and nothing else; nothing if it is upright."""
    if turned == _UPRIGHT:
        return b""
    return struct.pack("<4sIHHHIHHI", b"II*\0", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)


def readable(data: bytes) -> str:
    """Return a text of an unknown encoding."""
    try:
        return data.decode("utf-8").strip("\0 ")
    except UnicodeDecodeError:
        return data.decode("latin-1").strip("\0 ")


def _order(data: bytes) -> str:
    return {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4], "") if len(data) >= 8 else ""


def _entries(data: bytes) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the byte order and each entry of the first folder, and of the one of Exif that it names."""
    order = _order(data)
    folders = list(struct.unpack_from(f"{order}I", data, 4)) if order else []
    for offset in folders:
        for tag, kind, count, place in _folder(data, order, offset):
            if tag == _EXIF_FOLDER and len(folders) == 1:
                folders.append(*struct.unpack_from(f"{order}I", data, place))
            yield order, tag, kind, count, place


def _folder(data: bytes, order: str, offset: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the tag, the type, the count and the place of the value of each entry of a folder."""
    if offset < 8 or offset + 2 > len(data):  # 0 is for none
        return
    (number,) = struct.unpack_from(f"{order}H", data, offset)
    for index in range(min(number, _FOLDER_LIMIT)):
        place = offset + 2 + 12 * index
        if place + 12 > len(data):
            return
        tag, kind, count = struct.unpack_from(f"{order}HHI", data, place)
        yield tag, kind, count, place + 8


def _has_thumbnail(data: bytes) -> bool:
    """Return whether there is a second folder, which describes a smaller picture of the whole scene."""
    order = _order(data)
    if not order:
        return False
    (first,) = struct.unpack_from(f"{order}I", data, 4)
    end = first + 2 + 12 * len([*_folder(data, order, first)])
    return end + 4 <= len(data) and any(_folder(data, order, *struct.unpack_from(f"{order}I", data, end)))
