"""The texts that commands suggest for records, in the languages that have translations."""

from __future__ import annotations

from afterword.records.vocabulary import State
from afterword.translations import catalogues
from afterword.translations.marks import mark as _

FIRST_MESSAGES = {
    State.INVESTIGATING: _("We are looking into it."),
    State.SCHEDULED: _("We will carry out maintenance."),
    State.IN_PROGRESS: _("The work has begun."),
}
"""The first message to customers, by the state in which a record begins."""
WORK_DONE = _("The work is done.")
WORK_CANCELLED = _("The work will not take place.")
WORK_MOVES = _("The work moves to {time}.")
WORK_ENDS = _("The work is now announced until {time}.")
NIGHT_MOVES = _("Night {number} of {count} moves to {time}.")
NIGHT_ENDS = _("Night {number} of {count} is now announced until {time}.")
NIGHT_DONE = _("The work of this night is done. It goes on from {time}.")

MILESTONES = {
    "detected": _("The team notices it."),
    "acknowledged": _("The team begins to work on it."),
    "declared": _("It is declared an incident."),
    "identified": _("The problem is understood."),
    "mitigated": _("The worst is over for customers."),
}
"""The event of a timeline for each milestone."""
RECOVERED = _("{component} is back to normal.")
PUBLISHED = _("An update is published.")
PUBLISHED_AS = _("An update is published: {status}.")


def in_language(message: str, language: str) -> str:
    """Return a text in the language of a record, or in English where it has no translation."""
    return catalogues.translations(catalogues.best_language(language)).gettext(message)


def suggestion(message: str, language: str) -> str | None:
    """Return a text that may be published in a language, given by its tag; None if it has no translation."""
    if catalogues.is_english(language):
        return message
    translated = in_language(message, language)
    return None if translated == message else translated
