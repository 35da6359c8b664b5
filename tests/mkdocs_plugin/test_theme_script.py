"""What only Material's script uses is in one script for all our pages, unless something in a page may need it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.mkdocs_plugin.theme_script import ThemeScript
from afterword.output.assets import THEME_SCRIPT, assets
from afterword.views.text.words import ENGLISH

BUNDLE = '<script src="../assets/javascripts/bundle.a5f9d56c.min.js"></script>'
SEARCH = """\
<form class="md-header__option" data-md-component="palette">
<input>
</form>
<label class="md-header__button md-icon" for="__search">
</label>
<div class="md-search" role="dialog">
<div class="md-search__inner">
</div>
</div>"""
PAGE = f"""\
<script>__md_scope=new URL("..",location),__md_hash=e=>e<<5</script>
<script type="application/ld+json">{{}}</script>
<header>
{SEARCH}
</header>
<script>var target=document.getElementById(location.hash.slice(1));target</script>
<script src="../assets/afterword/status.js"></script>
<script id="__config" type="application/json">{{"base": "..", "search": "../assets/s.js", "version": null}}</script>
{BUNDLE}
<script src="../assets/afterword/afterword.js"></script>
"""


def of_the_root(page: str) -> str:
    """Return the page as it is at the root of the site."""
    return page.replace('"../', '"').replace('".."', '"."')


def shared_script(theme_script: ThemeScript, site: Path) -> str:
    file = site / THEME_SCRIPT
    file.parent.mkdir(parents=True)
    file.write_bytes(next(each.data for each in assets(ENGLISH) if each.path == THEME_SCRIPT))
    theme_script.write(site)
    return file.read_text(encoding="utf-8")


def test_the_script_has_what_the_page_had(tmp_path: Path) -> None:
    theme_script = ThemeScript()
    head, _, rest = theme_script.share(PAGE).partition('<script src="../assets/afterword/theme.js?')
    assert head == '<script type="application/ld+json">{}</script>\n<header>\n'
    assert rest[8:] == (
        '"></script>\n\n</header>\n<script src="../assets/afterword/status.js"></script>\n'
        '<script src="../assets/afterword/afterword.js"></script>\n'
    )
    script = shared_script(theme_script, tmp_path)
    functions = '__md_scope=new URL("../..",document.currentScript.src),__md_hash=e=>e<<5;\n'
    assert script.startswith(functions + '(() => {\n"use strict";')
    assert '"settings":{"search":"assets/s.js","version":null}' in script
    assert SEARCH.replace('"', r"\"").replace("\n", r"\n") in script


def test_pages_of_all_depths_share_the_script() -> None:
    theme_script = ThemeScript()
    deep, root = theme_script.share(PAGE), theme_script.share(of_the_root(PAGE))
    assert root == of_the_root(deep)


def test_a_page_without_a_search_begins_with_the_script_where_that_of_the_theme_was() -> None:
    shared = ThemeScript().share(PAGE.replace(SEARCH, ""))
    assert shared.index("status.js") < shared.index("theme.js") < shared.index("afterword.js")


def test_what_material_remembers_can_be_of_another_folder(tmp_path: Path) -> None:
    theme_script = ThemeScript()
    theme_script.share(PAGE.replace('URL("..",', 'URL("/",'))
    assert shared_script(theme_script, tmp_path).startswith('__md_scope=new URL("/",location),')


@pytest.mark.parametrize(
    "page",
    [
        PAGE + '<script src="../mine.js"></script>',
        PAGE + '<script src="../mine.js" defer></script>',
        PAGE + "<script>document$.subscribe(count)</script>",
        PAGE.replace('"version": null', '"version": {"provider": "mike"}'),
        PAGE.replace(BUNDLE, '<script src="../js/theme.js"></script>'),
        PAGE.replace('"base": ".."', '"base": "/"'),
        PAGE.replace("<input>", '<a href="../about/">About</a>'),
    ],
    ids=[
        "a script",
        "a script with an attribute",
        "a script in the page",
        "a menu of versions",
        "another theme",
        "another root",
        "a link in the search",
    ],
)
def test_a_page_with_something_else_stays_as_it_is(page: str) -> None:
    assert ThemeScript().share(page) == page


def test_a_page_with_another_search_stays_as_it_is() -> None:
    theme_script = ThemeScript()
    theme_script.share(PAGE)
    other = PAGE.replace("<input>", "<input hidden>")
    assert theme_script.share(other) == other
