"""`afterword build`: a whole site through MkDocs. It touches nothing else, and gives the same bytes every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.sites import DEMO, PNG, REPOSITORY, SMALLEST_ID, SMALLEST_RECORD, copy_of, write_site

NOW = "2026-11-23 12:00"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--now", NOW])


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "a site")


def test_every_kind_of_page_is_built(site: Path) -> None:
    result = run("build", "--root", str(site))
    assert result.exit_code == 0, result.output
    for page in ("", f"incidents/{SMALLEST_ID}/", "history/", "history/2026/", "components/", "components/search/",
                 "actions/", "about/"):  # fmt: skip
        assert (site / "site" / page / "index.html").is_file(), page
    status = (site / "site" / "index.html").read_text()
    assert "All systems operational" in status
    assert "<title>All systems operational" in status


def test_a_failed_build_does_not_change_the_previous_site(site: Path) -> None:
    run("build", "--root", str(site))
    before = tree(site / "site")
    record = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    record.write_text(SMALLEST_RECORD.replace("component: search", "component: serch"))
    assert run("build", "--root", str(site)).exit_code == 1
    assert tree(site / "site") == before


def test_a_failure_of_mkdocs_does_not_change_the_previous_site(site: Path) -> None:
    run("build", "--root", str(site))
    before = tree(site / "site")
    config = (site / "mkdocs.yml").read_text()
    (site / "mkdocs.yml").write_text(config.replace("history/index.md", "no-such-page.md"))
    result = run("build", "--strict", "--root", str(site))
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert tree(site / "site") == before
    assert not [entry.name for entry in site.iterdir() if entry.name.startswith(".site-")]


@pytest.mark.slow
def test_mkdocs_alone_refuses_wrong_records_and_does_not_change_the_previous_site(site: Path) -> None:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-f", str(site / "mkdocs.yml")]
    subprocess.run(mkdocs, check=True, capture_output=True)
    before = tree(site / "site")
    (site / "incidents" / "2026" / f"{SMALLEST_ID}.yml").write_text("titel: Search is slow\n")
    failed = subprocess.run(mkdocs, check=False, capture_output=True, text=True)
    assert failed.returncode == 1
    assert f"incidents/2026/{SMALLEST_ID}.yml:1:1: unknown-key" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert tree(site / "site") == before


def test_a_wrong_template_of_the_site_is_reported_with_its_line(site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "about.html.j2").write_text("<h1>About</h1>\n{{ page.nonsense }}\n")
    result = run("build", "--root", str(site))
    assert result.exit_code == 1
    assert "templates/pages/about.html.j2:2:9" in result.output


def test_a_template_of_the_site_replaces_ours(site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "about.html.j2").write_text(
        "<h1>All about {{ page.head.site_name }}</h1>\n"
    )
    assert run("build", "--root", str(site)).exit_code == 0
    assert "All about Acme" in (site / "site" / "about" / "index.html").read_text()


def test_a_page_written_by_hand_replaces_ours(site: Path) -> None:
    (site / "docs" / "index.md").write_text("# Our own front page\n")
    assert run("build", "--root", str(site)).exit_code == 0
    assert "Our own front page" in (site / "site" / "index.html").read_text()


def test_output_never_replaces_anything_else(site: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "letter.txt").write_text("Dear…")
    for target in (tmp_path / "precious", site, site.parent):
        result = run("build", "--root", str(site), "--site-dir", str(target))
        assert result.exit_code == 2, result.output
    assert (tmp_path / "precious" / "letter.txt").read_text() == "Dear…"
    assert (site / "status.yml").is_file()


def test_only_attachments_that_the_text_refers_to_are_published(site: Path) -> None:
    folder = site / "incidents" / "2026" / SMALLEST_ID
    folder.mkdir()
    (folder / "queue.png").write_bytes(PNG)
    (folder / "customers.csv").write_bytes(b"secret")
    record = SMALLEST_RECORD + 'summary: "Slow. ![The queue grew](queue.png)"\n'
    (site / "incidents" / "2026" / f"{SMALLEST_ID}.yml").write_text(record)
    assert run("build", "--root", str(site)).exit_code == 0
    assert (site / "site" / "incidents" / SMALLEST_ID / "queue.png").read_bytes() == PNG
    assert not list((site / "site").rglob("customers.csv"))


@pytest.mark.slow
@pytest.mark.parametrize("source", [REPOSITORY, DEMO], ids=["repository", "demo"])
def test_two_builds_are_identical_in_any_locale_zone_and_hash_order(source: Path, tmp_path: Path) -> None:
    trees = []
    for number, settings in enumerate(
        ({"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
         {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2", "LANG": "de_DE.UTF-8"})
    ):  # fmt: skip
        folder = tmp_path / str(number) / "work"
        names = ("status.yml", "mkdocs.yml", "incidents", "docs", "templates")
        for name in names:
            if (source / name).is_dir():
                shutil.copytree(source / name, folder / name)
            elif (source / name).exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy(source / name, folder / name)
        words = [sys.executable, "-m", "afterword", "build", "--now", NOW, "--site-dir", str(folder / "out")]
        subprocess.run(words, cwd=folder, env=os.environ | settings, check=True, capture_output=True)
        trees.append(tree(folder / "out"))
    assert trees[0] == trees[1]
    assert len(trees[0]) > 30


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_a_public_build_contains_no_canary_of_the_demo(audience: str, tmp_path: Path) -> None:
    demo = copy_of(DEMO, tmp_path / "demo")
    result = run("build", "--root", str(demo), "--site-dir", str(tmp_path / "out"), "--audience", audience)
    assert result.exit_code == 0, result.output
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    found = sorted(f.name for f in files if b"canary-internal" in (f.name.encode() + f.read_bytes()).lower())
    hidden = "2026-07-14-build-log-token"
    named = [f for f in files if hidden in f.as_posix() or hidden.encode() in f.read_bytes()]
    if audience == "public":
        assert not found
        assert not named
    else:
        assert "do not publish it" in result.output
        assert found
        assert named
        pages = [f for f in files if f.name == "index.html"]
        assert all(b"not for publication" in page.read_bytes() for page in pages)


def test_a_file_beside_a_record_is_linked_from_its_own_page_only(site: Path) -> None:
    record = SMALLEST_RECORD.replace("body: Searches are fast again.", 'body: "See [the log](queue.txt)."')
    file = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    file.write_text(record.replace("status: resolved", "status: monitoring"))
    (site / "incidents" / "2026" / SMALLEST_ID).mkdir()
    (site / "incidents" / "2026" / SMALLEST_ID / "queue.txt").write_text("log")
    assert run("build", "--root", str(site)).exit_code == 0
    assert 'href="queue.txt"' in (site / "site" / "incidents" / SMALLEST_ID / "index.html").read_text()
    assert 'href="queue.txt"' not in (site / "site" / "index.html").read_text()
    assert (site / "site" / "incidents" / SMALLEST_ID / "queue.txt").is_file()


@pytest.mark.parametrize("epoch", ["86400", "4133980799"])
def test_a_site_can_be_built_for_the_first_and_the_last_accepted_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = CliRunner().invoke(cli, ["build", "--root", str(write_site(tmp_path, {}))])
    assert result.exit_code == 0, result.output


@pytest.mark.skipif(os.name == "nt", reason="on Windows, a signal ends a process at once")
def test_a_terminated_build_removes_what_it_has_begun(site: Path) -> None:
    run("build", "--root", str(site))
    before = tree(site / "site")
    (site / "stop.py").write_text(
        "import os, signal\ndef on_post_build(config): os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text() + "hooks: [stop.py]\n")
    words = [sys.executable, "-m", "afterword", "build", "--root", str(site), "--now", NOW]
    stopped = subprocess.run(words, check=False, capture_output=True, text=True)
    assert stopped.returncode == 143, stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert tree(site / "site") == before
    assert not list(site.glob(".site-*"))


def test_a_template_that_is_not_utf_8_is_reported(site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "about.html.j2").write_bytes(b"<h1>\xff</h1>\n")
    result = run("build", "--root", str(site))
    assert result.exit_code == 1
    assert "templates/pages/about.html.j2" in result.output
    assert "not UTF-8" in result.output
