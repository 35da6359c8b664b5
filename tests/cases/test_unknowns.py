"""What is not known is said in keys or in words, and the number of an incident is shown with its title."""

from __future__ import annotations

import json

import pytest

from afterword.checks.rules.unknown_field import is_never_unknown
from afterword.formats.registry import latest_fragments, record_artifacts
from afterword.output.pages import rendered_page
from afterword.records import introspection
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.render.environment import create_environment, render_row
from afterword.views.audience import Audience
from afterword.views.context import Context
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.incident.unknowns import FIELD_NAMES, unknowns
from afterword.views.index import search
from afterword.views.text.labels import incident_link
from afterword.views.text.words import ENGLISH, words_in
from tests.checks.demo import BEGIN, check, only
from tests.timeline.building import at, record, site

ENVIRONMENT = create_environment(ENGLISH)
TEXT = """\
number: PM2023-001
unknowns:
  - {field: impact.customers_affected, reason: withheld}
  - {what: What rights the token had, reason: not_stated}
  - {what: Who used it, reason: pending}
"""


def context() -> Context:
    return Context(Project(site(), (record(TEXT),)), Audience.PUBLIC, at("2026-03-01 12:00"))


def test_the_page_separates_what_is_not_known_yet_from_what_is_not_stated() -> None:
    shown = context()
    made = shown.records[0]
    html = rendered_page(ENVIRONMENT, incident_page(shown, made, record_parts(shown, made))).html
    pending, stated = html.index("Not known yet:"), html.index("Not stated:")
    assert pending < html.index("Who used it") < stated < html.index("What rights the token had")
    assert stated < html.index("Known, but not published:</strong> customers affected.")


@pytest.mark.parametrize(
    ("entry", "message", "example"),
    [
        (
            "{field: what rights the token had, reason: not_stated}",
            "`field` is for a key of the record; say what is missing in words with `what`",
            "what: what rights the token had",
        ),
        (
            "{reason: not_stated}",
            "this entry says neither which `field` is missing nor `what`, in words",
            "field: impact.customers_affected",
        ),
    ],
)
def test_an_entry_says_what_is_missing_in_one_way(entry: str, message: str, example: str) -> None:
    found = only(f"{BEGIN}unknowns:\n  - {entry}\n", "unknown-field")
    assert (found.message, found.example, found.location.line) == (message, example, 4)


def test_every_key_that_may_be_unknown_has_a_name_for_readers() -> None:
    keys = {
        ".".join((*home, name)): field.is_required()
        for home, model in introspection.parts(Record)
        for name, field in introspection.keys(model).items()
    }
    named = {key for key in keys if key in FIELD_NAMES}
    named |= {key for key, required in keys.items() if required and key.rpartition(".")[0] in FIELD_NAMES}
    assert keys.keys() - named == {key for key in keys if is_never_unknown(key)}
    assert keys.keys() >= FIELD_NAMES.keys()


@pytest.mark.parametrize("key", ["visibility", "updates.levels.api"])
def test_a_key_that_the_author_decides_is_never_unknown(key: str) -> None:
    found = only(f"{BEGIN}unknowns: [{{field: {key}, reason: pending}}]\n", "unknown-field")
    assert found.message == f"`{key}` is never unknown; say what is missing in words with `what`"


def test_a_key_that_every_entry_has_is_named_by_its_list() -> None:
    shown = Context(Project(site(), (record("unknowns: [{field: timeline.at, reason: pending}]\n"),)),
                    Audience.PUBLIC, at("2026-03-01 12:00"), words_in("de"))  # fmt: skip
    (gap,) = unknowns(shown, shown.records[0], record_parts(shown, shown.records[0]))
    assert gap.things[0].name == "zeitlicher Ablauf der Reaktion"


def test_words_are_enough_and_may_say_which_part_of_a_key_is_missing() -> None:
    assert check(f"{BEGIN}unknowns: [{{what: What rights the token had, reason: not_stated}}]\n") == ()
    part = "unknowns: [{field: severity, what: how bad it was in Asia, reason: pending}]\n"
    assert check(f"{BEGIN}severity: sev2\n{part}") == ()


def test_the_number_is_shown_with_the_title_wherever_people_read_it() -> None:
    shown = context()
    made = shown.records[0]
    parts = record_parts(shown, made)
    whole = "PM2023-001: Trouble"
    files = record_artifacts(shown, made, parts, ENVIRONMENT)
    assert incident_link(made, shown.site).text == parts.head.title == whole
    assert whole in render_row(ENVIRONMENT, parts.row)
    assert whole in search.record_entry(made, parts.head, parts.row)
    latest = latest_fragments(shown, made, parts, ENVIRONMENT)
    assert json.loads(latest["statuspage"])["name"] == whole
    assert all(f"{whole}<" in latest[feed] for feed in ("history.atom", "history.rss"))
    assert f"Incident: {whole}" in files.fragments["event"]
    brief = json.loads(files.fragments["index"])
    assert (brief["title"], brief["number"]) == ("Trouble", "PM2023-001")
