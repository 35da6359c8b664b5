"""The layout of a theme's templates is removed, and nothing that a reader can see."""

from __future__ import annotations

import pytest

from afterword.mkdocs_plugin.compact_page import compact_page

CONTENT = "<p>One</p>\n\n  <pre>\n  two\n</pre>"


def test_indentation_and_blank_lines_around_the_content_are_removed() -> None:
    page = f"<body>\n  <nav>\n\n    Menu  or\n    list\n  </nav>\n   {CONTENT}\n\n</body>\n"
    assert compact_page(page, CONTENT) == f"<body>\n<nav>\nMenu  or\nlist\n</nav>\n{CONTENT}\n</body>\n"


def test_icons_have_no_namespace() -> None:
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18"/></svg>'
    in_a_script = f"<script>show('{icon}')</script>"
    assert compact_page(f"{icon}{in_a_script}{CONTENT}", CONTENT) == (
        f'<svg viewBox="0 0 24 24"><path d="M3 6h18"/></svg>{in_a_script}{CONTENT}'
    )


@pytest.mark.parametrize(
    "kept",
    [
        "<pre>a\n\n  b</pre>",
        "<textarea>\n  a</textarea>",
        "<SCRIPT>\n  f(`\n\n`)\n</SCRIPT>",
        '<a title="one\n\n  two">',
        '<input value="a > b\n   c">',
        "<!-- a\n\n  b -->",
        "<p>\n\u00a0 a  b\u00a0\n</p>",
    ],
)
def test_what_shows_white_space_is_kept(kept: str) -> None:
    assert compact_page(f"{kept}{CONTENT}{kept}", CONTENT) == f"{kept}{CONTENT}{kept}"


@pytest.mark.parametrize("content", ["", "<p>Another</p>"])
def test_a_page_that_shows_another_content_is_kept(content: str) -> None:
    page = "<body>\n\n  <p>One</p>\n</body>"
    assert compact_page(page, content) == page
