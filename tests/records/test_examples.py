"""Examples work: those in messages, the schema and the handbook can be copied as they are."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from afterword.diagnostics import Diagnostic
from afterword.records import introspection
from afterword.records.decode import decode_record, decode_site
from afterword.records.error_messages import one_of, shown
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import (
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    NOTICE_STATES,
    State,
    UpdateStatus,
)
from tests.records.decoding import FILE, SITE
from tests.records.writing import Where, fields, file_with, name_of

every_field = pytest.mark.parametrize("where", list(fields()), ids=name_of)


def problems(root: type[BaseModel], text: str) -> tuple[Diagnostic, ...]:
    data = text.encode()
    return (decode_site("status.yml", data) if root is Site else decode_record(FILE, data, SITE)).diagnostics


@every_field
def test_the_example_of_a_field_is_valid(where: Where) -> None:
    root, _, name, field = where
    assert problems(root, file_with(where, introspection.example(name, field))) == ()


@every_field
def test_every_further_example_of_a_field_is_valid(where: Where) -> None:
    root, _, name, field = where
    kind = introspection.kind_schema(field.annotation, field.metadata)
    for example in field.examples or kind.get("examples", []):
        again = field.merge_field_infos(field)
        again.examples = [example]
        assert problems(root, file_with(where, introspection.example(name, again))) == ()


@every_field
def test_the_description_of_a_field_is_a_sentence(where: Where) -> None:
    description = where[3].description or ""
    assert description[:1] == "`" or description[:1].isupper()
    assert description.endswith(".")


@every_field
def test_an_optional_field_without_a_value_is_absent(where: Where) -> None:
    root, home, name, field = where
    found = problems(root, file_with(where, f"{name}: "))
    expected = [("missing-key", f"`{name}` has no value")] if field.is_required() else []
    model = dict(introspection.parts(root))[home]
    if any(name in keys for keys in introspection.alternatives(model)):
        assert [each.message.endswith(", and has neither") for each in found] == [True]
        return
    assert [(each.rule, each.message) for each in found] == expected


@every_field
def test_the_message_for_a_mistyped_key_names_the_right_one(where: Where) -> None:
    root, home, name, field = where
    wrong = f"{name}x"
    text = file_with(where, introspection.example(name, field)).replace(
        f"{name}: ", f"{wrong}: {{}}, {name}: ", 1
    )
    if not home:
        text = file_with(where, introspection.example(name, field)) + f"{wrong}:\n"
    (only,) = problems(root, text)
    assert only.rule == "unknown-key"
    lines = text.split("\n")
    assert lines[only.location.line - 1][only.location.column - 1 : only.location.end_column - 1] == wrong
    assert only.message.startswith(f"`{wrong}` is not a key here; ")
    assert f"`{name}`" in only.message or f" {name}" in only.message


closed = pytest.mark.parametrize(
    "where", [each for each in fields() if introspection.words(each[3].annotation)], ids=name_of
)


def with_word(where: Where, word: str) -> str:
    _, _, name, field = where
    value = f"{{a-b: {word}}}" if introspection.is_mapping(field.annotation) else word
    return file_with(where, f"{name}: {value}")


@closed
def test_every_word_of_a_closed_set_is_accepted(where: Where) -> None:
    assert all(
        problems(where[0], with_word(where, word)) == () for word in introspection.words(where[3].annotation)
    )


@closed
def test_the_message_for_a_word_outside_the_set_lists_all_words_of_it(where: Where) -> None:
    allowed = introspection.words(where[3].annotation)
    if introspection.closed_set(where[3].annotation) is State:
        allowed = INCIDENT_STATES
    if introspection.closed_set(where[3].annotation) is UpdateStatus:
        allowed = (*INCIDENT_STATES, UpdateStatus.UPDATE)
    for wrong in ("qqq", "No", "1", allowed[0].upper() + "X", "x" * 500):
        (only,) = problems(where[0], with_word(where, wrong))
        assert only.rule == "wrong-value"
        assert only.message.startswith(f"`{shown(wrong)}` is not valid for `{where[2]}`; ")
        assert only.message.endswith(f"t can be {one_of(allowed)}")
    (near,) = problems(where[0], with_word(where, f"{allowed[0]}s"))
    assert f"did you mean `{allowed[0]}`? It can be " in near.message


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("kind: incident\n", INCIDENT_STATES),
        ("kind: near_miss\n", INCIDENT_STATES),
        ("kind: maintenance\n", MAINTENANCE_STATES),
        ("kind: drill\n", (*INCIDENT_STATES, *MAINTENANCE_STATES)),
        ("kind: notice\n", NOTICE_STATES),
    ],
)
def test_the_message_for_a_wrong_status_offers_those_of_the_kind_of_the_record(
    kind: str, states: tuple[State, ...]
) -> None:
    (only,) = problems(Record, f"title: x\n{kind}status: qqq\n")
    assert only.message == f"`qqq` is not valid for `status`; it can be {one_of(states)}"


@every_field
def test_any_value_of_a_field_is_accepted_or_reported_in_one_line(where: Where) -> None:
    root, _, name, _ = where
    for value in ("[]", "{}", "[[x]]", "{a: {b: c}}", '""', '"\\n"', "x", "'#'", "[{}]", "[~]"):
        for each in problems(root, file_with(where, f"{name}: {value}")):
            assert each.message
            assert "\n" not in each.message + each.example
            assert not any(words in each.message for words in ("Input should", "pydantic", "None", "<class"))
            assert each.location.line >= 1


WRONG_VALUES = (
    "[{}]", "{a: {b: c}}", '""', "A b", "yes", "1,200", "0.5 ms", "9:40", "20.11.2026", "2026-02-31", "Europe/Berln",
    "+01:00", "8a6a00", "'*x'", "2", "www.x.y",
)  # fmt: skip


@every_field
def test_the_example_in_the_message_for_a_wrong_value_is_valid(where: Where) -> None:
    root, _, name, _ = where
    for value in WRONG_VALUES:
        shown_for_it = [each.example for each in problems(root, file_with(where, f"{name}: {value}"))]
        for example in shown_for_it:
            if example.startswith(f"{name}: "):
                assert problems(root, file_with(where, example)) == ()


def test_examples_have_an_offset_if_no_zone_is_known() -> None:
    nowhere = Site.model_validate({"page": {"name": "Acme"}})
    text = "title: x\nmilestones: {detected: soon}\nwindows: [{component: search, level: degraded}]\nupdates: now\n"
    found = decode_record(FILE, text.encode(), nowhere).diagnostics
    assert [each.example for each in found] == [
        "detected: 2026-11-20 09:40+01:00",
        "start: 2026-11-20 09:40+01:00",
        "updates: [{at: 2026-11-20 09:40+01:00, status: investigating, body: Searches take several seconds.}]",
    ]


@pytest.mark.parametrize("where", [each for each in fields() if each[3].is_required()], ids=name_of)
def test_the_example_in_the_message_for_a_missing_key_is_valid(where: Where) -> None:
    root, home, name, field = where
    (only,) = problems(root, file_with(where, "") + ("" if home else "timezone: UTC\n"))
    missing = (
        f" in this entry of `{'.'.join(home)}`" if home and is_list(root, home) else f" in `{'.'.join(home)}`"
    )
    assert only.rule == "missing-key"
    if (home, name) == (("windows",), "start"):
        missing = "; a component whose times are not known belongs in `also_affected`"
    assert only.message == f"`{name}` is missing" + (missing if home else "; it is required")
    assert only.example == introspection.example(name, field)


def is_list(root: type[BaseModel], home: tuple[str, ...]) -> bool:
    _, around = introspection.field_at(root, home)
    return around is not None and introspection.item_type(around.annotation) is not None
