"""Reads who made a picture or a PDF, and where, from the metadata in its bytes.

Only the few fields that name a person or a place are looked for. Metadata that is damaged is skipped: a browser and a
viewer skip it too.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from afterword.checks.patterns import pattern

_PNG, _JPEG, _RIFF, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF", b"%PDF-"
_EXIF = b"Exif\0\0"
_INFLATED_LIMIT = 1_000_000
"""Bytes to which a compressed part is unpacked at most."""
_STREAMS_LIMIT = 200
_GPS = 0x8825
_EXIF_FOLDER = 0x8769
_NAMES = {
    0x013B: "the author",
    0x013C: "the name of a computer",
    0x9C9D: "the author",
    0xA430: "the owner of the camera",
    0xA431: "the serial number of the camera",
}
_PNG_KEYS = {
    b"author": "the author",
    b"artist": "the author",
    b"creator": "the author",
    b"email": "an address",
}
_XMP_PNG = b"XML:com.adobe.xmp"
_XMP_CREATOR = pattern(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,200})</rdf:li>", re.DOTALL)
_XMP_PLACE = pattern(rb"exif:GPSLatitude\b")
_PDF_AUTHOR = pattern(rb"/Author\s*(?:\(((?:[^()\\]|\\.){1,400})\)|<([0-9A-Fa-f\s]{2,800})>)", re.DOTALL)
_PDF_STREAM = pattern(rb"/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)


class Metadata(NamedTuple):
    """One thing that a file says about who made it or where: what it is, and the text, empty for a place."""

    what: str
    text: str = ""


def metadata_in(data: bytes) -> tuple[Metadata, ...]:
    """Return what the bytes of a picture or PDF say about people and places, each thing once."""
    if data.startswith(_PNG):
        found = _in_png(data)
    elif data.startswith(_JPEG):
        found = _in_jpeg(data)
    elif data.startswith(_RIFF) and data[8:12] == b"WEBP":
        found = _in_webp(data)
    elif data.startswith(_PDF):
        found = _in_pdf(data)
    else:
        return ()
    return tuple(dict.fromkeys(found))


def _in_png(data: bytes) -> Iterator[Metadata]:
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind == b"eXIf":
            yield from _in_exif(body)
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            key, text = _png_text(kind, body)
            if key == _XMP_PNG:
                yield from _in_xmp(text)
            elif key.lower() in _PNG_KEYS and text.strip():
                yield Metadata(_PNG_KEYS[key.lower()], _readable(text))
        at += 12 + size


def _png_text(kind: bytes, body: bytes) -> tuple[bytes, bytes]:
    """Return the keyword and the text of a chunk."""
    key, _, rest = body.partition(b"\0")
    if kind == b"tEXt":
        return key, rest
    if kind == b"zTXt":
        return key, _inflated(rest[1:])
    packed, rest = rest[:1] == b"\1", rest[2:]
    text = rest.split(b"\0", 2)[-1]
    return key, _inflated(text) if packed else text


def _in_jpeg(data: bytes) -> Iterator[Metadata]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        (size,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + size]
        if data[at + 1] == 0xE1 and body.startswith(_EXIF):
            yield from _in_exif(body[len(_EXIF) :])
        elif data[at + 1] == 0xE1:
            yield from _in_xmp(body)
        at += 2 + max(size, 2)


def _in_webp(data: bytes) -> Iterator[Metadata]:
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind == b"EXIF":
            yield from _in_exif(body.removeprefix(_EXIF))
        elif kind == b"XMP ":
            yield from _in_xmp(body)
        at += 8 + size + size % 2


def _in_exif(data: bytes) -> Iterator[Metadata]:
    """Read the folders of a TIFF structure: the first one, and the one of Exif that it names."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None or len(data) < 8:
        return
    folders = list(struct.unpack_from(f"{order}I", data, 4))
    for offset in folders:
        for tag, kind, count, place in _entries(data, order, offset):
            (number,) = struct.unpack_from(f"{order}I", data, place)
            if tag == _EXIF_FOLDER and len(folders) == 1:
                folders.append(number)
            elif tag == _GPS and any(entry[0] in (2, 4) for entry in _entries(data, order, number)):
                yield Metadata("the place where it was taken")
            elif tag in _NAMES and kind in (1, 2):
                start = number if count > 4 else place
                text = data[start : start + min(count, 400)]
                readable = text.decode("utf-16-le", "replace") if tag == 0x9C9D else _readable(text)
                if readable.strip("\0 "):
                    yield Metadata(_NAMES[tag], readable.strip("\0 "))


def _entries(data: bytes, order: str, offset: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the tag, the type, the count and the place of the value of each entry of a folder."""
    if offset + 2 > len(data):
        return
    (number,) = struct.unpack_from(f"{order}H", data, offset)
    for index in range(number):
        place = offset + 2 + 12 * index
        if place + 12 > len(data):
            return
        tag, kind, count = struct.unpack_from(f"{order}HHI", data, place)
        yield tag, kind, count, place + 8


def _in_xmp(data: bytes) -> Iterator[Metadata]:
    for creator in _XMP_CREATOR.finditer(data):
        yield Metadata("the author", unescape(_readable(creator[1])))
    if _XMP_PLACE.search(data):
        yield Metadata("the place where it was taken")


def _in_pdf(data: bytes) -> Iterator[Metadata]:
    """Look for the author where it is plain text, and in the compressed parts that newer files put it into."""
    parts = [data]
    for index, stream in enumerate(_PDF_STREAM.finditer(data)):
        if index == _STREAMS_LIMIT:
            break
        parts.append(_inflated(data[stream.end() : stream.end() + _INFLATED_LIMIT]))
    for part in parts:
        for author in _PDF_AUTHOR.finditer(part):
            raw = _from_hex(author[2]) if author[2] else author[1]
            text = raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else _readable(raw)
            if text.strip():
                yield Metadata("the author", text.strip())
    yield from (each for each in _in_xmp(data) if each.text)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _INFLATED_LIMIT)
    except zlib.error:
        return b""


def _readable(data: bytes) -> str:
    try:
        return data.decode("utf-8").strip("\0 ")
    except UnicodeDecodeError:
        return data.decode("latin-1").strip("\0 ")


def _from_hex(digits: bytes) -> bytes:
    compact = b"".join(digits.split()).decode()
    return bytes.fromhex(compact + "0" * (len(compact) % 2))
