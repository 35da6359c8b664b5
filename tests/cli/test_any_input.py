"""No input causes a traceback: each gets a message with its location, and the check continues."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.repositories import repository
from tests.sites import SMALLEST_RECORD, write_site

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
RECORD = SMALLEST_RECORD.encode()
INPUTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "binary": (bytes(range(256)) * 4, "is not valid UTF-8"),
    "0xff": (b"title: \xff\n", "0xFF"),
    "nul": (b"title: a\x00b\n", "U+0000"),
    "byte-order mark": (b"\xef\xbb\xbf" + RECORD, "byte-order mark"),
    "utf-16": (SMALLEST_RECORD.encode("utf-16"), "UTF-16"),
    "deep nesting": (b"title: " + b"[" * 100_000, "nested deeper than"),
    "deep blocks": (b"- " * 50_000, "nested deeper than"),
    "alias bomb": (BOMB.encode(), "aliases are not supported"),
    "duplicate key": (RECORD + b"title: Again\n", "is already on line 1"),
    "clock time alone": (RECORD.replace(b"end: 2026-11-20 10:15", b"end: 17:00"), "without a date"),
    "at sign": (RECORD + b"action_items:\n  - owner: @team\n", "cannot begin with `@`"),
    "10 MB": (b"title: x\n" + b"# padding\n" * 1_050_000, "bytes"),
    "tag": (b"title: !!python/object/apply:os.system [ls]\n", "tags are not supported"),
    "a list": (b"- a\n- b\n", "keys and values"),
    "only text": (b"Search is slow\n", "keys and values"),
    "several documents": (RECORD + b"---\n" + RECORD, "second YAML document"),
    "tab": (b"title: x\n\tkind: incident\n", "tab"),
    "swallowed number": (
        RECORD + b"tags: [x]\nlinks:\n  - title: PR #12\n    url: /x/\n",
        "`#12` is read as a comment",
    ),
}


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("command", ["check", "build", "export"])
def test_a_record_with_any_content_gets_a_message(tmp_path: Path, name: str, command: str) -> None:
    data, message = INPUTS[name]
    site = write_site(tmp_path / "site", {})
    file = site / "incidents" / "2026" / "2026-11-20-x.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    more = ["--to", str(tmp_path / "out")] if command == "export" else []
    result = CliRunner().invoke(cli, [command, "--root", str(site), "--now", "2026-11-23 12:00", *more])
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert message in result.output
    assert "incidents/2026/2026-11-20-x.yml" in result.output
    assert "Traceback" not in result.output
    assert not (site / "site").exists()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", INPUTS)
def test_a_record_that_had_any_content_can_be_compared(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path / "site", {"2026-11-20-x": SMALLEST_RECORD})
    file = site / "incidents" / "2026" / "2026-11-20-x.yml"
    file.write_bytes(INPUTS[name][0])
    repository(site)
    for data in (INPUTS[name][0], INPUTS[name][0] + b"\nsummary: x\n", RECORD):
        file.write_bytes(data)
        for command in (["check", "--format", "gitlab"], ["check", "--since", "HEAD"], ["diff"]):
            words = [*command, "--root", str(site), "--now", "2026-11-23 12:00"]
            result = CliRunner().invoke(cli, words)
            assert result.exit_code in (0, 1), (words, result.output)
            assert isinstance(result.exception, SystemExit | None), words


@pytest.mark.parametrize("name", INPUTS)
def test_a_status_file_with_any_content_gets_a_message(tmp_path: Path, name: str) -> None:
    site = write_site(tmp_path / "site")
    (site / "status.yml").write_bytes(INPUTS[name][0])
    result = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", "2026-11-23 12:00"])
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert "status.yml" in result.output
