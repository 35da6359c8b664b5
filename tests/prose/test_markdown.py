"""Whatever looks like HTML in Markdown is text: no word of it vanishes from pages or from plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from afterword.prose.html import foreign_pictures, prose
from afterword.prose.markdown import render, tags_of
from afterword.prose.plain_text import plain_line, plain_text


def shown(html: str) -> str:
    """Return the text of HTML; a line break is a space."""
    parts: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            parts.append(data)

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            if tag == "br":
                parts.append(" ")

    reader = Reader()
    reader.feed(str(html))
    reader.close()
    return "".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        "<details><summary>What we know</summary>\nThe cache is broken.\n</details>",
        "<p>We have put in a fix. <strong>You must log in again.</strong></p>",
        "Send <your-token> and a List<String>.",
        "<script>\nalert(1)\n</script>\nAll is well.",
        "<div>\n\nAll *is* well.\n\n</div>",
        "<?php echo 1 ?> <!DOCTYPE html> <![CDATA[ text ]]>",
        "](<b>) and [x]: <c>",
        "a<b and c>d",
        "<a\nhref='x'>text</a>",
    ],
)
def test_tags_are_shown_as_typed(text: str) -> None:
    assert shown(prose(text)).split() == text.replace("*", "").split()


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<br />", "<BR>", "<br\n/>"])
def test_a_typed_line_break_is_a_line_break(tag: str) -> None:
    assert prose(f"Write to us.{tag}Thanks.") == "<p>Write to us.<br>Thanks.</p>"
    assert plain_text(f"Write to us.{tag}Thanks.") == "Write to us.\nThanks."
    assert plain_line(f"Write to us.{tag}Thanks.") == "Write to us. Thanks."


@pytest.mark.parametrize("text", ["`<br>`", "```\n<br>\n<b>x</b>\n```", "    <br>", "`` `<br>` ``"])
def test_code_is_shown_as_typed(text: str) -> None:
    assert shown(prose(text)).strip("` \n") == text.strip("` \n")
    assert plain_text(text).strip("` \n") == text.strip("` \n")
    assert tags_of(text) == ()


def test_addresses_in_angle_brackets_are_links() -> None:
    html = prose("<https://example.com/a?b> <me@example.com> [words](<https://example.com/c d>)")
    assert re.findall('href="([^"]*)"', html) == [
        "https://example.com/a?b",
        "mailto:me@example.com",
        "https://example.com/c%20d",
    ]


def test_a_bare_address_ends_where_a_tag_begins() -> None:
    assert 'href="https://example.com/status"' in prose("<p>See https://example.com/status</p>")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("No tags: a < b, 3 <4>, x<y & z.", ()),
        ("`<b>`, \\<b> and\n\n    <b>", ()),
        ("<b>x</b><br>List<String>", ("<b>", "</b>", "<br>", "<String>")),
        ('<a href="https://x.example/?a=b&c">y</a>', ('<a href="https://x.example/?a=b&c">', "</a>")),
        ("a <!-- hidden\n\nwords --> b", ("<!-- hidden\n\nwords -->",)),
        ("a <!--hidden", ("<!--hidden",)),
        ("<!DOCTYPE html>", ("<!DOCTYPE html>",)),
    ],
)
def test_typed_tags_are_listed(text: str, tags: tuple[str, ...]) -> None:
    assert tuple(re.sub(r"\s+", " ", tag) for tag in tags_of(text)) == tuple(
        re.sub(r"\s+", " ", tag) for tag in tags
    )


def test_a_picture_from_another_host_is_a_link_with_its_alternative_text() -> None:
    text = "It grew: ![the queue](https://img.example.com/q.png)"
    html = prose(text)
    assert html == '<p>It grew: <a href="https://img.example.com/q.png" rel="noopener">the queue</a></p>'
    assert plain_line(text) == "It grew: the queue"
    assert plain_text(text) == "It grew: the queue (https://img.example.com/q.png)"
    assert foreign_pictures(text + " ![ours](q.png)") == ("https://img.example.com/q.png",)


def test_a_picture_without_alternative_text_is_a_link_with_its_address() -> None:
    assert shown(prose("![](https://img.example.com/q.png)")) == "https://img.example.com/q.png"


@pytest.mark.parametrize("address", ["data:image/png;base64,iVBORw0KGgo=", "data:image/svg+xml,%3Csvg%3E"])
def test_a_picture_within_the_text_leaves_its_alternative_text(address: str) -> None:
    assert prose(f"It grew: ![the queue]({address})") == "<p>It grew: the queue</p>"
    assert foreign_pictures(f"![the queue]({address})") == ()


def test_no_cell_of_a_table_is_lost() -> None:
    text = "| a | b |\n|---|---|\n| c |\n| d | e | f | g |"
    assert shown(prose(text)).split() == ["a", "b", "c", "d", "e", "f", "g"]
    assert plain_line(text) == "a b c d e f g"


@pytest.mark.parametrize("start", ["", "- ", "1. ", "> ", "- > ", "- a\n  - b\n\n    "])
def test_a_line_that_looks_like_the_target_of_a_link_is_shown(start: str) -> None:
    assert plain_text(f"{start}[10:05]: restarted").endswith("[10:05]: restarted")
    assert 'href="https://a.example/"' in prose(f"{start}[x]: https://a.example/\n\nSee [x].")


def test_a_picture_in_a_link_leaves_the_link() -> None:
    html = prose("[![the queue](https://img.example.com/q.png)](https://example.com/)")
    assert html == '<p><a href="https://example.com/" rel="noopener">the queue</a></p>'


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("One *two*\nthree\n\nfour", "One two\nthree\n\nfour"),
        ("- one\n- two\n  1. three\n  2. four\n\nfive", "- one\n- two\n  1. three\n  2. four\n\nfive"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("| a | b |\n|---|---|\n| c | d |", "a b\nc d"),
        ("```sh\nls *\n```\nDone.", "ls *\n\nDone."),
        ("See [the page](https://example.com/) or https://example.org.",
         "See the page (https://example.com/) or https://example.org."),
        ("See [the log](log.txt).", "See the log."),
        ("# Heading\n> quoted", "Heading\n\nquoted"),
        ("Please write.<br>Thanks, <b>Team</b> & co.", "Please write.\nThanks, Team & co."),
    ],
)  # fmt: skip
def test_plain_text_keeps_lines_items_and_addresses(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_plain_text_keeps_words_of_two_blocks_or_cells_apart() -> None:
    assert plain_text("<p>All is <b>wel</b>l.</p><p>Thanks.</p>") == "All is well.\n\nThanks."
    assert plain_line("<details><summary>More</summary>hidden</details>") == "More hidden"
    assert plain_line("<table><tr><td>a</td><td>b</td></tr></table>") == "a b"


PARTS = st.sampled_from([
    "<", ">", "</", "/>", "<!--", "-->", "<b>", "</b>", "<br>", "<div>", "<details>", "<p ", "<a href='", "'>", "`",
    "*", "_", "[", "](", ")", "]: ", "!", "# ", "- ", "1. ", "> ", "| ", "\n", "\n\n", "    ", "\\", "&lt;", "&", "~~",
    "```\n", "<String>", "\ue000", "\ue001", ".", ":", " ", " ", " ",
])  # fmt: skip


@given(st.lists(PARTS | st.integers(100, 999).map("w{}".format), max_size=25).map("".join))
@example("[w100](w101 <w102>)")
@example("<!-- w100\n\nw101 -->")
@example("[w100]: w101")
@example("[w100]: w101\n[w100]: w102\n\n[w100]")
def test_no_word_vanishes(text: str) -> None:
    """An address or a title of a link is no word, as the page may not link there; nor is the language of code."""
    assume(not re.search(r"(```|~~~).*w\d", text))
    words = re.findall(r"w\d{3}", text)
    everything = shown(prose(text)) + " ".join(re.findall(r'(?:href|title)="([^"]*)"', render(text) or ""))
    assert [word for word in words if word not in everything] == []


@given(st.lists(PARTS | st.integers(100, 999).map("w{}".format), max_size=25).map("".join))
def test_what_a_page_shows_is_in_the_plain_text(text: str) -> None:
    """Except in a tag that only formats text: of `<p w100>` a page shows all and plain text nothing."""
    seen = re.findall(r"w\d{3}", re.sub(r"<[^<>]*>", "", shown(prose(text))))
    assert [word for word in seen if word not in plain_text(text)] == []
    assert [word for word in seen if word not in plain_line(text)] == []


@pytest.mark.parametrize(
    "part", ["<!--", "<a ", "<a b", "<!", "[a]:", "[a]: b\n", "<b>", "](<", "<p x<b>", "[a]: <"]
)
def test_text_that_makes_patterns_slow_is_read_quickly(part: str) -> None:
    """A pattern that looks for an end from each beginning takes a minute for these."""
    text = part * (90_000 // len(part))
    assert len(tags_of(text)) <= 90_000
    assert len(plain_text(text)) <= len(text)
