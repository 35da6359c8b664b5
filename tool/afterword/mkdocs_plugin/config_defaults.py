"""Adds what our pages need to the settings of MkDocs: stylesheets, scripts, an icon, and the facts of the site."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from afterword.mkdocs_plugin.theme_language import speak
from afterword.output.assets import FAVICON, PLAIN_STYLESHEET, SCRIPTS, STYLESHEETS
from afterword.records.site import Site
from afterword.views.text.words import Words, words_in

_MATERIAL = "material"
_MATERIALS_FAVICON = "assets/images/favicon.png"


def add_assets(config: MkDocsConfig) -> None:
    """Add our stylesheets and scripts before the site's own, and our icon unless the site has one."""
    config.extra_css[:0] = STYLESHEETS if config.theme.name == _MATERIAL else (*STYLESHEETS, PLAIN_STYLESHEET)
    config.extra_javascript[:0] = SCRIPTS
    if config.theme.get("favicon") == _MATERIALS_FAVICON:
        config.theme["favicon"] = FAVICON


def add_facts(config: MkDocsConfig, site: Site) -> Words:
    """Take the URL from `status.yml` unless it is set, let the theme speak the site's language, return its words."""
    config.site_url = config.site_url or site.page.root or None
    words = words_in(site.page.language)
    speak(config.theme, words)
    return words
