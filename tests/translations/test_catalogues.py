"""The translations: complete, up to date with the words of the code, and compiled."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from string import Formatter
from typing import IO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from afterword.translations.catalogues import DOMAIN, ENGLISH, LANGUAGES, best_language, is_right_to_left
from tests.sites import REPOSITORY

LOCALE = REPOSITORY / "tool/afterword/locale"
TRANSLATED = [each for each in LANGUAGES if each != ENGLISH]
UPDATE = "run `make translations`, and translate what is new"


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language)


CATALOGUES = {language: catalogue(language) for language in TRANSLATED}


def ids(messages: Catalog) -> set[tuple[str, ...]]:
    return {(each.context or "", *texts(each.id)) for each in messages if each.id}


def texts(of: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (of,) if isinstance(of, str) else tuple(of or ())


def translated(language: str) -> Iterator[tuple[Message, str]]:
    """Yield each translation with its message; a message with a number has several."""
    for message in CATALOGUES[language]:
        if message.id:
            yield from ((message, each) for each in texts(message.string) if each)


def messages_of(file: IO[bytes]) -> dict[object, str]:
    """Return the messages of a compiled catalogue, without its header, which names the version of Babel."""
    found: dict[object, str] = dict(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    return {key: text for key, text in found.items() if key != ""}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def words_of_the_code(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """Extract the words as `make translations` does."""
    file = tmp_path_factory.mktemp("words") / "afterword.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(REPOSITORY)
        command = ["pybabel", "-q", "extract", "-F", "pyproject.toml", "-o", str(file), "."]
        CommandLineInterface().run(command)  # type: ignore[no-untyped-call]
    with file.open("rb") as extracted:
        return ids(read_po(extracted))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_the_words_of_the_code(
    language: str, words_of_the_code: set[tuple[str, ...]]
) -> None:
    assert ids(CATALOGUES[language]) == words_of_the_code, UPDATE


def test_no_words_are_inside_an_f_string() -> None:
    # Babel does not look into one before Python 3.12. What is only in English need not be found.
    inside = [
        f"{file.name}:{call.lineno}"
        for file in (REPOSITORY / "tool/afterword").rglob("*.py")
        for text in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and any(isinstance(each, ast.Constant) for each in call.args)
        and re.fullmatch(r"(?!ENGLISH\b).*?\bn?p?gettext", ast.unparse(call.func))
    ]
    assert inside == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_translates_everything(language: str) -> None:
    missing = [each.id for each in CATALOGUES[language] if each.id and not all(texts(each.string))]
    assert missing == [], UPDATE


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, CATALOGUES[language])
    compiled.seek(0)
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        assert messages_of(file) == messages_of(compiled), "run `make translations`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    # A form for one number, such as the Arabic dual, says the number by itself.
    wrong = [
        text
        for message, text in translated(language)
        if placeholders(text) | {"count"} != placeholders(texts(message.id)[-1]) | {"count"}
        or (isinstance(message.id, str) and placeholders(text) != placeholders(message.id))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_text_and_no_markup(language: str) -> None:
    assert [text for _, text in translated(language) if "<" in text or "&" in text] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_like_its_message(language: str) -> None:
    """A space at an end separates two parts of a page, unless the language has another separator."""
    wrong = [
        text
        for message, text in translated(language)
        if not message.context and text[:1].isspace() != texts(message.id)[0][:1].isspace()
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE", "de"),
        ("ar-EG", "ar"),
        ("ja", "ja"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_tag(tag: str, language: str) -> None:
    assert best_language(tag) == language


def test_the_direction_of_a_language() -> None:
    assert [each for each in ("ar", "he-IL", "fa", "de", "ja", "en") if is_right_to_left(each)] == [
        "ar",
        "he-IL",
        "fa",
    ]
