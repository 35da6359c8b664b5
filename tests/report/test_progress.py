"""Long work says on a terminal how far it has come, and nothing anywhere else."""

from __future__ import annotations

import io

import pytest

from afterword.report.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, pieces: int) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with progress_bar("Reading records") as tell:
        for number in range(1, pieces + 1):
            tell(number, pieces)
    return stream.getvalue()


def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, Terminal(), 1_000)
    assert "Reading records" in text
    assert "100%" in text


@pytest.mark.parametrize(("stream", "pieces"), [(io.StringIO(), 1_000), (Terminal(), 20)])
def test_a_file_and_little_work_show_nothing(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, pieces: int
) -> None:
    assert shown(monkeypatch, stream, pieces) == ""
