"""The plugins and features that we try, each with what it has to do on a status site to count as working."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.sites import SMALLEST_ID

RECORD = f"incidents/{SMALLEST_ID}"
RECORD_PAGE = f"{RECORD}/index.html"


@dataclass(frozen=True)
class Site:
    """A site that was built."""

    folder: Path

    def text(self, path: str) -> str:
        """Return a file's text, and an empty one if there is no such file."""
        file = self.folder / "site" / path
        return file.read_text("utf-8") if file.is_file() else ""

    def has(self, path: str, *words: str) -> bool:
        """Return whether a file has all these words."""
        text = self.text(path)
        return bool(text) and all(word in text for word in words)

    @property
    def found(self) -> set[str]:
        """The addresses in the search index."""
        index = json.loads(self.text("search/search_index.json") or '{"docs": []}')
        return {entry["location"].partition("#")[0] for entry in index["docs"]}


@dataclass(frozen=True)
class Case:
    """A plugin by its name in `mkdocs.yml`, with options, or a feature without.

    `works` looks at a site for what it does there. `loses` holds while something is missing, which `note` then says.
    Cases with the same `build` are tried in one site.
    """

    name: str
    works: Callable[[Site], object]
    build: str = "many"
    options: str = ""
    note: str = ""
    loses: Callable[[Site], object] | None = None
    is_plugin: bool = True


def _of_record(*words: str) -> Callable[[Site], bool]:
    return lambda site: site.has(RECORD_PAGE, *words)


def _of_own_page(*words: str) -> Callable[[Site], bool]:
    return lambda site: site.has("us/index.html", *words) and site.has(RECORD_PAGE)


CASES = (
    # Material's own
    Case("search", lambda site: f"{RECORD}/" in site.found),
    Case(
        "meta",
        _of_record('<meta name="author" content="Acme team">'),
        note="in records too: `docs/incidents/.meta.yml`",
    ),
    Case(
        "tags",
        lambda site: site.has("tags/index.html", f'href="../{RECORD}/"'),
        note="tags of records: `docs/incidents/.meta.yml`",
    ),
    Case(
        "blog",
        lambda site: site.has("blog/2026/11/20/moved/index.html", "We moved") and site.has(RECORD_PAGE),
        "listed",
    ),
    Case("group", lambda site: f"{RECORD}/" in site.found, "listed", "{enabled: true, plugins: [search]}"),
    Case(
        "social",
        _of_record(f"assets/images/social/{RECORD}/index.png"),
        options="{cards_layout_options: {font_family: Aileron}}",
    ),
    Case("privacy", _of_record('rel="noopener'), options="{assets: false}"),
    Case("typeset", _of_record("Search is slow"), "listed"),
    Case("offline", lambda site: False, "refused", note="it turns off `use_directory_urls`"),
    # Feeds, redirects, search
    Case(
        "rss",
        lambda site: site.has("feed_rss_created.xml", "Search is slow"),
        options="{use_git: true}",
        note="for your own pages; [Afterword's feeds](feeds.md) say more about records",
    ),
    Case(
        "redirects",
        lambda site: site.has("old/index.html", f"../{RECORD}/"),
        options=f"{{redirect_maps: {{old.md: {RECORD}/index.md}}}}",
    ),
    Case(
        "exclude-search",
        lambda site: site.found and "components/api/" not in site.found,
        options="{exclude: ['components/*']}",
    ),
    Case(
        "exclude",
        lambda site: not site.text("draft/index.html") and site.has(RECORD_PAGE),
        options="{glob: ['draft.md']}",
    ),
    Case(
        "llmstxt",
        lambda site: site.has("llms.txt", "Search is slow"),
        options="{sections: {Incidents: ['incidents/*']}}",
    ),
    Case(
        "print-site",
        lambda site: site.has("print_page/index.html", "Own words"),
        note="prints the pages of the menu, so no records",
        loses=lambda site: not site.has("print_page/index.html", "Searches take several seconds"),
    ),
    # What is known about a page
    Case(
        "git-revision-date-localized",
        _of_record("2026-11-21"),
        options="{type: iso_date}",
        note="the date of the record's last commit",
    ),
    Case("git-authors", _of_record("Ada"), note="the authors of the record"),
    Case("meta-descriptions", _of_record('<meta name="description"')),
    # What a page looks like
    Case("glightbox", _of_record('class="glightbox"')),
    Case(
        "minify",
        lambda site: site.has(RECORD_PAGE) and "\n    <" not in site.text(RECORD_PAGE),
        "listed",
        "{minify_html: true}",
    ),
    Case("open-in-new-tab", _of_record("open_in_new_tab.js")),
    Case(
        "encryptcontent",
        lambda site: not site.has(RECORD_PAGE, "Searches take several seconds"),
        "encrypted",
        "{global_password: secret}",
        note="feeds, JSON, the search and the status page stay readable",
        loses=lambda site: site.has("history.atom", "Searches take several seconds"),
    ),
    # What works in Markdown
    Case("macros", _of_own_page("2 components")),
    Case("include-markdown", _of_own_page("We were included")),
    Case("autorefs", _of_own_page('href="#we-are-here"')),
    Case("mkdocstrings", _of_own_page("Says hello to")),
    Case("swagger-ui-tag", _of_own_page("swagger")),
    # Navigation and pages
    Case(
        "gen-files",
        lambda site: site.has("made/index.html", "Made by a script"),
        options="{scripts: [make.py]}",
    ),
    Case("literate-nav", lambda site: site.has("us/index.html", "Own words")),
    Case("section-index", lambda site: site.has(RECORD_PAGE)),
    Case("awesome-nav", lambda site: site.has("index.html", "Own words"), "awesome-nav"),
    Case("awesome-pages", lambda site: site.has("us/index.html", "us/"), "listed"),
    Case(
        "htmlproofer",
        lambda site: site.has(RECORD_PAGE),
        options="{raise_error: true, validate_external_urls: false}",
    ),
    Case(
        "i18n",
        lambda site: False,
        "refused",
        "{languages: [{locale: en, default: true, name: English}]}",
        note="it builds pages from files in `docs/` alone",
    ),
    Case("same-dir", lambda site: False, "refused", note="it would publish the files of the records"),
    # Features
    Case("hooks", _of_record("Added by a hook"), is_plugin=False),
    Case("instant navigation", lambda site: site.has("sitemap.xml", f"/{RECORD}/"), is_plugin=False),
    Case(
        "the theme `mkdocs`",
        lambda site: site.has(RECORD_PAGE, "md-typeset"),
        "theme mkdocs",
        is_plugin=False,
    ),
    Case(
        "the theme `readthedocs`",
        lambda site: site.has(RECORD_PAGE, "md-typeset"),
        "theme readthedocs",
        is_plugin=False,
    ),
    Case(
        "ProperDocs",
        lambda site: site.has(RECORD_PAGE, "Searches take several seconds"),
        "properdocs",
        is_plugin=False,
        note="`properdocs.yml` in place of `mkdocs.yml`",
    ),
)
