"""The theme speaks the language of the pages."""

from __future__ import annotations

import logging

import pytest
from mkdocs.theme import Theme

from afterword.mkdocs_plugin.theme_language import speak
from afterword.views.text.words import words_in


def material(language: str = "en") -> Theme:
    return Theme(name="material", language=language)


@pytest.mark.parametrize(
    ("page", "language", "direction"),
    [
        ("de", "de", "ltr"),
        ("DE", "de", "ltr"),
        ("de-AT", "de", "ltr"),
        ("ar", "ar", "rtl"),
        ("en", "en", None),
        ("fr", "en", None),
    ],
)
def test_material_follows_the_language_of_the_pages(page: str, language: str, direction: str | None) -> None:
    theme = material()
    speak(theme, words_in(page))
    assert (theme["language"], theme.get("direction")) == (language, direction)


@pytest.mark.parametrize(("given", "page"), [("DE", "de"), ("de", "DE"), ("de-at", "de-AT"), ("en", "de")])
def test_the_same_language_in_mkdocs_yml_needs_no_warning(
    given: str, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    theme = material(given)
    speak(theme, words_in(page))
    assert (theme["language"], caplog.text) == ("de", "")


def test_another_language_in_mkdocs_yml_stays_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    theme = material("fr")
    with caplog.at_level(logging.WARNING, logger="mkdocs.plugins.afterword"):
        speak(theme, words_in("de"))
    assert theme["language"] == "fr"
    assert "`theme.language` in mkdocs.yml is `fr`, but `page.language` in status.yml is `de`" in caplog.text


def test_a_theme_without_a_language_stays_as_it_is() -> None:
    theme = Theme(name="mkdocs")
    del theme["locale"]
    speak(theme, words_in("de"))
    assert theme.get("language") is None
