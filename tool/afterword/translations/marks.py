"""Marks words for translation where they are defined: `pybabel extract` finds the calls, and nothing is done yet."""

from __future__ import annotations


def mark(message: str) -> str:
    """Mark a word that is translated where it is shown."""
    return message


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Mark the singular and the plural of a word that is translated where its number is known."""
    return one, many


def mark_in(context: str, message: str) -> tuple[str, str]:
    """Mark a word with its context, for words that other languages translate differently elsewhere."""
    return context, message
