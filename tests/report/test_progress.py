"""Long tasks show their progress in a terminal, and nothing anywhere else."""

from __future__ import annotations

import io

import pytest

from afterword.report.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, pieces: int) -> str:
    for name in ("sys.stderr", "sys.__stderr__"):
        monkeypatch.setattr(name, stream)
    with progress_bar("Reading records") as advance:
        for number in range(1, pieces + 1):
            advance(number, pieces)
    return stream.getvalue()


def test_a_terminal_shows_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, Terminal(), 1_000)
    assert "Reading records" in text
    assert "100%" in text


@pytest.mark.parametrize(("stream", "pieces"), [(io.StringIO(), 1_000), (Terminal(), 20)])
def test_a_file_and_a_short_task_show_nothing(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, pieces: int
) -> None:
    assert shown(monkeypatch, stream, pieces) == ""
