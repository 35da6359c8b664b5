"""Words, times and numbers in other languages: plural forms, direction and order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from afterword.records.due_date import DueDate
from afterword.records.impact import ImpactNumbers, Measure
from afterword.records.scales import Level, default_levels
from afterword.records.vocabulary import Kind, State
from afterword.records.zone import UTC_ZONE, Zone, zone_named
from afterword.timeline.certainty import Certainty
from afterword.timeline.lifecycle import MILESTONE_NAMES
from afterword.views.incident.effects import impact_numbers
from afterword.views.text.level_phrases import level_phrase
from afterword.views.text.quantities import measure
from afterword.views.text.vocabulary_words import MILESTONES, WORDS
from afterword.views.text.words import ENGLISH, words_in

GERMAN, ARABIC, JAPANESE = (words_in(language) for language in ("de", "ar", "ja"))
MORNING = datetime(2026, 11, 20, 8, 40, tzinfo=UTC)
DAY = date(2026, 11, 20)


def berlin() -> Zone:
    zone = zone_named("Europe/Berlin")
    assert zone is not None
    return zone


def test_a_language_without_translations_is_english() -> None:
    assert words_in("fr") is words_in(None) is words_in("en-US") is ENGLISH
    assert words_in("de") is words_in("de")


@pytest.mark.parametrize(
    ("language", "days", "percent", "number"),
    [
        ("en", ("20 November 2026", "November 2026", "3 – 9 November 2026"), "99.62 %", "1,234.50"),
        ("de", ("20. November 2026", "November 2026", "3.–9. Nov. 2026"), "99,62\xa0%", "1.234,50"),
        ("ja", ("2026年11月20日", "2026年11月", "2026年11月3日\uff5e9日"), "99.62%", "1,234.50"),
        ("ar", ("20 نوفمبر 2026", "نوفمبر 2026", "3–9 نوفمبر 2026"), "99.62%", "1,234.50"),
    ],
)
def test_days_and_numbers(language: str, days: tuple[str, str, str], percent: str, number: str) -> None:
    words = words_in(language)
    found = words.day(DAY), words.month(2026, 11), words.days(date(2026, 11, 3), date(2026, 11, 9))
    assert found == days
    assert words.percent(Decimal("99.62")).replace("\u200e", "") == percent
    assert words.number(Decimal("1234.50")) == number


@pytest.mark.parametrize(
    ("language", "text", "zone"),
    [
        ("en", "20 November 2026, 09:40", "CET"),
        ("de", "20. November 2026, 09:40", "MEZ"),
        ("ja", "2026年11月20日 09:40", "CET"),
        ("ar", "20 نوفمبر 2026، 09:40", "CET"),
    ],
)
def test_a_time(language: str, text: str, zone: str) -> None:
    instant = words_in(language).instant(MORNING, berlin())
    assert (instant.text, instant.zone, instant.iso) == (text, zone, "2026-11-20T08:40:00Z")
    assert instant.text == f"{instant.day}{words_in(language).before_clock}{instant.clock}"


@pytest.mark.parametrize(
    ("language", "text", "about"),
    [
        ("en", "6 h 30 min", "about 6 h 30 min"),
        ("de", "6 Std. 30 Min.", "etwa 6 Std. 30 Min."),
        ("ja", "6 時間 30 分", "約6 時間 30 分"),
        ("ar", "6 س 30 د", "حوالي 6 س 30 د"),
    ],
)
def test_a_duration(language: str, text: str, about: str) -> None:
    length = timedelta(hours=6, minutes=30)
    words = words_in(language)
    assert words.duration(length) == text
    assert words.duration(length, Certainty(approximate=True, at_least=False)) == about
    assert [unit.replace("{0}", "6") for unit in words.units][1] == text.partition(" 30")[0], "for scripts"


def test_arabic_has_six_plural_forms() -> None:
    counts = [ARABIC.plural(number, ARABIC.nouns.day) for number in (0, 1, 2, 3, 11, 100)]
    assert counts == ["لا أيام", "يوم واحد", "يومان", "3 أيام", "11 يومًا", "100 يوم"]


def test_german_has_two_plural_forms_and_japanese_one() -> None:
    assert [GERMAN.plural(number, GERMAN.nouns.record) for number in (0, 1, 2)] == [
        "0 Einträge",
        "1 Eintrag",
        "2 Einträge",
    ]
    assert [JAPANESE.plural(number, JAPANESE.nouns.record) for number in (1, 2)] == ["1 件", "2 件"]


def test_a_sentence_has_the_order_of_its_language() -> None:
    of = {"number": 2, "count": 3}
    message = "{number} of {count}"
    assert [words.gettext(message, **of) for words in (ENGLISH, GERMAN, JAPANESE)] == [
        "2 of 3",
        "2 von 3",
        "3 回中 2 回目",
    ]


def test_names_from_left_to_right_are_isolated_in_arabic() -> None:
    assert ARABIC.gettext("Incident: {title}", title="API (v2)") == "عطل: \u2068API (v2)\u2069"
    assert ARABIC.gettext("Incident: {title}", title="بطء") == "عطل: بطء"
    assert GERMAN.gettext("Incident: {title}", title="API (v2)") == "Störung: API (v2)"


def test_lists() -> None:
    parts = ("a", "b", "c")
    assert [words.listed(parts) for words in (ENGLISH, GERMAN, JAPANESE)] == [
        "a, b and c",
        "a, b und c",
        "a、b、c",
    ]
    assert [words.listed(()) for words in (ENGLISH, GERMAN)] == ["", ""]


def test_a_due_date_and_a_zone_that_is_not_stated() -> None:
    assert GERMAN.due(DueDate(2027, 3, 31, "2027-Q1")) == "1. Quartal 2027"
    assert GERMAN.due(DueDate(2027, 1, 31, "2027-01")) == "Januar 2027"
    assert GERMAN.zone_name(MORNING, Zone("", UTC, stated=False)) == "Zeitzone nicht angegeben"
    assert GERMAN.zone_name(MORNING, UTC_ZONE) == "UTC"


def test_a_region_has_its_own_formats() -> None:
    assert words_in("de-AT").day(date(2026, 1, 5)) == "5. Jänner 2026"
    assert words_in("de-XX").day(date(2026, 1, 5)) == "5. Januar 2026"


def test_only_levels_that_have_our_names_are_translated() -> None:
    assert [GERMAN.level_name(level) for level in default_levels()] == [
        "In Wartung",
        "Beeinträchtigt",
        "Teilausfall",
        "Schwerer Ausfall",
    ]
    own = Level.model_validate({"id": "degraded", "name": "Slow", "status": "degraded_performance"})
    assert GERMAN.level_name(own) == "Slow"
    assert level_phrase(GERMAN, "Schwerer Ausfall") == "Schwerer Ausfall"


def test_every_member_of_a_set_has_a_word() -> None:
    assert {kind: set(words) for kind, words in WORDS.items()} == {
        kind: {member.value for member in kind} for kind in WORDS
    }
    assert set(MILESTONES) == set(MILESTONE_NAMES)
    assert (GERMAN.word(Kind.INCIDENT), GERMAN.word(State.RESOLVED)) == ("Störung", "Behoben")


def test_an_abbreviation_and_its_sentence_end_with_one_point() -> None:
    assert GERMAN.fill("Insgesamt {time}.", time="3 Std.") == "Insgesamt 3 Std."
    assert GERMAN.fill("„{title}“.", title="Wait ...") == "„Wait ...“."


def test_the_course_of_a_measure_is_in_the_language() -> None:
    course = Measure.model_validate({"metric": "Warteschlange", "from": "3100", "to": "8700", "unit": "Jobs"})
    assert measure(GERMAN, course) == "Warteschlange: von 3.100 Jobs auf 8.700 Jobs"


def test_a_number_with_latin_words_keeps_its_order_on_a_page_from_right_to_left() -> None:
    given = ImpactNumbers.model_validate({"customers_affected": "14200", "requests_failed": "38.5 % of all"})
    assert [each.value for each in impact_numbers(ARABIC, given)] == ["14,200", "\u206838.5 % of all\u2069"]
    assert [each.value for each in impact_numbers(ENGLISH, given)] == ["14,200", "38.5 % of all"]
