"""The part of a project that a public build publishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.records import introspection
from afterword.records.key_audience import KeyAudience, Public, key_audience
from afterword.records.model import RecordPart
from afterword.records.record import Record
from afterword.records.vocabulary import PostMortemStatus
from afterword.views.audience import PUBLIC_FIELDS, Audience, allow_list
from tests.sites import SMALL_SITE, published, write_site

GOLDEN = Path(__file__).with_name("key_audiences.txt")

WITH_SECRETS = """\
title: Search is slow
detection: {method: alert, source: CANARY-detection}
summary: Searches took long.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
impact: {revenue: 3 CANARY-revenue, other: [{name: Pages, value: 3 pages, source: CANARY-source}]}
timeline:
  - {at: 2026-11-20 09:41, kind: symptom, text: Seen by all., evidence: [https://example.com/CANARY-evidence]}
  - {at: 2026-11-20 09:42, kind: action, text: CANARY-event, visibility: internal}
root_causes:
  - {id: c1, role: cause, category: capacity, text: Too small., accepted_risk: CANARY-risk}
action_items:
  - {id: a1, title: Grow, type: prevent, priority: p1, owner: team, due: 2026-12-01, status: open, tracker: CANARY-1}
  - {id: a2, title: CANARY-action, type: prevent, priority: p1, owner: team, due: 2026-12-01, status: open,
     visibility: internal}
post_mortem: {status: published, published: 2026-11-22, reviewers: [CANARY-reviewer]}
related: [{id: 2026-11-19-CANARY-hidden, relation: follows}]
origin: {system: pager, id: p1, fields: {note: CANARY-fields}}
internal: {note: CANARY-internal}
updates:
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""
HIDDEN = "title: CANARY-title\nvisibility: internal\nsummary: CANARY-summary\n"
SITE_OF_TWO = {
    "2026-11-20-search-is-slow": WITH_SECRETS.replace("2026-11-19-CANARY-hidden", "2026-11-19-canary-hidden"),
    "2026-11-19-canary-hidden": HIDDEN,
}


def test_the_audience_of_every_key_is_the_one_in_the_golden_file() -> None:
    lines = [
        f"{'.'.join((*home, name))}: {key_audience(field)}"
        for home, model in introspection.parts(Record)
        for name, field in model.model_fields.items()
    ]
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_a_key_that_does_not_declare_its_audience_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="Careless must declare the audience of note"):

        class Careless(RecordPart):
            title: Public[str]
            note: str = ""


def test_every_key_is_on_the_allow_list_exactly_if_it_is_declared_public() -> None:
    public = {KeyAudience.PUBLIC, KeyAudience.WITH_POST_MORTEM}
    for _, model in introspection.parts(Record):
        declared = {name for name, field in model.model_fields.items() if key_audience(field) in public}
        assert PUBLIC_FIELDS[model] == declared


def test_a_public_project_contains_nothing_internal(tmp_path: Path) -> None:
    context = published(write_site(tmp_path, SITE_OF_TWO))
    assert "canary" not in repr(context.project.records).lower()


def test_an_internal_project_contains_everything(tmp_path: Path) -> None:
    context = published(write_site(tmp_path, SITE_OF_TWO), Audience.INTERNAL)
    everything = repr(context.project.records)
    for kept in (
        "detection",
        "revenue",
        "source",
        "evidence",
        "event",
        "risk",
        "action",
        "reviewer",
        "internal",
    ):
        assert f"CANARY-{kept}" in everything


def test_a_site_can_publish_a_key_that_is_internal_by_default(tmp_path: Path) -> None:
    site = SMALL_SITE + "publish: {also: [action_items.tracker]}\n"
    context = published(write_site(tmp_path, SITE_OF_TWO, site))
    published_records = repr(context.project.records)
    assert "CANARY-1" in published_records
    assert published_records.count("CANARY") == 1


@pytest.mark.parametrize(
    "key",
    ["internal", "visibility", "origin.fields", "timeline.visibility", "no_such_key", "windows.no_such_key"],
)
def test_some_keys_can_never_be_published(key: str) -> None:
    assert allow_list((key,)) == PUBLIC_FIELDS


DRAFT = SITE_OF_TWO["2026-11-20-search-is-slow"].partition("related:")[0].replace(
    "post_mortem: {status: published, published: 2026-11-22, reviewers: [CANARY-reviewer]}",
    "post_mortem: {status: STATUS, background: History.}\nsymptoms: [{component: search, seen: An error.}]\n"
    "links: [{title: More, url: 'https://example.com/'}]",
).replace("revenue:", "data_loss: None., customers_affected: 5, revenue:")  # fmt: skip


@pytest.mark.parametrize(
    ("status", "is_public"),
    [
        ("draft", False),
        ("in_review", False),
        ("published", True),
        ("published, published: 2026-11-22", True),
        ("published, published: 2027-01-01", False),
    ],
)
def test_what_belongs_to_a_post_mortem_is_public_only_once_that_is(
    tmp_path: Path, status: str, is_public: bool
) -> None:
    name = "2026-11-20-search-is-slow"
    (cut,) = published(write_site(tmp_path, {name: DRAFT.replace("STATUS", status)})).records
    assert cut.post_mortem is not None
    assert cut.impact is not None
    assert cut.impact.customers_affected is not None
    assert cut.summary
    for held_back in (
        cut.root_causes,
        cut.timeline,
        cut.action_items,
        cut.symptoms,
        cut.links,
        cut.impact.data_loss,
    ):
        assert bool(held_back) is is_public
    assert (cut.post_mortem.background == "History.") is is_public
    assert (cut.post_mortem.status is PostMortemStatus.PUBLISHED) is is_public


def test_every_key_that_is_declared_so_is_held_back(tmp_path: Path) -> None:
    name = "2026-11-20-search-is-slow"
    (cut,) = published(write_site(tmp_path, {name: DRAFT.replace("STATUS", "draft")})).records
    for path, model in introspection.parts(Record):
        parts = [cut]
        for step in path:
            values = [getattr(each, step) for each in parts]
            parts = [
                part
                for value in values
                if value
                for part in (value if isinstance(value, tuple) else (value,))
            ]
        for key, field in model.model_fields.items():
            if key_audience(field) is KeyAudience.WITH_POST_MORTEM:
                assert not [part for part in parts if getattr(part, key)], (path, key)


def test_only_records_with_internal_keys_are_changed(tmp_path: Path) -> None:
    public_text = WITH_SECRETS.split("impact:", maxsplit=1)[0].replace(", source: CANARY-detection", "")
    sites = {"2026-11-20-search-is-slow": WITH_SECRETS, "2026-11-21-nothing-internal": public_text}
    root = write_site(tmp_path, sites)
    public, internal = (published(root, audience).by_id for audience in Audience)
    assert public["2026-11-21-nothing-internal"] == internal["2026-11-21-nothing-internal"]
    cut, whole = (each["2026-11-20-search-is-slow"] for each in (public, internal))
    assert cut.windows == whole.windows
    assert not {"internal", "visibility"} & cut.model_fields_set
    assert "evidence" not in cut.timeline[0].model_fields_set


@pytest.mark.parametrize("audience", Audience)
def test_an_end_of_an_event_that_lies_ahead_is_not_published(tmp_path: Path, audience: Audience) -> None:
    record = """\
title: New machines
kind: maintenance
summary: The machines are replaced.
scheduled: {start: 2026-11-23 11:00, end: 2026-11-23 15:00, announced: 2026-11-20 10:00}
timeline:
  - {at: 2026-11-23 11:00, until: 2026-11-23 11:30, text: The first one is drained.}
  - {at: 2026-11-23 11:30, until: 2026-11-23 14:30, text: The others are drained.}
"""
    (shown,) = published(write_site(tmp_path, {"2026-11-23-new-machines": record}), audience).project.records
    assert [event.until and f"{event.until:%H:%M}" for event in shown.timeline] == ["11:30", None]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("until", "shown"), [("2026-11-23 11:30", True), ("2026-11-23 13:00", False)])
def test_a_predicted_end_of_an_exposure_is_not_published(
    tmp_path: Path, audience: Audience, until: str, shown: bool
) -> None:
    record = (
        f"title: A token is public\nexposure: {{since: 2026-11-22 10:00, until: {until}, what: A token.}}\n"
    )
    (found,) = published(write_site(tmp_path, {"2026-11-22-token": record}), audience).project.records
    assert found.exposure is not None
    assert bool(found.exposure.until) is shown


def test_announced_ends_of_planned_work_are_public(tmp_path: Path) -> None:
    record = """\
title: New machines
kind: maintenance
scheduled: {start: 2026-11-23 11:00, end: 2026-11-23 15:00, announced: 2026-11-20 10:00}
windows:
  - {component: search, level: under_maintenance, start: 2026-11-23 11:00, end: 2026-11-23 15:00}
updates: [{at: 2026-11-23 11:00, status: in_progress, body: The machines are replaced one by one.}]
"""
    (found,) = published(write_site(tmp_path, {"2026-11-23-new-machines": record})).project.records
    ends = [*(each.end for each in found.scheduled), *(each.end for each in found.windows)]
    assert [end and f"{end:%H:%M}" for end in ends] == ["15:00", "15:00"]
