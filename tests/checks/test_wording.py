"""Which records and fields the rules of wording look at; the sample has the sentences that they find."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.checks.registry import WORDING_RULES
from afterword.diagnostics import Severity
from tests.checks.demo import SITE, SMALLEST, check, only

_IDS = {rule.id for rule in WORDING_RULES}
FORGOT = "We forgot to renew the certificate."


def found(record: str, *, site: str = SITE) -> list[str]:
    """Return the rules of wording that fire."""
    return [each.rule for each in check(record, site=site) if each.rule in _IDS]


def poorly(*texts: str) -> str:
    """Write a record with lessons."""
    items = "".join(f"    - |\n      {text}\n".replace("\n\n", "\n\n      ") for text in texts)
    return f"{SMALLEST}lessons:\n  went_poorly:\n{items}"


class TestWhatIsJudged:
    @pytest.mark.parametrize(
        "text",
        [
            f'The customer wrote: "{FORGOT}"',
            f"The commit says `{FORGOT}`",
            f"> {FORGOT}",
            f"# {FORGOT}",
            "It is in [the report](https://example.com/we-forgot-to-renew).",
        ],
        ids=["quotation", "code", "block quote", "heading", "address"],
    )
    def test_only_own_words_are(self, text: str) -> None:
        assert found(poorly(FORGOT)) == ["blamed-person"]
        assert found(poorly(text)) == []

    @pytest.mark.parametrize(("language", "judged"), [("en", 1), ("en-GB", 1), ("de", 0), ("pt-BR", 0)])
    def test_only_english_is(self, language: str, judged: int) -> None:
        assert len(found(f"{poorly(FORGOT)}language: {language}\n")) == judged
        site = SITE.replace("id: example,", f"id: example, language: {language},")
        assert len(found(poorly(FORGOT), site=site)) == judged
        assert len(found(f"{poorly(FORGOT)}language: en\n", site=site)) == 1

    def test_each_sentence_of_each_field_is(self) -> None:
        record = poorly(f"{FORGOT} The team did not follow the runbook.", "An operator missed the page.")
        assert [each.message.split("`")[1] for each in check(record)] == [
            "We forgot",
            "The team did not follow",
            "An operator missed",
        ]

    def test_an_apology_may_say_it(self) -> None:
        post_mortem = (
            "post_mortem: {status: published, apology: We forgot it and should have known better!!}\n"
        )
        assert found(SMALLEST + post_mortem) == []

    def test_a_draft_is_judged_more_mildly(self) -> None:
        record = poorly(FORGOT) + "severity: sev3\npost_mortem: {status: draft}\n"
        assert [each.severity for each in check(record)] == [Severity.INFO]

    def test_an_imported_record_is_not_judged(self) -> None:
        assert found(poorly(FORGOT) + "origin: {system: statuspage, id: abc}\n") == []


class TestPersonAsCause:
    CAUSE = f"{SMALLEST}root_causes:\n  - text: An engineer forgot to renew the certificate.\n"

    def test_is_an_error_and_reported_by_no_other_rule(self) -> None:
        assert only(self.CAUSE, "person-as-cause").severity is Severity.ERROR

    def test_we_are_no_person(self) -> None:
        assert found(self.CAUSE.replace("An engineer forgot to renew", "We renew by hand")) == []

    @pytest.mark.parametrize("status", ["draft", "in_review"])
    def test_is_a_warning_in_a_draft(self, status: str) -> None:
        post_mortem = f"post_mortem: {{status: {status}}}\n"
        assert only(self.CAUSE + post_mortem, "person-as-cause").severity is Severity.WARNING


class TestCounterfactual:
    SHOULD = "The alert should have fired at once."

    def test_is_what_a_near_miss_and_a_drill_are_about(self) -> None:
        assert found(poorly(self.SHOULD)) == ["counterfactual"]
        for kind in ("near_miss", "drill"):
            assert found(f"kind: {kind}\n{poorly(self.SHOULD)}") == []

    def test_may_be_a_reason_not_to_act(self) -> None:
        action = (
            "action_items:\n  - {id: a1, title: Add a cluster, type: prevent, priority: p2, status: wont_do,"
            " closed: 2026-11-25, reason: It would have prevented nothing.}\n"
        )
        assert found(SMALLEST + action) == []


class TestRelativeDate:
    OPEN = """\
title: Search is slow
summary: Searches have been slow since this morning, and were slow last night.
windows: [{component: search, level: degraded, start: 2026-12-01 09:40}]
updates: [{at: 2026-12-01 09:52, status: investigating, body: Searches are slow since yesterday.}]
"""

    def test_is_clear_while_the_incident_is_open(self) -> None:
        assert found(self.OPEN) == []

    def test_is_reported_once_it_is_over_but_in_updates(self) -> None:
        closed = self.OPEN.replace("investigating", "resolved").replace(
            "09:40}", "09:40, end: 2026-12-01 09:50}"
        )
        message = "`this morning` is relative to the day on which it was written; write the date"
        assert only(closed, "relative-date").message == message

    def test_is_reported_before_that_in_a_record_with_a_post_mortem(self) -> None:
        assert found(self.OPEN + "post_mortem: {status: draft}\n") == ["relative-date"]

    def test_with_its_date_it_is_not_relative(self) -> None:
        dated = "The certificate was renewed last Monday, 16 November, and again this morning (2026-11-20)."
        assert found(poorly(dated)) == []

    def test_internal_text_may_have_one(self) -> None:
        cause = "root_causes: [{text: The cache is cold., accepted_risk: It was replaced last week.}]\n"
        assert found(SMALLEST + cause) == []


class TestTitles:
    def test_the_name_of_a_component_says_what_is_affected(self) -> None:
        site = SITE.replace("name: Search", "name: Platform")
        record = SMALLEST.replace("title: Search is slow", "title: Platform outage")
        assert found(record) == ["vague-title"]
        assert found(record, site=site) == []

    @pytest.mark.parametrize("title", ["障害", "Störung", "Ausfall der Suche", "Panne"])
    def test_other_languages_are_not_judged(self, title: str) -> None:
        assert found(SMALLEST.replace("title: Search is slow", f"title: {title}")) == []

    @pytest.mark.parametrize(
        ("title", "better"),
        [
            ("Search is slow.", "title: Search is slow"),
            ("Search is slow!!", "title: Search is slow"),
            ("SEARCH IS VERY SLOW", "title: Search is very slow"),
        ],
    )
    def test_the_style_has_one_right_answer(self, title: str, better: str) -> None:
        record = SMALLEST.replace("title: Search is slow", f"title: {title}")
        assert only(record, "title-style").example == better


class TestTerseUpdate:
    @pytest.mark.parametrize("body", ["検索が遅い状況を調査中です。", "Störung", "Alles läuft wieder."])
    def test_other_languages_are_not_judged(self, body: str) -> None:
        assert found(SMALLEST.replace("Searches are fast again.", body)) == []

    def test_names_the_state(self) -> None:
        terse = only(SMALLEST.replace("Searches are fast again.", "Fixed."), "terse-update")
        assert terse.message.startswith("`Fixed.` says no more than the state")
        assert terse.location.line == 6


class TestPlaceholder:
    SUGGESTED = "Searches take several seconds. We are looking."

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Searches are fast again.", "We are looking into it."),
            ("windows:", "summary: We are looking into it.\nwindows:"),
        ],
        ids=["in the last update", "as the summary"],
    )
    def test_what_a_new_record_begins_with_is_one_when_it_is_over(self, old: str, new: str) -> None:
        assert found(SMALLEST.replace(old, new)) == ["placeholder"]

    def test_it_may_have_been_published_first(self) -> None:
        record = SMALLEST.replace(self.SUGGESTED, "We are looking into it.")
        assert found(record) == ["placeholder"]
        assert found(record.replace("windows:", "summary: Searches were slow.\nwindows:")) == []
        explained = record.replace("Searches are fast again.", "Searches that took up to a minute are fast.")
        assert found(explained) == []

    def test_what_a_record_begins_with_is_known_in_its_language(self) -> None:
        german = f"language: de\n{SMALLEST}"
        assert "placeholder" in found(german.replace("Searches are fast again.", "Wir gehen der Sache nach."))
        events = (
            "{at: 2026-11-20 09:52, kind: communication, text: 'Eine Meldung wird veröffentlicht: Behoben.'}"
        )
        review = f"{german}timeline: [{events}]\npost_mortem: {{status: in_review}}\n"
        assert "placeholder" in found(review)

    @pytest.mark.parametrize(
        "status", ["in_review", "published, published: 2026-11-27, resolution: More memory."]
    )
    @pytest.mark.parametrize("text", ["An update is published.", "An update is published: investigating."])
    def test_a_drafted_event_that_says_nothing_is_one_from_the_review_on(
        self, text: str, status: str
    ) -> None:
        events = f"timeline: [{{at: 2026-11-20 09:52, kind: communication, text: '{text}'}}]\n"
        assert "placeholder" in found(f"{SMALLEST}{events}post_mortem: {{status: {status}}}\n")
        assert "placeholder" not in found(f"{SMALLEST}{events}post_mortem: {{status: draft}}\n")

    def test_an_open_incident_may_begin_with_it(self) -> None:
        record = (
            "title: Search is slow\nwindows: [{component: search, level: degraded, start: 2026-12-01 09:40}]\n"
            "updates: [{at: 2026-12-01 09:52, status: investigating, body: We are looking into it.}]\n"
        )
        assert found(record) == []

    def test_maintenance_that_is_cancelled_may_keep_its_announcement(self) -> None:
        record = (
            "title: New disks for the search\nkind: maintenance\n"
            "scheduled: {start: 2026-12-09 20:00, end: 2026-12-09 22:00}\nupdates:\n"
            "  - {at: 2026-11-20 09:00, status: scheduled, body: We will carry out maintenance.}\n"
            "  - {at: 2026-11-21 09:00, status: cancelled, body: The disks have not arrived.}\n"
        )
        assert found(record) == []

    @pytest.mark.parametrize("key", ["TBD", "???", "TODO"])
    def test_lines_are_looked_at_too(self, key: str) -> None:
        action = "{id: a1, title: Add a cluster, type: prevent, priority: p2, due: 2027-01-31, status: open"
        record = f'{SMALLEST}action_items: [{action}, owner: "{key}"}}]\n'
        assert found(record) == ["placeholder"]

    @pytest.mark.parametrize(
        "text",
        [
            "The summary goes here.",
            "What happened?",
            "'{{ summary }}'",
            "Searches of {{ region }} were slow.",
        ],
    )
    def test_what_a_template_asks_or_fills_in(self, text: str) -> None:
        assert found(f"{SMALLEST}summary: {text}\n") == ["placeholder"]

    @pytest.mark.parametrize(
        "text", ["What happened is that a queue was full.", "The macro `{{ x }}` was empty."]
    )
    def test_what_only_looks_like_a_template(self, text: str) -> None:
        assert found(f"{SMALLEST}summary: {text}\n") == []

    def test_tags_and_addresses_are_not(self) -> None:
        links = "links: [{title: The list, url: https://example.com/TODO}]\n"
        assert found(f"{SMALLEST}tags: [todo]\n{links}") == []

    def test_internal_notes_are_not(self) -> None:
        assert found(f"{SMALLEST}internal: TODO\n") == []


def test_findings_about_wording_do_not_depend_on_the_time() -> None:
    late = datetime(2027, 6, 1, tzinfo=UTC)
    assert [each.rule for each in check(poorly(FORGOT), now=late)] == ["blamed-person"]
