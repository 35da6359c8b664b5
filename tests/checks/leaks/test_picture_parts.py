"""Pictures lose their metadata and nothing else: what shows them stays byte for byte."""

from __future__ import annotations

import struct
import zlib

import pytest

from afterword.checks.leaks.exif import only_orientation, orientation
from afterword.checks.leaks.file_metadata import metadata_in
from afterword.checks.leaks.picture_parts import Kind, parts_of, without_metadata
from tests.checks.leaks.test_file_metadata import XMP, chunk, tiff

TURNED = (
    b"II*\0\x08\0\0\0\x02\0" + struct.pack("<HHIHHHHII", 0x0112, 3, 1, 6, 0, 0x8825, 4, 1, 38) + b"\0\0\0\0"
)
TURNED += b"\x01\0" + struct.pack("<HHII", 2, 5, 3, 0) + b"\0\0\0\0"


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


JFIF, ICC = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), segment(0xE2, b"ICC_PROFILE\0\1\1colours")
SCANS = (
    segment(0xC2, b"frame")
    + segment(0xDA, b"scan")
    + b"a\xff\0b\xff\xd0c"
    + segment(0xDA, b"scan")
    + b"d\xff\xd9"
)
JPEG = b"\xff\xd8" + JFIF + ICC + SCANS
JPEG_WITH = (
    b"\xff\xd8" + JFIF + segment(0xE1, b"Exif\0\0" + TURNED) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    + segment(0xED, b"Photoshop 3.0\0") + segment(0xE5, b"private") + ICC + segment(0xFE, b"for Maria") + SCANS + JPEG
)  # fmt: skip
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\0"))
HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
COLOURS, END = chunk(b"gAMA", b"\0\0\xb1\x8f"), chunk(b"IEND", b"")
PNG = HEAD + COLOURS + PIXELS + END
PNG_WITH = (
    HEAD + chunk(b"eXIf", tiff()) + COLOURS + chunk(b"tEXt", b"Author\0Maria") + PIXELS + chunk(b"tIME", b"1234567")
    + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP) + END + b"a second picture"
)  # fmt: skip
GIF_HEAD = b"GIF89a\1\0\1\0\x80\0\0" + b"\0\0\0\xff\xff\xff"
LOOP, IMAGE = b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0", b"\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0"
GIF = GIF_HEAD + LOOP + b"\x21\xf9\4\0\0\0\0\0" + IMAGE + b"\x3b"
GIF_WITH = (
    GIF_HEAD
    + b"\x21\xfe\3for\6 Maria\0"
    + LOOP
    + b"\x21\xff\x0bXMP DataXMP\3abc\0"
    + GIF[len(GIF_HEAD + LOOP) :]
)


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


WEBP = riff((b"VP8X", b"\x10" + b"\0" * 9), (b"ICCP", b"abc"), (b"VP8L", b"pixel"))
WEBP_WITH = riff(
    (b"VP8X", b"\x1c" + b"\0" * 9), (b"ICCP", b"abc"), (b"VP8L", b"pixel"), (b"EXIF", tiff()), (b"XMP ", XMP)
)
PICTURES = {
    "jpeg": (JPEG_WITH, JPEG),
    "png": (PNG_WITH, PNG),
    "gif": (GIF_WITH, GIF),
    "webp": (WEBP_WITH, WEBP),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_only_what_shows_the_picture_stays(kind: str) -> None:
    before, plain = PICTURES[kind]
    assert metadata_in(before)
    after = without_metadata(before)
    assert after is not None
    if kind == "jpeg":  # it stays turned
        turned = segment(0xE1, b"Exif\0\0" + only_orientation(6))
        plain = plain.replace(JFIF, JFIF + turned)
    assert after == plain
    assert metadata_in(after) == ()
    assert without_metadata(after) == after


@pytest.mark.parametrize("kind", PICTURES)
def test_the_parts_are_the_bytes_of_the_file(kind: str) -> None:
    for data in PICTURES[kind]:
        assert b"".join(part.raw for part in parts_of(data)) == data


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_that_is_cut_off_is_not_touched(kind: str) -> None:
    plain = PICTURES[kind][1]
    for length in range(len(plain) - 1):
        found = [*parts_of(plain[:length])]
        assert not found or found[-1].kind is Kind.DAMAGED or b"".join(p.raw for p in found) == plain[:length]
        assert without_metadata(plain[:length]) is None, length


@pytest.mark.parametrize("turned", range(2, 9))
def test_how_a_picture_is_turned_stays(turned: int) -> None:
    exif = only_orientation(turned)
    assert orientation(exif) == turned
    picture = HEAD + chunk(b"eXIf", exif) + PIXELS + END
    assert without_metadata(picture) == picture
    extended = riff((b"VP8X", b"\x08" + b"\0" * 9), (b"VP8L", b"pixel"), (b"EXIF", exif))
    assert without_metadata(extended) == extended


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE"])
def test_other_files_have_no_parts(data: bytes) -> None:
    assert without_metadata(data) is None
