"""What authors say in own words, apart from code, quotations, headings and addresses."""

from __future__ import annotations

import pytest

from afterword.prose.own_words import OMITTED, own_words


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("We restarted it.", ["We restarted it."]),
        ("We restarted\nit.\n\nIt came back.", ["We restarted it.", "It came back."]),
        ("`worker-3` did not answer.", ["… did not answer."]),
        ("The log says `a` and `b`.", ["The log says … and …."]),
        ("Before\n\n```\nwe forgot\n```\n\nafter", ["Before", "after"]),
        ("> We forgot it.\n\nSo they wrote.", ["So they wrote."]),
        ("# We forgot it\n\nIt was late.", ["It was late."]),
        ('They wrote "we forgot it" to us.', ["They wrote … to us."]),
        ("They wrote “we forgot it” to us.", ["They wrote … to us."]),
        ("They wrote 'we didn't forget it' to us.", ["They wrote … to us."]),
        ("They wrote „wir“ and «nous» to us.", ["They wrote … and … to us."]),
        ("The engineers' phones and the users' mails", ["The engineers' phones and the users' mails"]),
        ("It's the team’s list, isn’t it", ["It's the team’s list, isn’t it"]),
        ('A 19" screen', ['A 19" screen']),
        ("See https://example.com/we-forgot and mail a@example.com.", ["See … and mail …"]),
        ("See [we forgot](https://example.com/no).", ["See we forgot."]),
        ("Then *please try again later* is shown.", ["Then … is shown."]),
        ("It *never* ended.", ["It never ended."]),
        ("It **was the wrong host** again.", ["It was the wrong host again."]),
        ("- We wait\n- They wait", ["We wait", "They wait"]),
        ("| a | b |\n|---|---|\n| we forgot | c |", ["a", "b", "we forgot", "c"]),
        ("One<br>two", ["One", "two"]),
        ("@alice restarted it", ["@alice restarted it"]),
        ("", []),
    ],
)
def test_own_words(markdown: str, words: list[str]) -> None:
    assert list(own_words(markdown)) == [each.replace("…", OMITTED) for each in words]
