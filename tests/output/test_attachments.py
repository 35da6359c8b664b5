"""Files next to a record are published if its page shows or links to them; a missing one stops the build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.app.build import Build
from afterword.app.checking import CheckResult, check
from afterword.app.incremental import prepare_build
from afterword.output import pages as pages_module
from afterword.output.pages import RenderedPage
from afterword.records.link_targets import ToOwnFile, link_target
from afterword.views.audience import Audience
from tests.sites import DEMO, NOW, PNG, SMALLEST_ID, SMALLEST_RECORD, copy_of, prepared, write_site

FOLDER = f"incidents/{SMALLEST_ID[:4]}/{SMALLEST_ID}"
OTHER_ID = "2026-11-21-other"


def site(folder: Path, summary: str, *files: str, more: str = "") -> Path:
    root = write_site(folder, {SMALLEST_ID: f"{SMALLEST_RECORD}summary: {summary!r}\n{more}"})
    for name in files:
        (root / FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (root / FOLDER / name).write_bytes(content(name))
    return root


def content(name: str) -> bytes:
    """Return what a file of a name may contain."""
    return {".png": PNG, ".pdf": b"%PDF-1.7\n"}.get(Path(name).suffix, b"") + name.encode()


def built(root: Path) -> Build:
    return prepared(root)


def findings(root: Path) -> list[tuple[str, str, int, int]]:
    result = prepare_build(root, NOW, Audience.PUBLIC)
    assert isinstance(result, CheckResult)
    assert check(root, NOW).diagnostics == result.diagnostics
    places = [(each.rule, each.location) for each in result.diagnostics]
    return [(rule, place.file, place.line, place.column) for rule, place in places]


def published(root: Path) -> dict[str, bytes]:
    start = f"incidents/{SMALLEST_ID}/"
    return {
        file.path.removeprefix(start): file.data
        for file in built(root).all_files()
        if file.path.startswith(start) and not file.path.endswith("/timeline.svg")
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("![queue](queue.png)", "queue.png"),
        ("![queue](img/b.png)", "img/b.png"),
        ("![queue](./img/../b.png)", "b.png"),
        ("[c](c.pdf#page=2)", "c.pdf"),
        ("[c](c.csv?download)", "c.csv"),
        ("[d](d%20e.txt)", "d e.txt"),
        ("[d](<d e.txt>)", "d e.txt"),
        ("[d](d&e.txt)", "d&e.txt"),
        ("[ü](grün.txt)", "grün.txt"),
        ("[log](db.log)", "db.log"),
        ("[e](e%231.txt)", "e#1.txt"),
        ("[f](f%3F.txt)", "f?.txt"),
        ("[g](g%3Ah.txt)", "g:h.txt"),
        ("[h](h%25231.txt)", "h%231.txt"),
    ],
)
def test_a_file_that_the_text_shows_or_links_to_is_published(tmp_path: Path, text: str, name: str) -> None:
    assert published(site(tmp_path, text, name, "kept.txt")) == {name: content(name)}


def test_a_file_among_the_links_of_a_record_is_published(tmp_path: Path) -> None:
    root = site(tmp_path, "Slow.", "report.pdf", more="links:\n  - {title: x, url: report.pdf}\n")
    assert list(published(root)) == ["report.pdf"]


@pytest.mark.parametrize(
    "target",
    ["https://example.com/a.png", "mailto:a@example.com", "/a.png", "//example.com/a.png", "#title", "?a.png",
     "../../a.png", "%2e%2e/%2e%2e/a.png", "%2Fa.png", f"../{SMALLEST_ID}/", ".", "./", "index.html"],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_is_no_attachment(tmp_path: Path, target: str) -> None:
    assert published(site(tmp_path, f"[a]({target})", "a.png")) == {}


@pytest.mark.parametrize("name", ["a.png?.html", "a.png#.html", "a:a.html"])
def test_the_check_judges_the_file_that_the_page_links_to(tmp_path: Path, name: str) -> None:
    root = site(tmp_path, f"[a](a.png) [b]({quote(name)})", "a.png", name)
    assert [rule for rule, *_ in findings(root)] == ["unsafe-attachment"]


@example(parts=["..a"])
@example(parts=[".", "%2e", "a"])
@example(parts=["..", "/", "..a"])
@given(
    st.lists(
        st.sampled_from(
            ["a", ".", "..", "/", "%2e", "%2F", "%3F", "%23", "%3A", "?", "#", ":", "%C3%A9", "%00"]
        )
    )
)
def test_no_page_publishes_a_file_that_the_check_did_not_see(parts: list[str]) -> None:
    address = "".join(parts)
    page = RenderedPage("", "", "", f'<a href="{address}">', (), "")
    target = link_target(address, SMALLEST_ID, "https://status.example.com/")
    assert not page.attachments or target == ToOwnFile(page.attachments[0])


@pytest.mark.parametrize(
    "name",
    ["gone.png", "img/gone.png", "timeline.svg", ".hidden", "img/.hidden", "notes.yml", "notes.YAML", "notes.md",
     "img", "a" * 300],
)  # fmt: skip
def test_a_reference_to_a_file_that_is_missing_or_never_published_stops_the_build(
    tmp_path: Path, name: str
) -> None:
    kept = (".hidden", "img/.hidden", "notes.yml", "notes.YAML", "notes.md", "index.html", "timeline.svg")
    root = site(tmp_path, f"[a]({name})", *kept)
    assert findings(root) == [("missing-attachment", f"{FOLDER}.yml", 7, 15)]


@pytest.mark.parametrize(
    ("typed", "files", "told", "example"),
    [
        ("runbook.md", ("runbook.md",), "is in `incidents/2026/{}/`, but Markdown next to", "runbook.txt"),
        ("runbook.md", (), "`runbook.md` cannot be shown: Markdown next to", "runbook.txt"),
        ("a.YML", ("a.YML",), "but YAML next to a record is never published", "a.txt"),
        (".top.png", (".top.png",), "but a hidden file next to", "top.png"),
        ("timeline.svg", (), "`timeline.svg` next to a record is never published", "our-timeline.svg"),
        ("Queue.png", ("queue.png", "other.png"), "did you mean `queue.png`?", "queue.png"),
        ("img/queu.png", ("img/queue.png",), "did you mean `img/queue.png`?", "img/queue.png"),
        ("zzz.pdf", ("queue.png",), "; put it there, as commands do with `--attach`", ""),
        ("zzz.pdf", (), "; put it there, as commands do with `--attach`", ""),
    ],
)
def test_a_missing_file_is_explained(
    tmp_path: Path, typed: str, files: tuple[str, ...], told: str, example: str
) -> None:
    root = site(tmp_path, f"[a]({typed})", *files)
    (found,) = (each for each in check(root, NOW).diagnostics if each.rule == "missing-attachment")
    assert told.format(SMALLEST_ID) in found.message
    assert found.example == example


def test_a_picture_whose_file_is_none_is_to_be_a_link(tmp_path: Path) -> None:
    root = site(
        tmp_path, "![The curve rises.](t.txt) ![The curve falls.](T.PNG) [a](t.txt)", "t.txt", "T.PNG"
    )
    (found,) = (each for each in check(root, NOW).diagnostics if each.rule == "not-a-picture")
    assert "`t.txt` is no picture, so browsers cannot show it; link to it, without the `!`" in found.message
    assert found.example == "[what it contains](t.txt)"


def test_a_file_that_is_a_link_to_another_place_is_not_called_missing(tmp_path: Path) -> None:
    root = site(tmp_path, "[a](a.txt)", "notes.yml")
    (root / FOLDER / "a.txt").symlink_to("notes.yml")
    (found,) = (each for each in check(root, NOW).diagnostics if each.rule == "missing-attachment")
    assert "it is no ordinary file, or a link to one that is not published; put a copy there" in found.message


@pytest.mark.parametrize(("typed", "form"), [("größe.png", "NFD"), ("gro\u0308ße.png", "NFC")])
def test_a_name_in_another_unicode_form_is_explained(
    tmp_path: Path, typed: str, form: Literal["NFC", "NFD"]
) -> None:
    root = site(tmp_path, f"![a]({typed})", normalize(form, typed))
    (found,) = (each for each in check(root, NOW).diagnostics if each.rule == "missing-attachment")
    assert f"in another Unicode form, {form}; rename the file" in found.message


def test_a_link_to_a_file_that_is_never_published_is_refused_under_another_name(tmp_path: Path) -> None:
    root = site(tmp_path, "[a](a.txt) [b](b.txt)", "notes.yml", ".env")
    (root / FOLDER / "a.txt").symlink_to("notes.yml")
    (root / FOLDER / "b.txt").symlink_to(".env")
    assert [rule for rule, *_ in findings(root)] == ["missing-attachment"] * 2


def test_no_kind_of_link_publishes_what_is_never_published(tmp_path: Path) -> None:
    names = ("twice.txt", "folder/kept.txt", "up/notes.txt", "away.txt", "hard.txt", "record.txt")
    root = site(tmp_path, " ".join(f"[a]({name})" for name in names), "notes.yml", "real.txt")
    folder = root / FOLDER
    (folder / "once.txt").symlink_to("notes.yml")
    (folder / "twice.txt").symlink_to("once.txt")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "kept.txt").touch()
    (folder / "folder").symlink_to(".hidden")
    (folder.parent / "notes.txt").touch()
    (folder / "up").symlink_to("..")
    (folder / "away.txt").symlink_to("/etc/hostname")
    (folder / "hard.txt").hardlink_to(folder / "notes.yml")
    (folder / "record.txt").hardlink_to(next(folder.parent.glob("*.yml")))
    assert [rule for rule, *_ in findings(root)] == ["missing-attachment"] * len(names)


def test_a_hard_link_between_published_files_is_published(tmp_path: Path) -> None:
    root = site(tmp_path, "[a](same.txt)", "real.txt")
    (root / FOLDER / "same.txt").hardlink_to(root / FOLDER / "real.txt")
    assert [*published(root)] == ["same.txt"]


def test_a_file_that_a_browser_may_run_stops_the_build(tmp_path: Path) -> None:
    root = site(tmp_path, "![a](a.png) [b](b.svg) [c](c.html) [d](d.txt)", "c.html")
    (root / FOLDER / "a.png").write_bytes(b"<script>alert(1)</script>")
    (root / FOLDER / "b.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    (root / FOLDER / "d.txt").write_bytes(b" <!DOCTYPE html><script>alert(1)</script>")
    assert [rule for rule, *_ in findings(root)] == ["unsafe-attachment"] * 4


def test_a_template_cannot_publish_what_a_browser_may_run(tmp_path: Path) -> None:
    root = site(tmp_path, "Slow.", "c.html")
    (root / "templates/pages").mkdir(parents=True)
    (root / "templates/pages/incident.html.j2").write_text(
        "<h1>{{ page.row.link.text }}</h1><a href='c.html'>c</a>"
    )
    result = prepare_build(root, NOW, Audience.PUBLIC)
    assert isinstance(result, CheckResult)
    (found,) = result.diagnostics
    assert found.message.startswith("a template refers to `c.html`, which has a type that is never published")


def test_every_missing_file_of_every_record_is_found_at_once(tmp_path: Path) -> None:
    root = site(tmp_path, "![a](a.png) [b](b.csv) [c](c.txt)", "c.txt")
    other = root / f"incidents/2026/{OTHER_ID}.yml"
    other.write_text(SMALLEST_RECORD.replace("search", "api") + "summary: '![d](d.png)'\n")
    assert findings(root) == [
        ("missing-attachment", f"{FOLDER}.yml", 7, 16),
        ("missing-attachment", f"{FOLDER}.yml", 7, 27),
        ("missing-attachment", f"incidents/2026/{OTHER_ID}.yml", 7, 16),
    ]


def test_a_missing_file_is_found_before_the_text_is_public(tmp_path: Path) -> None:
    draft = "post_mortem: {status: draft, background: '![a](gone.png)'}\n"
    assert findings(site(tmp_path, "Slow.", more=draft)) == [("missing-attachment", f"{FOLDER}.yml", 8, 48)]


def test_references_made_by_templates_are_no_attachments(tmp_path: Path) -> None:
    pages = built(copy_of(DEMO, tmp_path / "demo")).pages()
    assert {name for page in pages for name in page.attachments if page.address != ""} == set()


def test_a_reference_is_read_from_html_however_it_is_written() -> None:
    html = "<img alt='>' src='a&amp;b.png'><A HREF=c.pdf>c</A><!-- <a href='d.pdf'> --><p title='src=\"e\"'>"
    assert RenderedPage("x/", "x", "", html, ()).attachments == ("a&b.png", "c.pdf")


PARTS = st.sampled_from([
    "<a", "<img ", "<b\n", "<!--", "-->", "</a>", "<script>", ">", "/>", " ", "  ", "\t", "\xa0", "/", "=", " =", "= ",
    '"', "'", "&quot;", "href", "HREF", "src", "xlink:href", "title", "data-src", 'href="#x"', 'href="../a/"',
    'src="https://e.com"', 'href="?a"', "a.png", "b/c.pdf", "../", "./", "#", "https:", "\u017f:", "&#46;./", "\\",
])  # fmt: skip


@given(st.lists(PARTS, max_size=14).map("".join))
def test_the_fast_search_misses_no_reference(html: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = RenderedPage("x/", "x", "", html, ()).attachments
        patch.setattr(pages_module, "_MAYBE_ATTACHMENT", re.compile(""))
        assert quick == RenderedPage("x/", "x", "", html, ()).attachments


def test_a_page_below_that_of_a_record_finds_its_files_and_keeps_the_words_about_them() -> None:
    html = (
        '<img alt="queue.png" src="queue.png" title="queue.png"> <img alt="b" src="my%20pic.png">'
        ' <a href="m.pdf#page=2">m.pdf</a> <a href="https://a.example/queue.png">a</a>'
        ' <code>img src="queue.png"</code>'
    )
    expected = (
        '<img alt="queue.png" src="../queue.png" title="queue.png"> <img alt="b" src="../my%20pic.png">'
        ' <a href="../m.pdf#page=2">m.pdf</a> <a href="https://a.example/queue.png">a</a>'
        ' <code>img src="queue.png"</code>'
    )
    assert pages_module.in_folder_above(html, ("queue.png", "my pic.png", "m.pdf")) == expected
