"""Messages in the language of a page: translated, with their placeholders filled in, for pages and for scripts."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from gettext import NullTranslations

from afterword.records.scales import OPERATIONAL, Level
from afterword.timeline.lifecycle import MilestoneName
from afterword.translations import catalogues
from afterword.translations.marks import mark_in as pgettext
from afterword.views.text.catalogue import Catalogue, words_of
from afterword.views.text.glyphs import MAINTENANCE_GLYPH
from afterword.views.text.vocabulary_words import MILESTONES, WORDS

_DEFAULT_LEVELS = {
    (OPERATIONAL.id, OPERATIONAL.name): pgettext("level", "Operational"),
    ("under_maintenance", "Under maintenance"): pgettext("level", "Under maintenance"),
    ("degraded", "Degraded"): pgettext("level", "Degraded"),
    ("partial_outage", "Partial outage"): pgettext("level", "Partial outage"),
    ("major_outage", "Major outage"): pgettext("level", "Major outage"),
}
"""The names of levels that we gave, by id and name: those that a site gives stay as they are."""
_IN_ROWS = ("overrun", "internal", "post_mortem", "post_mortem_of")


class Messages(Catalogue):
    """The messages in a language, and what pages and scripts know of it."""

    language = catalogues.ENGLISH
    """A language tag, as in `lang="en"`."""
    locale = "en-GB"
    """How a browser formats times on the pages."""
    direction = "ltr"
    before_clock = ", "
    """What separates a day and a clock time."""
    comma = ", "
    """What separates the items of a list."""

    def __init__(self, translations: NullTranslations) -> None:
        """Translate the catalogue."""
        self._translations = translations
        super().__init__(translations.gettext)

    @property
    def fingerprint(self) -> str:
        """What changes when these words do: empty in English, whose words are in the code."""
        return ""

    def gettext(self, message: str, /, **values: object) -> str:
        """Translate a message, and fill in its placeholders."""
        text = self._translations.gettext(message)
        return self.fill(text, **values) if values else text

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Translate a message that has other translations in other contexts."""
        text = self._translations.pgettext(context, message)
        return self.fill(text, **values) if values else text

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate a message with a number, which is its placeholder `count`."""
        text = self._translations.ngettext(one, many, number)
        return self.fill(text, count=self.number(number), **values)

    def fill(self, message: str, /, **values: object) -> str:
        """Fill in the placeholders of a message that is translated already."""
        return message.format_map(values)

    def isolated(self, text: str) -> str:
        """Keep a name from reordering the text around it, where that has the other direction."""
        return text

    def plural(self, number: int, forms: tuple[str, str]) -> str:
        """Format a count with its noun, one of `nouns`."""
        return self.ngettext(*forms, number)

    @lru_cache(maxsize=1024, typed=True)  # noqa: B019 - as in `Words.duration`; equal words differ by their type
    def word(self, value: StrEnum) -> str:
        """Return the word for a member of a closed set, as readers see it."""
        return self._translations.pgettext(*WORDS[type(value)][value])

    def milestone(self, name: MilestoneName) -> str:
        """Return the name of a milestone."""
        return self._translations.pgettext(*MILESTONES[name])

    def level_name(self, level: Level) -> str:
        """Return the name of a level; only one that the site did not choose is translated."""
        ours = _DEFAULT_LEVELS.get((level.id, level.name))
        return self._translations.pgettext(*ours) if ours else level.name

    def in_sentence(self, name: str) -> str:
        """Return the name of a level as it is written in a sentence."""
        return name.lower()

    def number(self, value: int | float | Decimal) -> str:
        """Format a number with its digits in groups of three."""
        return f"{value:,}"

    def about(self, text: str) -> str:
        """Say that a number or a time is not exact."""
        return self.gettext("about {number}", number=text)

    def at_least(self, text: str) -> str:
        """Say that a number is a lower bound."""
        return self.gettext("at least {number}", number=text)

    def at_most(self, text: str) -> str:
        """Say that a number is an upper bound."""
        return self.gettext("at most {number}", number=text)

    @property
    def of_status_script(self) -> dict[str, object]:
        """The words of `status.js` that need no format."""
        return {
            "overrun": self.record.overrun,
            "about": self.about("{number}"),
            "stale": self.current.stale,
            "changed": self.current.changed,
            "reload": self.current.reload,
            "before_clock": self.before_clock,
        }

    @property
    def of_every_page(self) -> dict[str, str]:
        """The words of `afterword.js`."""
        return {**words_of(self.times), "locale": self.locale, "before_clock": self.before_clock}

    @property
    def of_history_script(self) -> dict[str, str]:
        """The words of `history.js`."""
        in_rows = {name: getattr(self.record, name) for name in _IN_ROWS}
        of_language = {"locale": self.locale, "comma": self.comma, "maintenance_glyph": MAINTENANCE_GLYPH}
        return {**words_of(self.history), **in_rows, **of_language, "records": self.terms.records}

    @property
    def of_copy_script(self) -> dict[str, str]:
        """The words of `copy.js`."""
        return words_of(self.copying)

    @property
    def of_embed_script(self) -> dict[str, str]:
        """The words of the script that other sites include."""
        return {
            "stale": self.embed.stale,
            "updated": self.current.updated,
            "announced_since": self.current.announced_since,
            "locale": self.locale,
            "language": self.language,
            "direction": self.direction,
        }
