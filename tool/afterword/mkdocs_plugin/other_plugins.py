"""Finds out which of a site's other plugins and hooks need every page, and which cannot be used with ours."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping

from click import echo
from mkdocs.exceptions import Abort
from mkdocs.plugins import PluginCollection

NAME = "afterword"
"""The name of our plugin in `mkdocs.yml`."""
_THEME_PREFIX = "material/"
_EVENTS = (
    "files", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context",
    "post_page", "post_build",
)  # fmt: skip
"""The events in which a plugin sees pages, or the files that were made of them."""
_NEED_NO_PAGES = frozenset({
    # They index, describe or arrange the pages that MkDocs lists; we add what they need for the others.
    NAME, "search", "meta", "awesome-nav", "awesome-pages", "exclude-search",
    "literate-nav", "section-index",
    # They look only at pages of their own, or at syntax in Markdown, which our pages do not have.
    "autorefs", "blog", "gen-files", "group", "include-markdown", "info", "macros", "markdownextradata",
    "mkdocstrings", "projects", "table-reader",
})  # fmt: skip
_CANNOT_WORK = {
    "offline": "turns off `use_directory_urls`, which Afterword needs: remove it; `afterword serve` shows the site",
    "i18n": "builds every page from a file in `docs/`, once for each language, and Afterword's pages have no such "
    "file: remove it; `page.language` in status.yml sets the language of the site",
    "same-dir": "publishes every file next to mkdocs.yml, records with their internal keys too: remove it, and keep "
    "pages in `docs/`",
}


class UnusablePluginError(Abort):
    """Plugins that cannot be used together with ours, a sentence on each line: MkDocs exits with 2, and not with 1."""

    code = exit_code = 2

    def show(self, *_: object) -> None:
        """Write to standard error, as errors in the log are."""
        for sentence in self.message.splitlines():
            echo(f"Error: {sentence}", err=True)


def plugins_that_need_pages(plugins: Mapping[str, object]) -> list[str]:
    """Name the plugins and hooks that act on each page. One that we do not know is assumed to, if it could."""
    return [
        name
        for name, plugin in plugins.items()
        if _plain(name) not in _NEED_NO_PAGES and any(hasattr(plugin, f"on_{event}") for event in _EVENTS)
    ]


def unusable_plugins(plugins: Mapping[str, object]) -> list[str]:
    """Say in a sentence for each plugin that cannot be used together with ours why, and what to do."""
    return [
        f"the plugin `{_plain(name)}` {_CANNOT_WORK[_plain(name)]}"
        for name, plugin in plugins.items()
        if _plain(name) in _CANNOT_WORK and _is_enabled(plugin)
    ]


def plugin_at_fault(problem: BaseException, plugins: Mapping[str, object]) -> str:
    """Name the plugin or hook whose code raised an exception; an empty text if none did, or ours."""
    name = ""
    for frame, _ in traceback.walk_tb(problem.__traceback__):
        for each, plugin in plugins.items():
            if frame.f_locals.get("self") is plugin or frame.f_globals is vars(plugin):
                name = each
    return "" if name == NAME else name


def put_after_search(plugins: PluginCollection, hook: Callable[..., object]) -> None:
    """Let a hook of ours for the end of a build run next after that of the search, whose index is complete then."""
    hooks = plugins.events["post_build"]
    for name, plugin in plugins.items():
        if _plain(name) == "search":
            hooks.remove(hook)
            hooks.insert(hooks.index(plugin.on_post_build) + 1, hook)


def _plain(name: str) -> str:
    """Return a plugin's name as in `mkdocs.yml`; MkDocs numbers further ones of the same name."""
    return name.removeprefix(_THEME_PREFIX).partition(" #")[0]


def _is_enabled(plugin: object) -> bool:
    return bool(getattr(plugin, "config", {}).get("enabled", True))
