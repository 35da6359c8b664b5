"""Pages outside MkDocs' list of pages are the same as MkDocs would make them, whatever the theme and settings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from afterword.views.urls import has_statements
from tests.cli.test_build import tree
from tests.sites import DEMO, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site

pytestmark = pytest.mark.slow

NOW = {"SOURCE_DATE_EPOCH": "1795435200", "NO_MKDOCS_2_WARNING": "1"}
OVERRIDE = """\
{% extends "base.html" %}
{% block htmltitle %}<title>{{ page.title }} | {{ config.site_name }}</title>{% endblock %}
{% block content %}<p class="mine">{{ page.url }} {{ page.canonical_url }}</p>{{ super() }}{% endblock %}
"""
VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "in a repository": lambda text: (
        text.replace("features:", "features:\n    - content.action.edit")
        + "repo_url: https://git.example/acme/status\nedit_uri: edit/main/docs/\n"
    ),
    "below a path, in another language": lambda text: re.sub(
        r"site_url: .*", "site_url: https://acme.example/status/", text
    ).replace("language: en", "language: de"),
    "with templates and styles of its own": lambda text: (
        text.replace("name: material", "name: material\n  custom_dir: overrides")
        + "extra_css: [mine.css]\nextra_javascript: [mine.js]\n"
    ),
}


class Dom(HTMLParser):
    """A page as tags with their attributes and texts, with one space between words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted(attrs, key=str)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.parts.append(text)

    def handle_comment(self, data: str) -> None:
        self.parts.append(("!", data))


def mkdocs(site: Path, program: str = "mkdocs") -> str:
    words = [sys.executable, "-m", program, "build"]
    run = subprocess.run(words, cwd=site, env=os.environ | NOW, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stderr


def pages(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site / "site").as_posix(): file.read_text()
        for file in (site / "site").rglob("*.html")
    }


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_pages_are_the_same_with_and_without_page_shells(variant: str, tmp_path: Path) -> None:
    built = {}
    for fast in ("true", "false"):
        site = tmp_path / fast
        shutil.copytree(DEMO, site, ignore=shutil.ignore_patterns("site", ".cache"))
        config = VARIANTS[variant]((site / "mkdocs.yml").read_text())
        (site / "mkdocs.yml").write_text(config.replace("- afterword", f"- afterword: {{fast: {fast}}}"))
        (site / "overrides").mkdir()
        (site / "overrides" / "main.html").write_text(OVERRIDE)
        (site / "docs" / "mine.css").write_text("p { }")
        (site / "docs" / "mine.js").write_text(";")
        assert "rendered by itself" not in mkdocs(site)
        built[fast] = pages(site)
    assert built["true"].keys() == built["false"].keys()
    assert len(built["true"]) > 40
    for name, html in built["true"].items():
        assert Dom(html).parts == Dom(built["false"][name]).parts, name
    filled, rendered = tmp_path / "true" / "site", tmp_path / "false" / "site"
    assert addresses(filled) == addresses(rendered)
    assert (filled / "search/search_index.json").read_text() == (
        rendered / "search/search_index.json"
    ).read_text()


def addresses(site: Path) -> list[str]:
    found = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text())
    return sorted(each for each in found if not has_statements(each[each.find("components/") :]))


def test_a_plugin_that_treats_each_page_differently_sees_each_page(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "count.py").write_text(
        "def on_post_page(output, page, config):\n"
        "    return output.replace('</body>', f'<i>{len(page.title)} letters</i></body>')\n"
    )
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text() + "hooks: [count.py]\n")
    assert "every page is rendered by itself" in mkdocs(site)
    page = (site / "site" / "incidents" / SMALLEST_ID / "index.html").read_text()
    assert "<i>14 letters</i>" in page
    assert "Searches take several seconds" in page
    cold = tree(site / "site")
    mkdocs(site)
    assert tree(site / "site") == cold


def test_a_hook_that_is_added_later_sees_the_pages_of_earlier_builds(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    mkdocs(site)
    (site / "mark.py").write_text(
        "def on_post_page(output, page, config):\n"
        f"    return output.replace('Searches', 'Marked') if '{SMALLEST_ID}' in page.url else output\n"
    )
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text() + "hooks: [mark.py]\n")
    mkdocs(site)
    assert (
        "Marked take several seconds"
        in (site / "site" / "incidents" / SMALLEST_ID / "index.html").read_text()
    )


def test_hand_written_pages_and_menus_link_to_pages_that_mkdocs_does_not_list(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    link = (
        f"[the outage](incidents/{SMALLEST_ID}/index.md#updates) [lost](incidents/2026-11-20-lost/index.md)"
    )
    (site / "docs" / "us.md").write_text(f"# Us\n\n{link}\n")
    (site / "mkdocs.yml").write_text(
        (site / "mkdocs.yml").read_text() + "  - Us: us.md\n  - Search: components/search/index.md\n"
    )
    log = mkdocs(site)
    assert "2026-11-20-lost" in log
    assert SMALLEST_ID not in log
    page = (site / "site" / "us" / "index.html").read_text()
    assert f'href="../incidents/{SMALLEST_ID}/#updates"' in page
    assert 'href="../components/search/"' in page
    assert '<meta name="description" content="the outage lost">' in page


def test_a_hand_written_page_replaces_the_page_of_a_record(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    own = site / "docs" / "incidents" / SMALLEST_ID / "index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# In our own words\n")
    for _ in range(2):
        mkdocs(site)
        assert "In our own words" in (site / "site" / "incidents" / SMALLEST_ID / "index.html").read_text()


@pytest.mark.parametrize("program", ["mkdocs", "afterword"])
def test_another_theme_setting_reaches_every_page(program: str, tmp_path: Path) -> None:
    records = {
        f"2026-11-{day}-slow": SMALLEST_RECORD.replace("2026-11-20", f"2026-11-{day}") for day in (10, 11, 12)
    }
    site = write_site(tmp_path, records)
    mkdocs(site, program)
    config = (site / "mkdocs.yml").read_text()
    (site / "mkdocs.yml").write_text(config.replace("site_name: Acme status", "site_name: Acme and sons"))
    mkdocs(site, program)
    assert [name for name, html in pages(site).items() if "Acme and sons" not in html] == []


def test_another_edit_address_reaches_every_record(tmp_path: Path) -> None:
    records = {
        f"2026-11-{day}-slow": SMALLEST_RECORD.replace("2026-11-20", f"2026-11-{day}") for day in (10, 11)
    }
    site = write_site(tmp_path, records)
    config = site / "mkdocs.yml"
    text = config.read_text().replace("font: false}", "font: false, features: [content.action.edit]}")
    config.write_text(f"{text}repo_url: https://git.example/acme/status\nedit_uri: edit/main/docs/\n")
    mkdocs(site)
    config.write_text(config.read_text().replace("edit/main", "edit/trunk"))
    mkdocs(site)
    for record in records:
        html = (site / "site" / "incidents" / record / "index.html").read_text()
        assert f"edit/trunk/incidents/2026/{record}.yml" in html
        assert "edit/main" not in html


def test_the_search_finds_records_and_components_within_the_budget(tmp_path: Path) -> None:
    cause = "{id: a, role: cause, category: capacity, text: The disk was full.}"
    long = SMALLEST_RECORD + f"summary: {'長い言葉 ' * 200}\nroot_causes:\n  - {cause}\n"
    site = write_site(tmp_path, {SMALLEST_ID: long})
    mkdocs(site)
    docs = json.loads((site / "site" / "search" / "search_index.json").read_text())["docs"]
    found = {each["location"]: each for each in docs}
    assert found["components/search/"]["title"] == "Search"
    entry = found[f"incidents/{SMALLEST_ID}/"]
    assert entry["title"] == "Search is slow"
    assert entry["text"].startswith("長い言葉")
    assert len(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()) <= 600


def mentioned(record: Path, records: list[Path]) -> bool:
    return any(record.stem in each.read_text() for each in records if each != record)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_in_each_theme_the_search_has_our_own_entries_alone_and_pages_have_their_style(
    theme: str, tmp_path: Path
) -> None:
    site = write_site(tmp_path, site=SMALL_SITE.replace("Acme", "Acme, url: https://acme.example/status/"))
    (site / "docs" / "us.md").write_text("# Us\n\nWe are here.\n")
    (site / "mkdocs.yml").write_text(
        (site / "mkdocs.yml").read_text().replace("name: material", f"name: {theme}")
    )
    mkdocs(site)
    docs = json.loads((site / "site" / "search" / "search_index.json").read_text())["docs"]
    found = [each["location"].partition("#")[0] for each in docs]
    assert set(found) == {
        "us/",
        "about/",
        "components/search/",
        "components/api/",
        f"incidents/{SMALLEST_ID}/",
    }
    assert found.count(f"incidents/{SMALLEST_ID}/") == 1
    # The selectors of the stylesheets begin with the class of Material's content.
    for page in ("index.html", f"incidents/{SMALLEST_ID}/index.html", "404.html"):
        html = (site / "site" / page).read_text()
        assert re.search(r'class="[^"]*\bmd-typeset\b', html)
        assert ("plain.css" in html) == (theme != "material")
    not_found = (site / "site" / "404.html").read_text()
    assert "404" not in re.sub(r"<script.*?</script>", "", not_found, flags=re.DOTALL)
    assert 'action="/status/history/"' in not_found


def test_a_hook_that_fails_leaves_the_records_of_the_previous_site(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    mkdocs(site)
    (site / "fail.py").write_text("def on_env(env, config, files): raise ValueError('no')\n")
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text() + "hooks: [fail.py]\n")
    words = [sys.executable, "-m", "mkdocs", "build", "-q"]
    assert subprocess.run(words, cwd=site, env=os.environ | NOW, capture_output=True, check=False).returncode
    assert (site / "site" / "incidents" / SMALLEST_ID / "index.html").is_file()
    assert not (site / "site" / ".afterword").exists()


def test_a_template_that_differs_between_folders_is_rendered_again_for_each(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "overrides").mkdir()
    config = (site / "mkdocs.yml").read_text()
    (site / "mkdocs.yml").write_text(
        config.replace("name: material", "name: material, custom_dir: overrides")
    )
    override = site / "overrides" / "main.html"
    for word in ("OLD", "NEW"):
        override.write_text(
            "{% extends 'base.html' %}{% block content %}{{ super() }}"
            f"{{% if page.url.startswith('history/') %}}<i>{word}</i>{{% endif %}}{{% endblock %}}"
        )
        mkdocs(site)
        assert f"<i>{word}</i>" in (site / "site" / "history" / "2026" / "index.html").read_text()


def test_warm_builds_through_mkdocs_give_the_bytes_of_cold_ones(tmp_path: Path) -> None:
    site, twin = tmp_path / "site", tmp_path / "twin"
    shutil.copytree(DEMO, site, ignore=shutil.ignore_patterns("site", ".cache"))
    records = sorted((site / "incidents").glob("*/*.yml"))
    facts, config = site / "status.yml", site / "mkdocs.yml"
    mkdocs(site)
    steps: list[Callable[[], object]] = [
        lambda: records[3].write_text(records[3].read_text().replace("title: ", "title: Again, ", 1)),
        lambda: next(each for each in records if not mentioned(each, records)).unlink(),
        lambda: (site / "docs" / "support.md").write_text("# Help\n\n## Us\n"),
        lambda: config.write_text(config.read_text() + "copyright: Us\n"),
        lambda: facts.write_text(facts.read_text().replace("name: Sign-in", "name: Log-in")),
    ]
    for step in steps:
        step()
        mkdocs(site)
        shutil.rmtree(twin, ignore_errors=True)
        shutil.copytree(site, twin, ignore=shutil.ignore_patterns("site", ".cache"))
        mkdocs(twin)
        assert tree(site / "site") == tree(twin / "site")
