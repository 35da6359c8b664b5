"""Builds small sites with many plugins each, in an environment of their own, and says which plugins work."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.conformance.environments import python_with
from tests.mkdocs_plugin.matrix.cases import CASES, Case, Site
from tests.sites import PNG, REPOSITORY, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site

WORKS, WITH_LOSS, FAILS = "works", "works in part", "does not work"
_NOW = "1795435200"
_PIXEL = PNG + bytes.fromhex(
    "0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200015e"
    "f2d8b40000000049454e44ae426082"
)
"""A picture of one pixel."""
_PLACES = (0, 100)
"""Where our plugin is in the list: before all others, or after them."""
_RECORD = SMALLEST_RECORD + "summary: >-\n  ![Graph](graph.png) [Vendor](https://vendor.example/)\n"
_FILES = {
    "docs/us.md": "# Own words\n\n{{ 1 + 1 }} components\n\n## We are here\n\n[here][we-are-here]\n\n"
    '{% include-markdown "part.txt" %}\n\n::: thing.hello\n\n<swagger-ui src="api.json"/>\n',
    "docs/part.txt": "We were included\n",
    "docs/api.json": "{}",
    "docs/draft.md": "# Draft\n",
    "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "docs/incidents/.meta.yml": "author: Acme team\ntags: [incident]\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/moved.md": "---\ndate: 2026-11-20\n---\n# Moved\n\nWe moved.\n",
    "make.py": "import mkdocs_gen_files\nwith mkdocs_gen_files.open('made.md', 'w') as file:\n"
    "    file.write('# Made by a script')\n",
    "thing.py": "def hello():\n    '''Says hello to whoever calls.'''\n",
    "hook.py": "def on_page_content(html, page, config, files):\n    return html + 'Added by a hook'\n",
}


def results(folder: Path) -> dict[str, str]:
    """Try every plugin and feature; return what became of each, by name."""
    environment = _environment(folder)
    tried: dict[str, str] = {}
    for build in dict.fromkeys(case.build for case in CASES):
        cases = [case for case in CASES if case.build == build]
        for place in _PLACES if build == "many" else _PLACES[:1]:
            site = _site(folder / f"{build}{place}", build, cases, place)
            done = _build(site, build, environment)
            for case in cases:
                result = _result(case, Site(site), done)
                tried[case.name] = max(
                    result, tried.get(case.name, WORKS), key=[WORKS, WITH_LOSS, FAILS].index
                )
    return tried


def refusals(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Build a site with the plugins that are refused, in both orders, with MkDocs and ProperDocs.

    Yields the exit status and, of each plugin, the rest of the line that names it first.
    """
    environment = _environment(folder)
    cases = [case for case in CASES if case.build == "refused"]
    for place in _PLACES:
        site = _site(folder / f"refused{place}", "refused", cases, place)
        for program in ("mkdocs", "properdocs"):
            if program == "properdocs":
                (site / "mkdocs.yml").rename(site / "properdocs.yml")
            done = _build(site, program, environment)
            found = re.findall("^Error: the plugin `(.+?)` (.+)$", done.stderr, re.MULTILINE)
            yield done.returncode, dict(found)


def _result(case: Case, site: Site, done: subprocess.CompletedProcess[str]) -> str:
    if case.build == "refused":
        assert done.returncode == 2, done.stdout + done.stderr
        assert f"the plugin `{case.name}` " in " ".join(done.stdout.split()), done.stdout
        return FAILS
    assert done.returncode == 0, done.stdout + done.stderr
    if not case.works(site):
        return FAILS
    return WITH_LOSS if case.loses and case.loses(site) else WORKS


def _environment(folder: Path) -> dict[str, str]:
    """Return the variables with which the environment's Python finds our package and its plugin."""
    installed = folder / "afterword-0.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: afterword\nVersion: 0\n")
    (installed / "entry_points.txt").write_text(
        "[mkdocs.plugins]\nafterword = afterword.mkdocs_plugin:AfterwordPlugin\n"
    )
    return os.environ | {
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "tool"), str(folder)]),
        "SOURCE_DATE_EPOCH": _NOW,
        "DISABLE_MKDOCS_2_WARNING": "true",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def _site(folder: Path, build: str, cases: Sequence[Case], place: int) -> Path:
    site = SMALL_SITE.replace("Acme}", "Acme, id: acme, url: https://acme.example/status/}")
    write_site(folder, {SMALLEST_ID: _RECORD}, site)
    for name, text in _FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    attached = folder / "incidents" / "2026" / SMALLEST_ID / "graph.png"
    attached.parent.mkdir()
    attached.write_bytes(_PIXEL)
    fonts = folder / ".cache" / "plugin" / "social" / "fonts" / "Aileron"
    fonts.mkdir(parents=True)
    program = (
        "from PIL import ImageFont; import sys; sys.stdout.buffer.write(ImageFont.load_default(9).font_bytes)"
    )
    python = python_with("mkdocs-plugins")
    with (fonts / "Regular.ttf").open("wb") as font:
        subprocess.run([python, "-c", program], stdout=font, check=True)
    (folder / "docs" / "SUMMARY.md").write_text("- [Status](index.md)\n- [Own words](us.md)\n")
    (folder / "mkdocs.yml").write_text(_config(build, cases, place))
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@acme.example"]
    dated = os.environ | {
        "GIT_AUTHOR_DATE": "2026-11-21T10:00:00Z",
        "GIT_COMMITTER_DATE": "2026-11-21T10:00:00Z",
    }
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], cwd=folder, env=dated, check=True)
    if build == "properdocs":
        (folder / "mkdocs.yml").rename(folder / "properdocs.yml")
    return folder


def _config(build: str, cases: Sequence[Case], place: int) -> str:
    theme = build.removeprefix("theme ") if build.startswith("theme ") else "material"
    plugins = [f"  - {case.name}: {case.options or '{}'}" for case in cases if case.is_plugin]
    if not any(case.name in ("search", "group") for case in cases):
        plugins.insert(0, "  - search")
    plugins.insert(place, "  - afterword")
    own = "{name: material, font: false, features: [navigation.instant]}" if theme == "material" else theme
    lines = ["site_name: Acme status", f"theme: {own}", "plugins:", *plugins, "exclude_docs: SUMMARY.md"]
    lines.append("markdown_extensions: [attr_list, md_in_html, pymdownx.superfences]")
    if build == "many":
        lines.append("hooks: [hook.py]")
    return "\n".join(lines) + "\n"


def _build(site: Path, build: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    python = str(python_with("mkdocs-plugins"))
    words = {"properdocs": ["properdocs", "build"], "refused": ["afterword", "check"]}
    command = [python, "-m", *words.get(build, ["mkdocs", "build"])]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
