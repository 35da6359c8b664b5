"""`arguments.choice`: known words by id, by name, or by their beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.arguments.choice import one_of, pair_of, several_of

KNOWN = ("search", "search-index", "api", "mail", "web-app")
NAMES = {
    "Search": "search",
    "Search index": "search-index",
    "Public API": "api",
    "Straße": "mail",
    "old-api": "api",
}


def refusal(text: str) -> str:
    with pytest.raises(ValueError, match=r".") as refused:
        one_of(KNOWN, "component", names=NAMES)(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("search", "search"),
        ("SEARCH", "search"),
        ("Search Index", "search-index"),
        ("search  index", "search-index"),
        ("search-", "search-index"),
        ("public", "api"),
        ("a", "api"),
        ("old-api", "api"),
        ("STRASSE", "mail"),
        ("web", "web-app"),
        (" web ", "web-app"),
    ],
)
def test_a_word_is_known_by_its_id_its_name_or_a_beginning(text: str, word: str) -> None:
    assert one_of(KNOWN, "component", names=NAMES)(text) == word


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sea", "`sea` is ambiguous: search, search-index; write more of the word"),
        ("serch", "there is no component `serch`; did you mean `search`?"),
        ("pblic api", "there is no component `pblic api`; did you mean `api`?"),
        ("", "there is no component ``; known: search, search-index, api, mail, web-app"),
        ("ftp", "there is no component `ftp`; known: search, search-index, api, mail, web-app"),
    ],
)
def test_the_error_says_which_words_there_are(text: str, message: str) -> None:
    assert refusal(text) == message


def test_only_some_of_many_words_are_listed() -> None:
    many = tuple(f"host-{number}" for number in range(10, 40))
    with pytest.raises(
        ValueError, match=r"ambiguous: host-10, .*, host-17, and 22 more; write more of the word"
    ):
        one_of(many, "component")("host")


def test_an_id_wins_over_the_name_of_another() -> None:
    assert one_of(("api", "web"), "component", names={"API": "web"})("api") == "api"


def test_several_words_are_separated_by_commas() -> None:
    read = several_of(KNOWN, "component", names=NAMES)
    assert read("api, Search index") == ("api", "search-index")
    assert read(" ") == ()
    with pytest.raises(ValueError, match="a component is named twice"):
        read("api, public")


def test_a_pair_has_an_equals_sign() -> None:
    levels = one_of(("degraded", "down"), "level")
    read = pair_of(one_of(KNOWN, "component", names=NAMES), levels, example="search=degraded")
    assert read("search=degraded") == ("search", "degraded")
    assert read("Public API = deg") == ("api", "degraded")
    assert read("api") == ("api", None)
    for text, message in {
        "search:degraded": "`search:degraded` has a colon; write `search=degraded`",
        "search:": "`search:` has a colon; write `search=degraded`",
        "api: down": "`api: down` has a colon; write `api=down`",
        "search=": "`search=` needs a word on both sides of the `=`, such as search=degraded",
        "=down": "`=down` needs a word on both sides of the `=`, such as search=degraded",
        "search=d": "`d` is ambiguous: degraded, down; write more of the word",
        "ftp:down": "there is no component `ftp:down`; known: search, search-index, api, mail, web-app",
    }.items():
        with pytest.raises(ValueError, match=r".") as refused:
            read(text)
        assert str(refused.value) == message


@given(
    st.lists(st.text("abc-", min_size=1, max_size=5), min_size=1, unique=True),
    st.text("abc-", min_size=1, max_size=5),
)
def test_an_accepted_word_begins_with_what_was_typed(known: list[str], text: str) -> None:
    try:
        word = one_of(tuple(known), "component")(text)
    except ValueError:
        assert text not in known
        return
    assert word.startswith(text)
    assert word == text or [each for each in known if each.startswith(text)] == [word]
