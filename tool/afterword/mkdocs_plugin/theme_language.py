"""Lets the theme speak the language of the pages, and lay them out in its direction."""

from __future__ import annotations

import logging

from mkdocs.theme import Theme

from afterword.views.text.words import ENGLISH, Words

_MATERIALS_DEFAULT = "en"

_log = logging.getLogger("mkdocs.plugins.afterword")


def speak(theme: Theme, words: Words) -> None:
    """Set the language and the direction of Material; a different language in `mkdocs.yml` stays, with a warning."""
    given = theme.get("language")
    if given is None or words is ENGLISH:
        return
    primary = words.language.partition("-")[0].lower()
    if str(given).lower() not in (_MATERIALS_DEFAULT, primary, words.language.lower()):
        _log.warning(
            "`theme.language` in mkdocs.yml is `%s`, but `page.language` in status.yml is `%s`: remove "
            "`theme.language`, and the theme follows `page.language`",
            given,
            words.language,
        )
        return
    theme["language"] = primary
    theme["direction"] = words.direction
