"""A text without `-m` is written in the editor of the user, and is not lost there."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from afterword.cli.failure import Failure
from afterword.cli.own_editor import from_editor
from tests.cli.editing_site import NOW, OPEN, OPEN_ID, OVER_ID, edit, editing_site, record_file


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    return editing_site(tmp_path / "a site")


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Let the editor be a script: an expression that makes a new text of the `text` in the file."""
    script = folder / "editor.py"
    script.write_text(
        "import os, pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "text = file.read_text()\n"
        f"file.write_text({change})\n"
        "os.utime(file, (2e9, 2e9))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", shlex.join((sys.executable, str(script))))


def test_the_text_above_the_comments_is_published(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "'# Found\\nIt is the cache.\\n' + text")
    assert edit(site, "update").exit_code == 0
    text = record_file(site).read_text(encoding="utf-8")
    assert "    body: |-\n      # Found\n      It is the cache.\n# The end." in text


def test_comments_are_not_published_if_the_line_above_them_is_removed(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "'It is the cache.\\n' + text.replace('# Lines above', '# Below')")
    edit(site, "update")
    text = record_file(site).read_text(encoding="utf-8")
    assert "It is the cache." in text
    assert "Update of Search is slow" not in text


@pytest.mark.parametrize(
    ("words", "record_id"),
    [
        (("reopen", OPEN_ID), OPEN_ID),
        (("resolve", OVER_ID), OVER_ID),
        (("resolve", OPEN_ID, "--at", "09:00"), OPEN_ID),
        (("update", OPEN_ID, "--status", "resolved"), OPEN_ID),
    ],
)
def test_a_text_of_an_edit_that_is_refused_is_printed(
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    record_id: str,
) -> None:
    editor(tmp_path, monkeypatch, "'Ten minutes of typing.\\n' + text")
    before = record_file(site, record_id).read_bytes()
    result = edit(site, *words)
    assert result.exit_code == 2
    assert "Ten minutes of typing." in result.stderr
    assert record_file(site, record_id).read_bytes() == before


def test_an_empty_text_stops(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, "text")
    result = edit(site, "update", now=NOW)
    assert result.exit_code == 2
    assert "the text is empty" in result.output
    assert record_file(site).read_text(encoding="utf-8") == OPEN


@pytest.mark.skipif(sys.platform == "win32", reason="there is no `false`")
@pytest.mark.parametrize("editor", ["false", "no-such-editor"])
def test_an_editor_that_fails_is_named_with_what_to_do_instead(
    monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    with pytest.raises(Failure, match=rf'\({editor}: .*\); write the text with `-m "…"`'):
        from_editor("Update")
