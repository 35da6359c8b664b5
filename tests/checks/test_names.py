"""What the rules about ids and names allow and report, beyond the samples on their pages."""

from __future__ import annotations

import pytest

from afterword.checks.samples import SAMPLE_FILE
from afterword.diagnostics import Location, Severity
from tests.checks.demo import (
    BEGIN,
    LONG_OPEN,
    NO_ZONE,
    SITE,
    SMALLEST,
    check,
    check_files,
    only,
    rules,
    windows,
)


class TestUnknownComponent:
    def test_suggests_what_was_probably_meant(self) -> None:
        found = only(SMALLEST.replace("component: search", "component: serach"), "unknown-component")
        assert found.message == "`serach` is not a component of `status.yml`; did you mean `search`?"
        assert found.example == "component: search"

    def test_lists_all_components_if_none_is_similar(self) -> None:
        found = only(SMALLEST.replace("component: search", "component: billing"), "unknown-component")
        assert found.message == "`billing` is not a component of `status.yml`; known: search, api"

    def test_looks_at_symptoms_updates_and_the_timeline_too(self) -> None:
        record = (
            f"{BEGIN}symptoms: [{{component: a, seen: Slow.}}]\n"
            "updates:\n  - {at: 2026-11-20 10:20, status: resolved, body: It is over., levels: {b: degraded}}\n"
            "timeline: [{at: 2026-11-20 10:20, kind: action, text: Restart., component: c}]\n"
        )
        found = [(each.rule, each.location.line, each.message[:4]) for each in check(record)]
        assert found == [
            ("unknown-component", 3, "`a` "),
            ("unknown-component", 5, "`b` "),
            ("unknown-component", 6, "`c` "),
        ]

    def test_locates_the_key_if_the_component_is_a_key(self) -> None:
        update = (
            "  - {at: 2026-11-20 10:20, status: resolved, body: It is over., levels: {serach: degraded}}\n"
        )
        found = only(f"{BEGIN}updates:\n{update}", "unknown-component")
        assert found.location == Location(SAMPLE_FILE, 4, 74, 4, 80)


class TestUnknownLevel:
    def test_knows_operational_on_every_site(self) -> None:
        record = SMALLEST.replace("status: resolved", "levels: {search: operational}, status: resolved")
        assert check(record) == ()

    def test_looks_at_the_levels_of_updates(self) -> None:
        record = SMALLEST.replace("status: resolved", "levels: {search: fine}, status: resolved")
        assert only(record, "unknown-level").message.startswith(
            "`fine` is not a level of `status.yml`; known: "
        )


class TestUnknownReference:
    def test_reports_windows_that_symptoms_name_and_that_do_not_exist(self) -> None:
        record = (
            windows("degraded 09:40 10:15") + "symptoms: [{component: search, seen: Slow., windows: [w1]}]\n"
        )
        found = only(record, "unknown-reference")
        assert found.message == "no window has the id `w1`; there are none yet"
        assert found.example == "id: w1, in the window that you mean"

    def test_suggests_the_id_that_was_probably_meant(self) -> None:
        record = windows("degraded 09:40 10:15").replace("{component", "{id: peak, component")
        found = only(
            record + "symptoms: [{component: search, seen: Slow., windows: [peek]}]\n", "unknown-reference"
        )
        assert (found.message, found.example) == ("no window has the id `peek`; did you mean `peak`?", "peak")

    def test_suggests_the_record_of_the_same_day_that_was_probably_meant(self) -> None:
        other = "incidents/2026/2026-11-21-api-is-down.yml"
        related = f"{SMALLEST}related: [{{id: 2026-11-21-api-is-dwn, relation: follows}}]\n"
        (found,) = check_files({SAMPLE_FILE: related, other: SMALLEST.replace("11-20", "11-21")})
        assert found.message == (
            "no record has the id `2026-11-21-api-is-dwn`; did you mean `2026-11-21-api-is-down`?"
        )
        assert found.example == "id: 2026-11-21-api-is-down"

    def test_reports_windows_that_triggers_and_causes_name_and_that_do_not_exist(self) -> None:
        record = windows("degraded 09:40 10:15").replace("{component", "{id: peak, component")
        one = "trigger: {text: A., windows: [peek]}\n"
        several = "trigger:\n  - {text: A., windows: [peak]}\n  - {text: B., windows: [peek]}\n"
        cause = "root_causes: [{text: A., windows: [peak, peek]}]\n"
        for text, where in ((one, "[peek]"), (several, "[peek]"), (cause, " peek]")):
            found = only(record + text, "unknown-reference")
            assert found.message == "no window has the id `peek`; did you mean `peak`?"
            assert (record + text).splitlines()[found.location.line - 1].find(
                where
            ) == found.location.column - 2

    def test_reports_records_that_a_post_mortem_covers_and_that_do_not_exist(self) -> None:
        other = "incidents/2026/2026-11-21-api-is-down.yml"
        covers = f"{SMALLEST}post_mortem: {{status: draft, covers: [2026-11-21-api-is-dwn]}}\n"
        files = check_files({SAMPLE_FILE: covers, other: SMALLEST.replace("11-20", "11-21")})
        (found,) = (each for each in files if each.rule == "unknown-reference")
        assert "did you mean `2026-11-21-api-is-down`?" in found.message
        assert found.example == "covers: [2026-11-21-api-is-down]"

    def test_a_post_mortem_does_not_cover_its_own_record(self) -> None:
        record = f"{SMALLEST}post_mortem: {{status: published, covers: [2026-11-20-search-is-slow]}}\n"
        assert "is about its own record anyway" in only(record, "unknown-reference").message

    def test_a_record_is_not_related_to_itself(self) -> None:
        record = f"{SMALLEST}related: [{{id: 2026-11-20-search-is-slow, relation: follows}}]\n"
        assert "cannot be related to itself" in only(record, "unknown-reference").message


class TestRecordId:
    @pytest.mark.parametrize(
        "file",
        [
            "incidents/2026/2026-11-20-search-is-slow.yml",
            "incidents/2026/2026-11-20-search-is-slow.yaml",
            "incidents/2024/2024-02-29-2.yml",
            "incidents/1900/1900-01-01-x.yml",
            "incidents/2199/2199-12-31-x.yml",
            f"incidents/2026/2026-11-20-{'a' * 89}.yml",
        ],
    )
    def test_allows_dates_with_words(self, file: str) -> None:
        assert check_files({file: f"{BEGIN}status: resolved\n"}) == ()

    @pytest.mark.parametrize(
        ("file", "message", "example"),
        [
            (
                "incidents/2026/search.yml",
                "is not a valid id",
                "incidents/2026/2026-11-20-search-is-slow.yml",
            ),
            (
                "incidents/2026/2026-11-20.yml",
                "is not a valid id",
                "incidents/2026/2026-11-20-search-is-slow.yml",
            ),
            (
                "incidents/2026/2026-11-20-Slow_API.yml",
                "is not a valid id",
                "incidents/2026/2026-11-20-slow-api.yml",
            ),
            (
                "incidents/2026/2026-11-20--slow.yml",
                "is not a valid id",
                "incidents/2026/2026-11-20-slow.yml",
            ),
            (
                "incidents/2026/2026-11-20-größe.yml",
                "is not a valid id",
                "incidents/2026/2026-11-20-gr-e.yml",
            ),
            ("incidents/2026/2026-11-31-slow.yml", "is not a valid date", ""),
            ("incidents/0001/0001-01-01-x.yml", "is not in the years 1900 to 2199", ""),
            ("incidents/9999/9999-01-01-x.yml", "is not in the years 1900 to 2199", ""),
            ("incidents/1899/1899-12-31-x.yml", "is not in the years 1900 to 2199", ""),
            ("incidents/2200/2200-01-01-x.yml", "is not in the years 1900 to 2199", ""),
            (
                "incidents/2025/2026-11-20-slow.yml",
                "is in `incidents/2025`",
                "incidents/2026/2026-11-20-slow.yml",
            ),
            ("incidents/2026/2026-11-20-slow.YML", "ends in `.YML`", "incidents/2026/2026-11-20-slow.yml"),
            ("incidents/2026-11-20-slow.yml", "is in `incidents`", "incidents/2026/2026-11-20-slow.yml"),
            (
                f"incidents/2026/2026-11-20-{'a' * 90}.yml",
                "has 101 characters",
                f"incidents/2026/2026-11-20-{'a' * 49}.yml",
            ),
        ],
    )
    def test_reports_what_is_wrong_with_a_name(self, file: str, message: str, example: str) -> None:
        (found,) = check_files({file: SMALLEST})
        assert found.rule == "record-id"
        assert message in found.message
        assert found.example == example


class TestDuplicateId:
    def test_is_reported_in_each_of_the_files_with_the_names_of_the_others(self) -> None:
        first = "incidents/2026/2026-11-20-slow.yml"
        found = check_files({first: SMALLEST, "incidents/2026/2026-11-20-slow.yaml": SMALLEST})
        assert [each.rule for each in found] == ["duplicate-id", "duplicate-id"]
        assert first in found[0].message
        assert found[0].example == "incidents/2026/2026-11-20-slow-2.yml"

    def test_a_file_that_cannot_be_read_still_claims_its_id(self) -> None:
        files = {"incidents/2026/2026-11-20-slow.yml": SMALLEST, "incidents/2026/2026-11-20-slow.yaml": "["}
        assert sorted(each.rule for each in check_files(files)) == ["duplicate-id", "yaml-syntax"]


class TestRepeatedId:
    def test_names_the_line_of_the_first(self) -> None:
        causes = "root_causes:\n" + "  - {id: queue, role: cause, category: capacity, text: A.}\n" * 2
        found = only(BEGIN + causes, "repeated-id")
        assert found.message == "`queue` is already the id of the root cause on line 4"
        assert found.example == "id: queue-2"

    def test_the_same_id_may_be_in_two_lists(self) -> None:
        record = (
            f"{BEGIN}root_causes: [{{id: a, role: cause, category: capacity, text: A.}}]\n"
            "action_items: [{id: a, title: Add, type: repair, priority: p2, status: done}]\n"
        )
        assert rules(record) == []


class TestUnknowns:
    @pytest.mark.parametrize("field", ["impact", "milestones.detected", "windows.measure.threshold"])
    def test_every_fact_of_a_record_can_be_unknown(self, field: str) -> None:
        assert check(f"{BEGIN}unknowns: [{{field: {field}, reason: pending}}]\n") == ()

    @pytest.mark.parametrize(
        ("field", "message", "example"),
        [
            (
                "milestone.detected",
                "a record has no key `milestone`; did you mean `milestones`?",
                "milestones",
            ),
            (
                "impact.customers",
                "`impact` has no key `customers`; did you mean `customers_affected`?",
                "impact.customers_affected",
            ),
            (
                "lessons.xyzzy",
                "`lessons` has no key `xyzzy`; known: went_well, went_poorly, lucky, surprised",
                "",
            ),
            ("title.text", "`title` has no keys", "title"),
            ("zone", "a record has no key `zone`; did you mean `timezone`?", "timezone"),
        ],
    )
    def test_a_wrong_key_is_explained(self, field: str, message: str, example: str) -> None:
        found = only(f"{BEGIN}unknowns: [{{field: {field}, reason: pending}}]\n", "unknown-field")
        assert (found.message, found.example) == (message, f"field: {example}" if example else "")

    def test_an_unstated_zone_is_not_known(self) -> None:
        assert (
            check(f"{BEGIN}timezone: unstated\nunknowns: [{{field: timezone, reason: not_stated}}]\n") == ()
        )

    def test_the_line_of_the_known_value_is_named(self) -> None:
        record = f"{BEGIN}impact: {{support_tickets: 3}}\n"
        found = only(
            f"{record}unknowns: [{{field: impact.support_tickets, reason: pending}}]\n", "unknown-but-present"
        )
        assert "the record has it (line 3)" in found.message

    def test_the_line_is_that_of_the_value_itself(self) -> None:
        record = f"{BEGIN}milestones:\n  detected: 2026-11-20 09:41\n  resolved: 2026-11-20 10:15\n"
        found = only(
            f"{record}unknowns: [{{field: milestones.resolved, reason: pending}}]\n", "unknown-but-present"
        )
        assert "the record has it (line 5)" in found.message

    def test_a_list_may_lack_the_key_in_one_of_its_entries(self) -> None:
        unknown = "unknowns: [{field: windows.end, reason: pending}]\n"
        assert check(windows("degraded 09:40 10:15", "degraded 11:00") + unknown, site=SITE + LONG_OPEN) == ()
        assert rules(windows("degraded 09:40 10:15") + unknown) == ["unknown-but-present"]


class TestScopes:
    SCOPES = "scopes: [{id: eu, name: Europe}, {id: us, name: US East}, {id: ap-1, name: Asia}]\n"

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("EU", "eu"),
            ("europe", "eu"),
            ("Europe", "eu"),
            ("Eurpoe", "eu"),
            ("Europ", "eu"),
            ("us east", "us"),
        ],
    )
    def test_a_scope_that_is_nearly_one_of_the_site_is_found(self, typed: str, meant: str) -> None:
        record = windows("degraded 09:40 10:15").replace("10:15}", f"10:15, scope: {typed}}}")
        found = only(record, "scope-spelling", site=SITE + self.SCOPES)
        assert (found.severity, found.example) == (Severity.INFO, f"scope: {meant}")
        assert found.message.startswith(
            f"`{typed}` is not the id of a scope of `status.yml`; did you mean `{meant}`"
        )

    @pytest.mark.parametrize("typed", ["eu", "us", "UK", "US West", "ap-2", "version 2", "[eu, Azure]"])
    def test_other_scopes_are_free_text(self, typed: str) -> None:
        record = windows("degraded 09:40 10:15").replace("10:15}", f"10:15, scope: {typed}}}")
        assert check(record, site=SITE + self.SCOPES) == ()
        assert check(record.replace(typed, "europe")) == ()


class TestLanguages:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("jp", "ja"), ("CN", "zh"), ("kr", "ko"), ("cz", "cs"), ("se-SE", "sv-SE"), ("gr", "el")],
    )
    def test_a_country_is_not_a_language(self, typed: str, meant: str) -> None:
        (found,) = check(f"{BEGIN}language: {typed}\n")
        assert (found.severity, found.example) == (Severity.ERROR, f"language: {meant}")
        assert f"did you mean `{meant[:2]}`?" in found.message

    @pytest.mark.parametrize("tag", ["ja", "br", "uk", "tw", "zh-Hant", "pt-BR", "de-AT", "fil"])
    def test_languages_are_accepted(self, tag: str) -> None:
        assert check(f"{BEGIN}language: {tag}\n") == ()


class TestSite:
    @pytest.mark.parametrize("level", ["no-data", "no_data"])
    def test_no_level_has_the_id_of_days_without_data(self, level: str) -> None:
        levels = f"levels: [{{id: {level}, name: Unknown, status: partial_outage}}]\n"
        found = only(BEGIN, "site-operational-level", site=NO_ZONE + levels)
        assert found.message.startswith(f"`{level}` is reserved for days without data")
        assert (found.location.line, found.example) == (3, "id: partial_outage")

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ("groups: [{id: a, name: A}, {id: a, name: B}]", "`a` is already the id of entry 1 in `groups`"),
            ("cause_categories: [a, b, a]", "`a` is already in the list; remove it"),
            (
                "severities: [{id: s, impact: none}, {id: s, impact: major}]",
                "`s` is already the id of entry 1 in `severities`",
            ),
        ],
    )
    def test_ids_are_unique_in_their_list(self, more: str, message: str) -> None:
        found = only(BEGIN, "site-repeated-id", site=f"{NO_ZONE}{more}\n")
        assert found.message == message

    @pytest.mark.parametrize("key", ["internal", "origin.fields", "timeline.visibility", "visibility"])
    def test_some_keys_are_never_published(self, key: str) -> None:
        found = only(BEGIN, "site-unknown-publish-key", site=f"{NO_ZONE}publish: {{also: [{key}]}}\n")
        assert found.message.startswith(f"`{key}` is never published")

    def test_a_rule_that_does_not_exist_is_located_at_its_key(self) -> None:
        found = only(BEGIN, "site-unknown-rule", site=f"{NO_ZONE}review: {{rules: {{future-tim: off}}}}\n")
        assert found.message == "there is no rule `future-tim`; did you mean `future-time`?"
        assert (found.location.line, found.location.column, found.example) == (3, 18, "future-time: off")


class TestSiteUnknownGroup:
    SITE = """\
page: {name: Example}
timezone: UTC
components:
  - {id: search, name: Search, group: Core services}
  - {id: api, name: API, group: Core services}
  - {id: web, name: Web, group: [{group: edge}, {group: Core services, since: 2026-01-01}]}
"""

    def found(self, site: str) -> list[tuple[int, str, str]]:
        diagnostics = check_files({"status.yml": site})
        rule = "site-unknown-group"
        return [(each.location.line, each.message, each.example) for each in diagnostics if each.rule == rule]

    def test_each_missing_group_is_reported_once_with_an_entry_that_can_be_copied(self) -> None:
        core, edge = self.found(self.SITE)
        assert core == (
            4,
            "`Core services` is not a group of `status.yml`, and 2 more name it; there are none yet. An id has only "
            "lower-case letters, digits and hyphens: `group: core-services`",
            "groups: [{id: core-services, name: Core services}]",
        )
        assert edge == (
            6,
            "`edge` is not a group of `status.yml`; there are none yet",
            "groups: [{id: edge, name: edge}]",
        )
        corrected = self.SITE.replace("group: Core services", "group: core-services")
        groups = "groups: [{id: core-services, name: Core services}, {id: edge, name: edge}]\n"
        assert self.found(corrected + groups) == []

    def test_a_misspelled_group_or_its_name_is_reported_wherever_it_is(self) -> None:
        site = f"{self.SITE}groups: [{{id: core, name: Core services}}, {{id: edge, name: Edge}}]\n"
        assert [(line, example) for line, _, example in self.found(site)] == [
            (4, "group: core"),
            (5, "group: core"),
            (6, "group: core"),
        ]
