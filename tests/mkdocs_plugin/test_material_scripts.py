"""Material's script waits on our pages, unless something in the page may need it."""

from __future__ import annotations

import pytest

from afterword.mkdocs_plugin.material_scripts import with_script_on_demand

BUNDLE = '<script src="../assets/javascripts/bundle.a5f9d56c.min.js"></script>'
PAGE = f"""\
<script>__md_scope=new URL("..",location)</script>
<script type="application/ld+json">{{}}</script>
<script>var palette=__md_get("__palette")</script>
<script src="../assets/afterword/status.js"></script>
<script id="__config" type="application/json">{{"base": "..", "version": null}}</script>
{BUNDLE}
<script src="../assets/afterword/afterword.js"></script>
"""


def test_the_script_of_the_theme_waits() -> None:
    ours = '<script src="../assets/afterword/theme.js" data-aw-theme="../assets/javascripts/bundle.a5f9d56c.min.js">'
    assert with_script_on_demand(PAGE) == PAGE.replace(BUNDLE, f"{ours}</script>")


@pytest.mark.parametrize(
    "page",
    [
        PAGE + '<script src="../mine.js"></script>',
        PAGE + '<script src="../mine.js" defer></script>',
        PAGE + "<script>document$.subscribe(count)</script>",
        PAGE.replace('"version": null', '"version": {"provider": "mike"}'),
        PAGE.replace(BUNDLE, '<script src="../js/theme.js"></script>'),
    ],
    ids=[
        "a script",
        "a script with an attribute",
        "a script in the page",
        "a menu of versions",
        "another theme",
    ],
)
def test_a_page_with_something_else_stays_as_it_is(page: str) -> None:
    assert with_script_on_demand(page) == page
