"""Reads the translations of the words that readers see: compiled files of gettext, which are part of the package."""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO

LANGUAGES = ("en", "ar", "de", "ja")
"""The languages of our words, all complete; English is what the code contains."""
DOMAIN = "afterword"
ENGLISH = "en"
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)


def best_language(tag: str) -> str:
    """Return which of our languages fits a BCP 47 tag such as `de-AT`; English if none does."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return primary if primary in LANGUAGES else ENGLISH


def is_english(tag: str | None) -> bool:
    """Return whether a BCP 47 tag is one of English; so is what has none."""
    return not tag or tag.lower().partition("-")[0] == ENGLISH


def has_translations(tag: str | None) -> bool:
    """Return whether our words can be shown in a language: in English too, which is what no tag means."""
    return is_english(tag) or best_language(tag or "") != ENGLISH


def is_right_to_left(tag: str) -> bool:
    """Return whether a language is usually written from right to left."""
    return tag.replace("_", "-").partition("-")[0].lower() in _RIGHT_TO_LEFT


@lru_cache(maxsize=8)
def translations(language: str) -> NullTranslations:
    """Return the translations into one of `LANGUAGES`."""
    if language == ENGLISH:
        return NullTranslations()
    return GNUTranslations(BytesIO(_compiled(language)))


def digest(language: str) -> str:
    """Return what changes when the translations into a language do."""
    return blake2b(_compiled(language), digest_size=8).hexdigest()


def _compiled(language: str) -> bytes:
    return (files("afterword") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes()
