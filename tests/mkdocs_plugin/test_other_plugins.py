"""Other plugins and hooks see our pages as any others, whatever the order in `mkdocs.yml`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterword.mkdocs_plugin.config_findings import read_config
from tests.sites import SMALLEST_ID, write_site

PAGE = f"incidents/{SMALLEST_ID}/index.md"
RECORDER = '''\
"""Writes down what a hook sees of the record's page."""
import json

seen = []

def note(event, file, text=""):
    if file and file.src_uri == "PAGE":
        seen.append([event, file.abs_src_path, text])

def on_files(files, config):
    note("files", files.get_file_from_path("PAGE"))

def on_pre_page(page, config, files):
    note("pre_page", page.file)

def on_page_markdown(markdown, page, config, files):
    note("page_markdown", page.file, page.meta["title"])

def on_page_content(html, page, config, files):
    note("page_content", page.file, html)

def on_env(env, config, files):
    note("env", files.get_file_from_path("PAGE"))

def on_page_context(context, page, config, nav):
    note("page_context", page.file)

def on_post_page(output, page, config):
    note("post_page", page.file, output)

def on_post_build(config):
    with open("seen.json", "w") as file:
        json.dump(seen, file)
'''


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795435200", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)


def with_hook(folder: Path, source: str) -> Path:
    site = write_site(folder)
    (site / "spy.py").write_text(source)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text() + "hooks: [spy.py]\n")
    return site


@pytest.mark.slow
def test_a_hook_sees_the_page_of_a_record_in_each_event_with_the_file_of_the_record(tmp_path: Path) -> None:
    site = with_hook(tmp_path, RECORDER.replace("PAGE", PAGE))
    done = run(site, "mkdocs", "build")
    assert "every page is rendered by itself, which takes longer, because `spy.py`" in done.stderr
    seen = json.loads((site / "seen.json").read_text())
    events = ["files", "pre_page", "page_markdown", "page_content", "env", "page_context", "post_page"]
    assert [event for event, _, _ in seen] == events
    assert {path for _, path, _ in seen} == {str(site / "incidents" / "2026" / f"{SMALLEST_ID}.yml")}
    texts = {event: text for event, _, text in seen}
    assert texts["page_markdown"] == "Search is slow"
    for event in ("page_content", "post_page"):
        assert "Searches take several seconds" in texts[event]


@pytest.mark.slow
def test_a_script_that_a_hook_adds_finds_what_the_theme_defines(tmp_path: Path) -> None:
    script = '<script>__md_get("__palette")</script></head>'
    site = with_hook(
        tmp_path,
        f"def on_post_page(output, page, config):\n    return output.replace('</head>', '{script}')\n",
    )
    run(site, "mkdocs", "build")
    for page in ("index.html", f"incidents/{SMALLEST_ID}/index.html"):
        html = (site / "site" / page).read_text(encoding="utf-8")
        assert 0 < html.find("__md_get=") < html.index(script), page
        assert "theme.js" not in html


@pytest.mark.slow
def test_a_plugin_that_fails_is_named_in_one_line(tmp_path: Path) -> None:
    site = with_hook(tmp_path, "def on_post_page(output, page, config):\n    return {}[page.url]\n")
    done = run(site, "afterword", "build", "--quiet")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "afterword: the plugin `spy.py` failed: KeyError: " in done.stderr
    assert not (site / "site").exists()


@pytest.mark.parametrize("order", ["[offline, afterword]", "[afterword, offline]"])
def test_a_plugin_that_cannot_be_used_is_an_error_at_its_name_whatever_the_order(
    order: str, tmp_path: Path
) -> None:
    site = write_site(tmp_path)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("[search, afterword]", order))
    _, found = read_config(site)
    (finding,) = found
    assert finding.message.startswith("the plugin `offline` turns off `use_directory_urls`")
    assert (finding.location.line, finding.location.column) == (
        3,
        len("plugins: ") + 1 + order.index("offline"),
    )


@pytest.mark.slow
@pytest.mark.parametrize("words", ["afterword build", "afterword check", "mkdocs build"])
def test_a_command_ends_with_status_2_if_a_plugin_cannot_be_used(words: str, tmp_path: Path) -> None:
    site = write_site(tmp_path)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("search, ", "offline, "))
    done = run(site, *words.split())
    assert done.returncode == 2, done.stdout + done.stderr
    assert " ".join((done.stdout + done.stderr).split()).count("the plugin `offline` turns off") == 1
    assert not (site / "site").exists()


def test_a_plugin_that_is_switched_off_may_be_listed(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    config = site / "mkdocs.yml"
    config.write_text(config.read_text().replace("afterword]", "afterword, offline: {enabled: false}]"))
    assert read_config(site)[1] == ()
