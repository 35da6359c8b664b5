"""Authors and places are read from the metadata of pictures and PDFs, whatever is wrong with it."""

from __future__ import annotations

import struct
import zlib

import pytest

from afterword.checks.leaks.exif import Metadata
from afterword.checks.leaks.file_metadata import metadata_in

AUTHOR = Metadata("the author", "Maria Lind")
PLACE = Metadata("the GPS position")
XMP = (
    b'<x:xmpmeta><rdf:Description exif:GPSLatitude="52,30.5N"><dc:creator><rdf:Seq>'
    b"<rdf:li>Maria Lind</rdf:li></rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>"
)


def tiff(order: str = "<") -> bytes:
    """Return a TIFF structure with an author, a camera's number in the Exif folder, and a place."""
    head = b"II*\0" if order == "<" else b"MM\0*"
    name, number = b"Maria Lind\0", b"SN0012345\0"
    first, exif, gps = 8, 8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4
    texts = gps + 2 + 12 + 4

    def entry(tag: int, kind: int, count: int, value: int) -> bytes:
        return struct.pack(f"{order}HHII", tag, kind, count, value)

    folders = (
        (entry(0x013B, 2, len(name), texts), entry(0x8769, 4, 1, exif), entry(0x8825, 4, 1, gps)),
        (entry(0xA431, 2, len(number), texts + len(name)),),
        (entry(2, 5, 3, 0),),
    )
    body = b"".join(struct.pack(f"{order}H", len(each)) + b"".join(each) + b"\0\0\0\0" for each in folders)
    return head + struct.pack(f"{order}I", first) + body + name + number


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes) -> bytes:
    """Return a PNG file of one pixel with more chunks."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + chunk(b"IEND", b"")


def jpeg(*segments: bytes) -> bytes:
    """Return the beginning of a JPEG file with segments of metadata."""
    parts = (b"\xff\xe1" + struct.pack(">H", len(each) + 2) + each for each in segments)
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xda\0\x02"


def webp(kind: bytes, body: bytes) -> bytes:
    """Return a WebP file with one chunk."""
    body += b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBP" + kind + struct.pack("<I", len(body)) + body


NUMBER = Metadata("the serial number of the camera", "SN0012345")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (jpeg(b"Exif\0\0" + tiff("<")), {AUTHOR, NUMBER, PLACE}),
        (jpeg(b"Exif\0\0" + tiff(">")), {AUTHOR, NUMBER, PLACE}),
        (jpeg(b"http://ns.adobe.com/xap/1.0/\0" + XMP), {AUTHOR, PLACE}),
        (png(chunk(b"eXIf", tiff())), {AUTHOR, NUMBER, PLACE}),
        (png(chunk(b"tEXt", b"Author\0Maria Lind")), {AUTHOR}),
        (png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Maria Lind"))), {AUTHOR}),
        (png(chunk(b"iTXt", b"Author\0\0\0en\0\0Maria Lind")), {AUTHOR}),
        (png(chunk(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress(b"Maria Lind"))), {AUTHOR}),
        (png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)), {AUTHOR, PLACE}),
        (webp(b"EXIF", tiff()), {AUTHOR, NUMBER, PLACE}),
        (webp(b"XMP ", XMP), {AUTHOR, PLACE}),
        (webp(b"XMP ", b"<x:xmpmeta/>"), {Metadata("XMP metadata")}),
        (png(chunk(b"tEXt", b"Comment\0for Maria")), {Metadata("the text Comment", "for Maria")}),
        (
            png(*[chunk(b"tEXt", b"Software\0x")] * 50, chunk(b"tEXt", b"Author\0Maria Lind")),
            {Metadata("more metadata than is read")},
        ),
        (png() + b"more", {Metadata("data behind its end")}),
        (b"\0\0\0\x1cftypavif...infe...Exif...\0\0\0\0" + tiff(), {AUTHOR, NUMBER, PLACE}),
        (b"%PDF-1.7\n1 0 obj <</Author (Maria Lind) /Title (x)>>", {AUTHOR}),
        (
            b"%PDF-1.7\n1 0 obj <</Author <FEFF" + "Maria Lind".encode("utf-16-be").hex().encode() + b">>>",
            {AUTHOR},
        ),
        (
            b"%PDF-1.7\n1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n"
            + zlib.compress(b"<</Author (Maria Lind)>>"),
            {AUTHOR},
        ),
    ],
)
def test_authors_and_places_are_found(data: bytes, found: set[Metadata]) -> None:
    assert set(metadata_in(data)) == found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain text",
        png(),
        png(chunk(b"tEXt", b"Software\0matplotlib"), chunk(b"tEXt", b"Author\0 ")),
        png(chunk(b"zTXt", b"Author\0\0broken")),
        jpeg(b"Exif\0\0nothing"),
        jpeg(b"Exif\0\0II*\0\xff\xff\xff\xff"),
        b"%PDF-1.7\n<</Author ()>> /ObjStm stream\nbroken",
    ],
)
def test_files_without_them_say_nothing(data: bytes) -> None:
    assert metadata_in(data) == ()


@pytest.mark.parametrize(
    "whole", [jpeg(b"Exif\0\0" + tiff()), png(chunk(b"eXIf", tiff())), webp(b"EXIF", tiff())]
)
def test_files_that_are_cut_off_are_read_as_far_as_they_go(whole: bytes) -> None:
    for length in range(len(whole)):
        metadata_in(whole[:length])


def test_content_credentials_are_metadata_because_they_may_name_the_author() -> None:
    assert metadata_in(png(chunk(b"caBX", b"jumb"))) == (Metadata("content credentials"),)
    assert metadata_in(b"\xff\xd8\xff\xeb\x00\x06JUMB\xff\xd9") == (Metadata("content credentials"),)


def test_a_short_comment_at_the_end_of_a_gif_is_found() -> None:
    head = b"GIF89a\1\0\1\0\x80\0\0" + b"\0\0\0\xff\xff\xff"
    image = b"\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    assert metadata_in(head + image + b"\x21\xfe\3Ann\0\x3b") == (Metadata("a comment", "Ann"),)
