"""Takes pictures apart into what shows them and what else is in the file, without decoding a pixel.

The parts of a picture are its bytes in their order, so that those without metadata show the same picture. Formats: JPEG
(ITU-T T.81), PNG (W3C PNG 3), WebP (RFC 9649) and GIF (89a).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from afterword.checks.leaks.exif import only_orientation, orientation

ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp")
"""The endings of the names of pictures that this module can take apart."""
_PNG, _JPEG, _RIFF, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF", b"GIF8"
_EXIF = b"Exif\0\0"
_PNG_SHOWS = frozenset(
    b"tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT".split()
)
"""Chunks that may be left out, but without which a picture looks different."""
_PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_XMP_PNG = b"XML:com.adobe.xmp\0"
_TEXT_LIMIT = 20_000
"""Bytes of a packed text that are read: a file can hold thousands of them, each unpacked to a million."""
_WEBP_SHOWS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_HAS_EXIF, _WEBP_HAS_XMP = 0x08, 0x04
_JPEG_SHOWS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments without which a picture looks different, with the beginning of each."""
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_GIF_SHOWS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


class Kind(Enum):
    """What a part of a picture is for. `OTHER` is not needed, and says nothing about people or places."""

    SHOWS = "shows"
    EXIF = "exif"
    XMP = "xmp"
    IPTC = "iptc"
    TEXT = "text"
    COMMENT = "comment"
    CREDENTIALS = "credentials"
    BEHIND = "behind"
    OTHER = "other"
    DAMAGED = "damaged"


class Part(NamedTuple):
    """A part of a picture: its bytes in the file, and its content where that can be metadata."""

    kind: Kind
    raw: bytes
    body: bytes = b""


def parts_of(data: bytes) -> Iterator[Part]:
    """Yield the parts of a JPEG, PNG, WebP or GIF picture; nothing of any other file.

    A picture that is cut off, or not made as its format demands, ends with a part that is damaged.
    """
    if data.startswith(_PNG):
        return _of_png(data)
    if data.startswith(_JPEG):
        return _of_jpeg(data)
    if data.startswith(_RIFF) and data[8:12] == b"WEBP":
        return _of_webp(data)
    return _of_gif(data) if data.startswith(_GIF) else iter(())


def without_metadata(data: bytes) -> bytes | None:
    """Return a picture without its metadata, which looks the same; None if it cannot be taken apart.

    How it is turned stays, as the only entry of its Exif.
    """
    parts = [*parts_of(data)]
    if not parts or any(part.kind is Kind.DAMAGED for part in parts):
        return None
    turned = next((orientation(part.body) for part in parts if part.kind is Kind.EXIF), 1)
    exif = only_orientation(turned)
    kept = [part.raw for part in parts if part.kind is Kind.SHOWS]
    if data.startswith(_PNG):
        return b"".join((*kept[:2], _chunk(b"eXIf", exif) if exif else b"", *kept[2:]))
    if data.startswith(_JPEG):
        at = 2 if kept[1][:2] == b"\xff\xe0" else 1
        return b"".join((*kept[:at], _segment(_EXIF + exif) if exif else b"", *kept[at:]))
    if data.startswith(_RIFF):
        return _webp([*kept[1:], _riff_chunk(b"EXIF", exif)] if exif else kept[1:], has_exif=bool(exif))
    return b"".join(kept)


def png_text(kind: bytes, body: bytes) -> tuple[str, bytes]:
    """Return the keyword of a chunk with text, and the beginning of the text, unpacked."""
    key, _, rest = body.partition(b"\0")
    name = key.decode("latin-1")
    if kind == b"tEXt":
        return name, rest
    if kind == b"zTXt":
        return name, inflated(rest[1:], _TEXT_LIMIT)
    packed, rest = rest[:1] == b"\1", rest[2:]
    text = rest.split(b"\0", 2)[-1]
    return name, inflated(text, _TEXT_LIMIT) if packed else text


def inflated(data: bytes, limit: int) -> bytes:
    """Return what packed data contain, at most so many bytes of it; nothing if they are damaged."""
    try:
        return zlib.decompressobj().decompress(data, limit)
    except zlib.error:
        return b""


def _of_png(data: bytes) -> Iterator[Part]:
    yield Part(Kind.SHOWS, data[:8])
    at = 8
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        raw, body = data[at : at + 12 + size], data[at + 8 : at + 8 + size]
        if len(raw) < 12 + size:
            break
        if kind == b"eXIf":
            yield Part(Kind.EXIF, raw, body)
        elif kind == b"caBX":
            yield Part(Kind.CREDENTIALS, raw)
        elif kind in _PNG_TEXTS:
            is_xmp = body.startswith(_XMP_PNG)
            yield Part(Kind.XMP, raw, png_text(kind, body)[1]) if is_xmp else Part(Kind.TEXT, raw, body)
        else:
            shows = kind in _PNG_SHOWS or not kind[0] & 0x20
            yield Part(Kind.SHOWS if shows else Kind.OTHER, raw)
        at += 12 + size
        if kind == b"IEND":
            return (yield from _behind(data[at:]))
    yield Part(Kind.DAMAGED, data[at:])


def _of_jpeg(data: bytes) -> Iterator[Part]:
    yield Part(Kind.SHOWS, data[:2])
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + max(size, 2)
        if marker == 0xDA:  # the picture itself follows, up to the next marker
            following = _JPEG_MARKER.search(data, end)
            end = following.start() if following else len(data) + 1
        if end > len(data):
            break
        body = data[at + 4 : end]
        yield Part(_kind_in_jpeg(marker, body), data[at:end], body.removeprefix(_EXIF))
        at = end
        if data[at : at + 2] == b"\xff\xd9":
            yield Part(Kind.SHOWS, data[at : at + 2])
            return (yield from _behind(data[at + 2 :]))
    yield Part(Kind.DAMAGED, data[at:])


def _kind_in_jpeg(marker: int, body: bytes) -> Kind:
    if marker == 0xFE:
        return Kind.COMMENT
    if marker == 0xE1:
        return Kind.EXIF if body.startswith(_EXIF) else Kind.XMP
    if marker == 0xED:
        return Kind.IPTC
    if marker == 0xEB:
        return Kind.CREDENTIALS
    is_application = 0xE0 <= marker <= 0xEF
    return (
        Kind.SHOWS
        if not is_application or body.startswith(_JPEG_SHOWS.get(marker, (b"\0none",)))
        else Kind.OTHER
    )


def _of_webp(data: bytes) -> Iterator[Part]:
    yield Part(Kind.SHOWS, data[:12])
    (size,) = struct.unpack_from("<I", data, 4)
    end, at = 8 + size, 12
    while at + 8 <= min(end, len(data)):
        kind, size = struct.unpack_from("<4sI", data, at)
        raw, body = data[at : at + 8 + size + size % 2], data[at + 8 : at + 8 + size]
        if len(body) < size:
            break
        if kind == b"EXIF":
            yield Part(Kind.EXIF, raw, body.removeprefix(_EXIF))
        elif kind == b"XMP ":
            yield Part(Kind.XMP, raw, body)
        else:
            yield Part(Kind.SHOWS if kind in _WEBP_SHOWS else Kind.OTHER, raw)
        at += len(raw)
    if at < min(end, len(data)) or end > len(data) + 1:
        yield Part(Kind.DAMAGED, data[at:])
    else:
        yield from _behind(data[at:])


def _of_gif(data: bytes) -> Iterator[Part]:
    at = 13 + _colours(data[10] if len(data) > 10 else 0)
    yield Part(Kind.SHOWS, data[:at])
    while at < len(data):
        introducer = data[at]
        if introducer == 0x3B:
            yield Part(Kind.SHOWS, data[at : at + 1])
            return (yield from _behind(data[at + 1 :]))
        if introducer not in (0x21, 0x2C) or at + (10 if introducer == 0x2C else 2) >= len(data):
            break
        is_image = introducer == 0x2C
        start = at + (10 + _colours(data[at + 9]) + 1 if is_image else 2)
        end = _end_of_blocks(data, start)
        if end is None:
            break
        kind = Kind.SHOWS if is_image else _kind_in_gif(data[at + 1], data[start:end])
        yield Part(
            kind, data[at:end], _joined_blocks(data[start:end]) if kind is Kind.COMMENT else data[start:end]
        )
        at = end
    yield Part(Kind.DAMAGED, data[at:])


def _kind_in_gif(label: int, blocks: bytes) -> Kind:
    if label == 0xFE:
        return Kind.COMMENT
    if label != 0xFF or blocks[1:12] in _GIF_SHOWS:
        return Kind.SHOWS
    return Kind.XMP if blocks[1:12] == b"XMP DataXMP" else Kind.OTHER


def _colours(flags: int) -> int:
    """Return the size of the table of colours that the flags of a GIF announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int | None:
    while at < len(data):
        if data[at] == 0:
            return at + 1
        at += 1 + data[at]
    return None


def _joined_blocks(blocks: bytes) -> bytes:
    found, at = [], 0
    while at < len(blocks) and blocks[at]:
        found.append(blocks[at + 1 : at + 1 + blocks[at]])
        at += 1 + blocks[at]
    return b"".join(found)


def _behind(data: bytes) -> Iterator[Part]:
    """Yield what follows the end of a picture, such as another one; padding is nothing."""
    if data:
        yield Part(Kind.BEHIND if data.strip(b"\0\r\n ") else Kind.OTHER, data)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _segment(body: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _riff_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _webp(chunks: list[bytes], *, has_exif: bool) -> bytes:
    """Return a WebP file of chunks, whose header says which of them there are."""
    extended = bytearray(chunks[0]) if chunks and chunks[0].startswith(b"VP8X") else None
    if extended is not None:
        extended[8] = extended[8] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP) | (_WEBP_HAS_EXIF if has_exif else 0)
        chunks = [bytes(extended), *chunks[1:]]
    body = b"WEBP" + b"".join(chunks)
    return _RIFF + struct.pack("<I", len(body)) + body
