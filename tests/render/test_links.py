"""The links of a page also work in a feed."""

from __future__ import annotations

import pytest

from afterword.prose.html import prose
from afterword.render.links import absolute

PAGE = "https://status.acme.example/incidents/2026-11-20-search/"


@pytest.mark.parametrize(
    ("markdown", "attribute"),
    [
        ("[x](report.txt)", f'href="{PAGE}report.txt"'),
        ("[x](#update-1)", f'href="{PAGE}#update-1"'),
        ("[x](/docs?a=1&b=2)", 'href="https://status.acme.example/docs?a=1&amp;b=2"'),
        ("[x](//other.example/y)", 'href="https://other.example/y"'),
        ("![queue](queue.png 'a > b')", f'src="{PAGE}queue.png"'),
        ("[x](https://other.example/)", 'href="https://other.example/"'),
        ("[x](mailto:a@b.example)", 'href="mailto:a@b.example"'),
    ],
)
def test_every_link_and_picture_becomes_absolute(markdown: str, attribute: str) -> None:
    assert attribute in absolute(prose(markdown), PAGE)


def test_without_an_address_of_the_page_relative_links_and_pictures_are_removed() -> None:
    html = absolute(prose("[a](/docs) [b](https://other.example/) ![queue](queue.png)"), "")
    assert "/docs" not in html
    assert "<img" not in html
    assert 'href="https://other.example/"' in html
    assert ">a</a>" in html


def test_text_that_looks_like_a_link_is_not_changed() -> None:
    html = prose('Write href="x" and `<a href="y">`, and [see](z "title href=")')
    assert 'Write href="x"' in absolute(html, PAGE)
    assert "&lt;a href=" in absolute(html, PAGE)
