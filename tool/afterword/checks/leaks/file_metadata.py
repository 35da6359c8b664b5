"""Says what pictures and PDF files contain besides what they show: who made them, where, and with what.

Metadata that is damaged is skipped: a browser and a viewer skip it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from afterword.checks.leaks.exif import AUTHOR, PLACE, Metadata, exif_facts, readable
from afterword.checks.leaks.picture_parts import Kind, Part, inflated, parts_of, png_text
from afterword.patterns import pattern

_PDF, _ISO = b"%PDF-", b"ftyp"
_INFLATED_LIMIT = 1_000_000
"""Bytes to which a compressed part is unpacked at most."""
_STREAMS_LIMIT = 200
_PARTS_LIMIT = 50
"""How many parts with metadata are read; a file with more of them is refused for that."""
_EXIF_LIMIT = 100_000
"""Bytes of metadata in an AVIF picture that are read; a JPEG picture can have no more than 65,533."""
_PNG_KEYS = {"author": AUTHOR, "artist": AUTHOR, "creator": AUTHOR, "email": "an address"}
_HARMLESS = re.compile(r"software|date:(?:create|modify|timestamp)", re.IGNORECASE)
"""Keywords of texts in PNG files that programs write into every picture."""
_XMP_CREATOR = pattern(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,200})</rdf:li>", re.DOTALL)
_XMP_PLACE = pattern(rb"exif:GPSLatitude\b")
_XMP_BEGIN, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_TIFF = pattern(rb"(?:Exif\0\0|\0\0\0\0)(?=II\*\0|MM\0\*)")
_PDF_AUTHOR = pattern(rb"/Author\s*(?:\(((?:[^()\\]|\\.){1,400})\)|<([0-9A-Fa-f\s]{2,800})>)", re.DOTALL)
_PDF_STREAM = pattern(rb"/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)


def metadata_in(data: bytes) -> tuple[Metadata, ...]:
    """Return what the bytes of a picture or PDF say about people, places, devices and times, each thing once."""
    if data.startswith(_PDF):
        found = _in_pdf(data)
    elif data[4:8] == _ISO:
        found = _in_avif(data)
    else:
        found = _in_picture(data)
    return tuple(dict.fromkeys(found))


def _in_picture(data: bytes) -> Iterator[Metadata]:
    metadata = (part for part in parts_of(data) if part.kind not in (Kind.SHOWS, Kind.OTHER, Kind.DAMAGED))
    for part in islice(metadata, _PARTS_LIMIT):
        yield from _in_part(part)
    if any(metadata):
        yield Metadata("more metadata than is read")


def _in_part(part: Part) -> Iterator[Metadata]:
    if part.kind is Kind.EXIF:
        yield from exif_facts(part.body)
    elif part.kind is Kind.XMP:
        yield from [*_in_xmp(part.body)] or [Metadata("XMP metadata")]
    elif part.kind is Kind.TEXT:
        yield from _in_png_text(part)
    elif part.kind is Kind.COMMENT and readable(part.body):
        yield Metadata("a comment", readable(part.body))
    elif part.kind is Kind.IPTC:
        yield Metadata("IPTC metadata")
    elif part.kind is Kind.CREDENTIALS:
        yield Metadata("content credentials")
    elif part.kind is Kind.BEHIND:
        yield Metadata("data behind its end")


def _in_png_text(part: Part) -> Iterator[Metadata]:
    key, text = png_text(part.raw[4:8], part.body)
    if text.strip() and not _HARMLESS.fullmatch(key):
        yield Metadata(_PNG_KEYS.get(key.lower(), f"the text {key}"), readable(text))


def _in_xmp(data: bytes) -> Iterator[Metadata]:
    for creator in _XMP_CREATOR.finditer(data):
        yield Metadata(AUTHOR, unescape(readable(creator[1])))
    if _XMP_PLACE.search(data):
        yield Metadata(PLACE)


def _in_avif(data: bytes) -> Iterator[Metadata]:
    """Look for Exif and XMP, which are items among others; how the picture is turned is a property of its own."""
    headers = _TIFF.finditer(data) if b"Exif" in data else iter(())
    for start in islice(headers, _PARTS_LIMIT):
        yield from exif_facts(data[start.end() : start.end() + _EXIF_LIMIT])
    begin = data.find(_XMP_BEGIN)
    end = data.find(_XMP_END, begin)
    if 0 <= begin < end:
        yield from [*_in_xmp(data[begin : min(end, begin + _EXIF_LIMIT)])] or [Metadata("XMP metadata")]


def _in_pdf(data: bytes) -> Iterator[Metadata]:
    """Look for the author where it is plain text, and in the compressed parts that newer files put it into."""
    parts = [data]
    for index, stream in enumerate(_PDF_STREAM.finditer(data)):
        if index == _STREAMS_LIMIT:
            break
        parts.append(inflated(data[stream.end() : stream.end() + _INFLATED_LIMIT], _INFLATED_LIMIT))
    for part in parts:
        for author in _PDF_AUTHOR.finditer(part):
            raw = _from_hex(author[2]) if author[2] else author[1]
            text = raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else readable(raw)
            if text.strip():
                yield Metadata(AUTHOR, text.strip())
    yield from (each for each in _in_xmp(data) if each.text)


def _from_hex(digits: bytes) -> bytes:
    compact = b"".join(digits.split()).decode()
    return bytes.fromhex(compact + "0" * (len(compact) % 2))
