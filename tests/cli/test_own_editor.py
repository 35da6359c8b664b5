"""`cli.own_editor`: the editor that opens where no text was typed."""

from __future__ import annotations

import sys

import pytest

from afterword.cli.failure import Failure
from afterword.cli.own_editor import from_editor


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
