"""Which files next to a record may be published, by what they contain."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest

from afterword.checks.attachment_content import why_refused
from tests.sites import PNG

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def archive(kind: str) -> bytes:
    """Return an archive with one small file in it."""
    output = io.BytesIO()
    if kind == "tar":
        with tarfile.open(fileobj=output, mode="w") as tar:
            tar.addfile(tarfile.TarInfo("a"), io.BytesIO())
    else:
        with zipfile.ZipFile(output, "w") as packed:
            packed.writestr(zipfile.ZipInfo("a"), "a")
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("queue.png", PNG),
        ("QUEUE.PNG", PNG),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("photo.jpeg", b"\xff\xd8\xff\xe1"),
        ("a.gif", b"GIF89a"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("a.avif", b"\0\0\0\x20ftypavif"),
        ("a.avif", b"\0\0\0\x20ftypmif1\0\0\0\0miafavif"),
        ("report.pdf", b"%PDF-1.7\n"),
        ("log.gz", gzip.compress(b"a", mtime=0)),
        ("logs.tar.gz", gzip.compress(b"a", mtime=0)),
        ("logs.tar", archive("tar")),
        ("logs.zip", archive("zip")),
        ("db.log", b"ERROR: a < b"),
        ("empty.txt", b""),
        ("queue.csv", b"\xef\xbb\xbf09:40,4200\n"),
        ("queue.json", b'{"a": "<html>"}'),
        ("gr\xfcn.txt", "grün".encode()),
    ],
)
def test_pictures_texts_and_archives_are_published(name: str, data: bytes) -> None:
    assert why_refused(name, data) == ""


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("page.html", b"", "has a type that is never published"),
        ("a.js", b"", "has a type"),
        ("a.xml", b"", "has a type"),
        ("a.php", b"", "has a type"),
        ("a.xhtml", b"", "has a type"),
        ("a.mht", b"", "has a type"),
        ("log", b"", "has a type"),
        ("folder.png/log", b"", "has a type"),
        ("queue.png", b"<script>alert(1)</script>", "is not a PNG picture"),
        ("queue.png", b"\xff\xd8\xff\xe0", "is not a PNG picture"),
        ("queue.png", b"", "is not a PNG picture"),
        ("a.pdf", b" %PDF-1.7", "is not a PDF"),
        ("a.avif", b"\0\0\0\x20ftypheic", "is not an AVIF picture"),
        ("a.zip", b"<html>", "is not a ZIP archive"),
        ("a.txt", b"\n <HTML>", "begins like a page"),
        ("a.csv", b"<script >", "begins like a page"),
        ("a.log", b"\xef\xbb\xbf<!-- a -->", "begins like a page"),
        ("a.json", b"<?xml version='1.0'?>", "begins like a page"),
        ("a.txt", b"a\0b", "is not a text"),
    ],
)
def test_what_a_browser_may_run_and_what_its_name_disguises_are_not(name: str, data: bytes, why: str) -> None:
    assert why_refused(name, data).startswith(why)


@pytest.mark.parametrize(
    "drawing",
    [
        '<g transform="rotate(4)"><path d="M0 0L1 1" fill="url(#a)" style="stroke: red"/><text>a\n</text></g>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><use xlink:href="#a"/>',
        "<style><![CDATA[path { fill: url('#a') }]]></style>",
        "<style>@font-face { font-family: a; src: url(data:font/woff2;base64,AAAA) }</style>",
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="https://example.com/"><title>on</title></a>',
        '<metadata><work xmlns="http://creativecommons.org/ns#">x</work></metadata>',
        '<sodipodi xmlns="http://sodipodi.sourceforge.net/" path="C:\\(1)"/>',
    ],
)
def test_an_inert_drawing_is_published(drawing: str) -> None:
    doctype = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    text = f"<?xml version='1.0'?>\n{doctype}\n<!-- a -->\n{SVG.format(drawing)}"
    assert why_refused("a.svg", text.encode()) == ""
    assert why_refused("a.svg", text.encode("utf-16")) == ""


@pytest.mark.parametrize(
    ("drawing", "part"),
    [
        ("<script>alert(1)</script>", "the element `script`"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "the element `script`"),
        ("<foreignObject><p>a</p></foreignObject>", "the element `foreignObject`"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "the element `p`"),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', "the element `math`"),
        ('<set attributeName="href" to="javascript:alert(1)"/>', "the element `set`"),
        ('<animate attributeName="href"/>', "the element `animate`"),
        ('<g onclick="alert(1)"/>', "the attribute `onclick`"),
        ('<g OnLoad="alert(1)"/>', "the attribute `OnLoad`"),
        ('<a href="javascript:alert(1)"/>', "a link to `javascript:alert(1)`"),
        ('<a xlink:href=" java&#10;script:alert(1)"/>', "a link to"),
        ('<a href="data:text/html,a"/>', "a link to"),
        ('<use href="https://example.com/a.svg#a"/>', "a link to `https://example.com/a.svg#a`"),
        ('<image href="//example.com/a.png"/>', "a link to"),
        ('<image xlink:href="data:image/svg+xml,a"/>', "a link to"),
        ("<style>@import 'https://example.com/a.css'</style>", "a style sheet that loads files"),
        ("<style>g { fill: u\\72l(https://example.com) }</style>", "a style sheet that loads files"),
        ("<style>g { fill: <!-- -->url(<![CDATA[https://example.com]]>) }</style>", "a style sheet"),
        ('<g fill="url(https://example.com/a.svg#a)"/>', "a file that is loaded by the attribute `fill`"),
        ("<g style=\"background: image-set('https://example.com' 1x)\"/>", "a file that is loaded"),
    ],
)
def test_an_active_drawing_is_refused(drawing: str, part: str) -> None:
    assert why_refused("a.svg", SVG.format(f"\n{drawing}").encode()).startswith(f"contains {part}")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("<html/>", "`html` instead of an SVG drawing"),
        ("<svg/>", "`svg` instead of an SVG drawing"),
        ("<svg", "what is no XML"),
        ("", "what is no XML"),
        (f"<?xml-stylesheet href='a.css'?>{SVG}", "the instruction `xml-stylesheet`"),
        (f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}", "the entity `a`"),
    ],
)
def test_what_is_no_drawing_is_refused(text: str, part: str) -> None:
    assert why_refused("a.svg", text.encode()).startswith(f"contains {part}")


def test_the_line_of_the_active_part_is_named() -> None:
    assert "(line 3)" in why_refused("a.svg", SVG.format("\n\n<script/>").encode())
