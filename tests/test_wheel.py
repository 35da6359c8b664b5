"""The wheel, installed into a new environment, builds a site in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.sites import REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(REPOSITORY),
    ]
    subprocess.run(words, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_contains_templates_assets_and_their_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (REPOSITORY / "templates").rglob("*.j2"):
        assert f"afterword/templates/{path.relative_to(REPOSITORY / 'templates').as_posix()}" in names
    for path in (REPOSITORY / "tool" / "afterword" / "assets").iterdir():
        assert f"afterword/assets/{path.name}" in names
    assert "afterword/py.typed" in names
    assert not [name for name in names if name.endswith(".po")]
    assert wheel.stat().st_size < 2_100_000, "look at what is new in it; docs/design.md says what is there"
    pages = {name.rpartition("/")[2] for name in names if "/data/share/man/man1/" in name}
    assert pages == {path.name for path in (REPOSITORY / "man").iterdir()}
    assert not [name for name in names if name.startswith(("tests/", "incidents/", "docs/"))]


def test_the_metadata_of_a_release_names_the_repository(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)]
    address = "https://code.example.com/team/afterword"
    environment = {**os.environ, "AFTERWORD_REPOSITORY": address}
    subprocess.run([*words, str(REPOSITORY)], check=True, capture_output=True, env=environment)
    (built,) = tmp_path.glob("*.whl")
    archive = zipfile.ZipFile(built)
    (name,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
    metadata = archive.read(name).decode()
    version = metadata.partition("\nVersion: ")[2].partition("\n")[0]
    assert f"\nProject-URL: Documentation, {address}/tree/v{version}/docs/handbook\n" in metadata
    targets = re.findall(r"\]\(([^)]+)\)", metadata)
    assert f"{address}/raw/v{version}/docs/images/status.png" in targets
    assert [each for each in targets if not each.startswith("https://")] == []


def test_the_installed_wheel_builds_a_site_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "fresh", with_pip=True)
    python = str(tmp_path / "fresh" / "bin" / "python")
    install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--constraint",
        str(REPOSITORY / "constraints.txt"),
        str(wheel),
    ]
    subprocess.run([python, *install], check=True, capture_output=True)
    empty = tmp_path / "an empty folder"
    empty.mkdir()

    def afterword(*words: str) -> str:
        done = subprocess.run(
            [python, "-m", "afterword", *words], cwd=empty, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    afterword("init", "--name", "Acme", "--component", "Search", "--url", "https://status.example.com/")
    afterword("new", "--no-input", "--title", "Search is slow", "--component", "search")
    assert "1 record, no problems" in afterword("check", "--strict")
    assert "The site is in site" in afterword("build", "--strict")
    status = (empty / "site" / "index.html").read_text()
    assert "Search is slow" in status
    assert (empty / "site" / "assets" / "afterword" / "plotly-basic.min.js").stat().st_size > 1_000_000

    # The next job installs the same wheel again, and its cache is that of this one.
    script = "from afterword.source.site_source import SiteSource; print(checks_version(SiteSource(b'')))"
    code = ["-c", f"from afterword.cache.version import checks_version; {script}"]
    before = subprocess.run([python, *code], check=True, capture_output=True).stdout
    again = ["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", str(wheel)]
    subprocess.run([python, *again], check=True, capture_output=True)
    assert subprocess.run([python, *code], check=True, capture_output=True).stdout == before
