"""What is printed controls neither a terminal nor the log of a build server, and says the same."""

from __future__ import annotations

import json

import pytest

from afterword.report.printable import json_text, printable, safe
from tests.cli.hostile_site import CONTROLS, VALID, obeyed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Search is slow", "Search is slow"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\tb", "a→b"),
        ("a\r\nb\x00\x7f", "a␍␊b␀␡"),
        ("\x9b31m", "\ufffd31m"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("soft\u00adhyphen", "soft\ufffdhyphen"),
        ("line\u2028end", "line\ufffdend"),
        ("größer, 検索, 👩\u200d🚒", "größer, 検索, 👩\u200d🚒"),
    ],
)
def test_characters_that_could_control_a_terminal_are_replaced_one_for_one(text: str, shown: str) -> None:
    assert safe(text) == shown
    assert len(safe(text)) == len(text)


@pytest.mark.parametrize("text", [*CONTROLS, *VALID, " ::error::x", "\u3000::error::x", "a\n\t::error::x"])
def test_what_is_printed_is_the_same_when_it_is_printed_again(text: str) -> None:
    assert not obeyed(printable(text))
    assert printable(printable(text)) == printable(text)
    assert printable(safe(text)) == printable(printable(safe(text)))


@pytest.mark.parametrize("text", [*CONTROLS, *VALID, "\ud800", "größer \u2066a\u2069"])
def test_json_has_the_same_data_without_what_is_obeyed(text: str) -> None:
    shown = json_text({"x": text})
    assert json.loads(shown) == {"x": text}
    assert not obeyed(shown.encode().decode())


def test_own_styles_line_ends_and_paired_isolates_are_kept() -> None:
    kept = "\x1b[1;31mred\x1b[0m\ta\r\n\x1b[2m\u2067x\u2069\x1b[0m\n"
    assert printable(kept) == kept
    assert printable("a \u2067b\nc\u2069 d") == "a b\nc d"
