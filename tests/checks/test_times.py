"""What the rules about time allow and report, beyond the samples on their pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterword.diagnostics import Diagnostic, Severity
from tests.checks.demo import (
    BEGIN,
    LONG_OPEN,
    NO_ZONE,
    SITE,
    SMALLEST,
    check,
    maintenance,
    only,
    rules,
    windows,
)


class TestZoneMissing:
    def test_is_reported_once_per_record(self) -> None:
        found = only(SMALLEST, "zone-missing", site=NO_ZONE)
        assert found.message.startswith("`2026-11-20 09:40` has no time zone")

    def test_times_with_offsets_need_no_zone(self) -> None:
        record = SMALLEST.replace("09:40", "09:40+01:00").replace("09:52", "09:52Z")
        record = record.replace("10:15", "10:15 +01:00").replace("10:20", "'10:20Z'".strip("'"))
        assert check(record, site=NO_ZONE) == ()

    def test_reports_the_only_time_without_an_offset(self) -> None:
        record = SMALLEST.replace("09:40", "09:40Z").replace("10:15", "10:15Z").replace("10:20", "10:20Z")
        assert only(record, "zone-missing", site=NO_ZONE).location.line == 5

    def test_an_unstated_zone_is_enough(self) -> None:
        assert check(f"timezone: unstated\n{SMALLEST}", site=NO_ZONE) == ()


class TestOffsetInUnstatedZone:
    @pytest.mark.parametrize("offset", ["+09:00", " +0900", "Z", "-00:30"])
    def test_suggests_the_time_without_its_offset(self, offset: str) -> None:
        record = f"timezone: unstated\n{BEGIN}updates:\n"
        record += f"  - {{at: 2026-11-20 09:52{offset}, status: resolved, body: It is over.}}\n"
        found = only(record, "offset-in-unstated-zone")
        assert found.message == (
            f"`2026-11-20 09:52{offset}` has an offset, but the record's zone is `unstated`; "
            "remove the offset, or name the zone"
        )
        assert (found.location.line, found.example) == (5, "at: 2026-11-20 09:52")

    def test_looks_at_every_time(self) -> None:
        record = f"timezone: unstated\n{SMALLEST}".replace("09:40", "09:40Z").replace("10:15", "10:15Z")
        assert rules(record) == ["offset-in-unstated-zone", "offset-in-unstated-zone"]

    def test_offsets_are_allowed_with_a_named_zone_or_without_one(self) -> None:
        record = SMALLEST.replace("09:52", "09:52+01:00")
        assert check(record) == ()
        assert check(f"timezone: Asia/Tokyo\n{record.replace('09:52+01:00', '09:52+09:00')}") == ()


class TestEndBeforeStart:
    def test_names_both_times_as_they_were_typed_whatever_the_zone(self) -> None:
        record = "timezone: America/New_York\n" + windows("degraded 09:40 09:10")
        assert only(record, "end-before-start").message == (
            "the window of `search` ends at 2026-11-20 09:10, before it starts at 2026-11-20 09:40; are the two times "
            "swapped?"
        )

    @pytest.mark.parametrize(
        ("start", "end", "suggested"),
        [
            ("2026-11-20 23:40", "2026-11-20 00:15", "2026-11-21 00:15"),
            ("2026-11-20 09:40", "2026-10-20 10:15", "2026-11-20 10:15"),
            ("2026-11-20 23:40:30", "2026-11-20 00:15:29.5", "2026-11-21 00:15:29.500"),
        ],
    )
    def test_suggests_the_same_clock_time_on_the_first_day_after_the_start(
        self, start: str, end: str, suggested: str
    ) -> None:
        record = f"{BEGIN}windows: [{{component: search, level: degraded, start: {start}, end: {end}}}]\n"
        assert only(record, "end-before-start").example == f"end: {suggested}"

    @pytest.mark.parametrize(
        ("start", "end"),
        [("2026-11-20 09:40", "2026-11-20 09:10"), ("2026-11-21 00:10", "2026-11-20 23:50")],
    )
    def test_suggests_to_swap_times_if_the_end_on_the_next_day_would_be_far_away(
        self, start: str, end: str
    ) -> None:
        record = f"{BEGIN}windows: [{{component: search, level: degraded, start: {start}, end: {end}}}]\n"
        found = only(record, "end-before-start")
        assert found.message.endswith("; are the two times swapped?")
        assert found.example == f"start: {end}, end: {start}"
        assert check(record.replace(f"start: {start}, end: {end}", found.example)) == ()

    def test_swapped_times_on_lines_of_their_own_are_suggested_so(self) -> None:
        record = (
            f"{BEGIN}timeline:\n  - text: Restart.\n    at: 2026-11-20 10:20\n    until: 2026-11-20 10:19\n"
        )
        assert only(record, "end-before-start").example == "at: 2026-11-20 10:19\nuntil: 2026-11-20 10:20"

    @pytest.mark.parametrize("end", ["2026-11-20 09:40", "2025-11-20 09:30"])
    def test_suggests_a_short_duration_if_nothing_is_known(self, end: str) -> None:
        times = f"start: 2026-11-20 09:40, end: {end}"
        found = only(
            f"{BEGIN}windows: [{{component: search, level: degraded, {times}}}]\n", "end-before-start"
        )
        assert found.example == "end: 2026-11-20 09:55"
        assert "swapped" not in found.message

    @pytest.mark.parametrize(
        ("start", "end", "example"),
        [
            ("23:40+02:00", "00:15+01:00", "end: 2026-11-21 00:15+01:00"),
            ("23:40Z", "00:15Z", "end: 2026-11-21 00:15Z"),
            ("23:40", "00:15Z", "end: 2026-11-21 04:55Z"),
        ],
    )
    def test_writes_times_with_the_offsets_that_were_typed(self, start: str, end: str, example: str) -> None:
        record = windows("degraded 09:40 09:15").replace("09:40", start).replace("09:15", end)
        site = SITE.replace("Europe/Berlin", "America/New_York")
        for each in (site, NO_ZONE) if "+" in start else (site,):
            found = only(record, "end-before-start", site=each)
            assert f"ends at 2026-11-20 {end}, before it starts at 2026-11-20 {start}" in found.message
            assert found.example == example

    def test_a_window_must_have_a_duration(self) -> None:
        assert "when it starts" in only(windows("degraded 09:40 09:40"), "end-before-start").message

    def test_an_event_may_end_as_it_begins_but_not_earlier(self) -> None:
        times = "at: 2026-11-20 10:20, until: 2026-11-20 10:20"
        event = f"{BEGIN}timeline: [{{{times}, kind: action, text: Restart.}}]\n"
        assert check(event) == ()
        assert rules(event.replace("until: 2026-11-20 10:20", "until: 2026-11-20 10:19")) == [
            "end-before-start"
        ]

    def test_looks_at_announced_times(self) -> None:
        record = maintenance("  - {at: 2026-11-13 10:00, status: scheduled, body: It begins soon.}\n")
        found = only(record.replace("23:00", "21:00"), "end-before-start")
        assert (found.location.line, found.example.replace("\n", ", ")) == (
            3,
            "start: 2026-11-20 21:00, end: 2026-11-20 22:00",
        )
        assert "when it starts" in only(record.replace("23:00", "22:00"), "end-before-start").message

    @pytest.mark.parametrize(
        ("typed", "example"),
        [
            (
                "exposure: {since: 2026-11-21, until: 2026-11-20, what: Names.}",
                "since: 2026-11-20, until: 2026-11-21",
            ),
            ("timeline: [{at: 2026-11, until: 2026-10, text: It rose.}]", "at: 2026-10, until: 2026-11"),
            (
                "windows: [{component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-19}]",
                "start: 2026-11-19, end: 2026-11-20 09:40",
            ),
            (
                "impact: {data_loss: {from: 2026-11-20, to: 2026-11-19, text: Orders.}}",
                "from: 2026-11-19, to: 2026-11-20",
            ),
        ],
    )
    def test_days_that_are_swapped_are_written_as_days(self, typed: str, example: str) -> None:
        found = only(f"{BEGIN}{typed}\n", "end-before-start")
        assert found.example == example
        assert "before it starts (2026-11" in found.message


class TestOverlappingWindows:
    def test_names_the_lines_of_both(self) -> None:
        found = only(windows("degraded 09:40 10:15", "major_outage 10:00 10:30"), "overlapping-windows")
        assert found.message == (
            "`search` has two windows at 2026-11-20 10:00: this one (line 5), and the one on line 4, which "
            "lasts until 2026-11-20 10:15; end one where the other begins"
        )
        assert found.example == "start: 2026-11-20 10:15"
        assert found.location.line == 5

    @pytest.mark.parametrize(
        ("first", "second", "suggested"),
        [
            ("10:15", " 10:30", "start: 2026-11-20 10:15"),
            ("10:15", "", "start: 2026-11-20 10:15"),
            ("10:30", " 10:30", ""),
            ("10:45", " 10:30", ""),
        ],
    )
    def test_suggests_a_start_only_if_that_is_enough(self, first: str, second: str, suggested: str) -> None:
        record = windows(f"degraded 09:40 {first}", f"major_outage 10:00{second}")
        assert only(record, "overlapping-windows", site=SITE + LONG_OPEN).example == suggested

    def test_windows_that_touch_do_not_overlap(self) -> None:
        assert check(windows("degraded 10:00 10:15", "major_outage 09:40 10:00")) == ()

    def test_the_same_level_makes_no_difference(self) -> None:
        assert rules(windows("degraded 09:40 10:15", "degraded 10:00 10:30")) == ["overlapping-windows"]

    def test_windows_with_different_scopes_may_overlap(self) -> None:
        both = windows("degraded 09:40 10:15", "major_outage 10:00 10:30")
        first, second = (line for line in both.splitlines() if "level:" in line)

        def scoped(*scopes: str) -> str:
            lines = (
                f"{line[:-1]}, scope: {scope}}}" for line, scope in zip((first, second), scopes, strict=True)
            )
            return both.replace(f"{first}\n{second}", "\n".join(lines))

        assert check(scoped("Europe", "Asia")) == ()
        assert rules(scoped("[Europe, Asia]", "[Asia, Africa]")) == ["overlapping-windows"]
        assert check(both.replace(second, f"{second[:-1]}, scope: Asia}}")) == ()

    def test_an_open_window_overlaps_all_that_follow(self) -> None:
        record = windows("degraded 09:40", "major_outage 10:00 10:10", "degraded 10:20 10:30")
        found = check(record, site=SITE + LONG_OPEN)
        assert [(each.rule, each.location.line) for each in found] == [
            ("overlapping-windows", 5),
            ("overlapping-windows", 6),
        ]
        assert "line 4, which has no end" in found[0].message

    def test_a_short_window_inside_a_long_one_does_not_hide_the_next(self) -> None:
        record = windows("degraded 09:00 12:00", "major_outage 09:10 09:20", "degraded 11:00 13:00")
        assert [each.location.line for each in check(record)] == [5, 6]

    def test_windows_of_different_components_may_overlap(self) -> None:
        record = windows("degraded 09:40 10:15", "degraded 09:50 10:30")
        assert check(record.replace("component: search", "component: api", 1)) == ()


class TestOpenWindowInResolved:
    def test_suggests_the_time_of_the_last_update_as_the_end(self) -> None:
        record = SMALLEST.replace(", end: 2026-11-20 10:15", "")
        assert only(record, "open-window-in-resolved").example == "end: 2026-11-20 10:20"

    def test_names_all_components_of_the_window(self) -> None:
        record = SMALLEST.replace(", end: 2026-11-20 10:15", "")
        record = record.replace("component: search", "components: [search, api]")
        assert "of `search, api` has no end" in only(record, "open-window-in-resolved").message

    def test_suggests_no_end_before_the_start(self) -> None:
        record = windows("degraded 10:20").replace("windows", "status: resolved\nwindows")
        assert only(record, "open-window-in-resolved").example == ""
        update = "updates: [{at: 2026-11-20 10:20, status: resolved, body: It is over.}]\n"
        assert only(windows("degraded 10:20") + update, "open-window-in-resolved").example == ""

    def test_an_open_record_may_have_open_windows(self) -> None:
        record = SMALLEST.replace(", end: 2026-11-20 10:15", "").replace("resolved", "monitoring")
        assert check(record, site=SITE + LONG_OPEN) == ()


class TestAnnouncedAhead:
    AHEAD = (
        "title: Index moves\nkind: maintenance\nscheduled:\n"
        "  {announced: 2026-12-02 10:00, start: 2026-12-08 22:00, end: 2026-12-08 23:00}\n"
    )

    def test_suggests_what_holds_the_record_back(self) -> None:
        found = only(self.AHEAD, "announced-ahead")
        assert found.message == (
            "`announced` is in the future, but the record is public as soon as the site is built; "
            "hold it back until then"
        )
        assert (found.location.line, found.severity) == (4, Severity.ERROR)
        assert check(f"{self.AHEAD}{found.example}\n") == ()

    def test_a_slightly_fast_clock_is_tolerated(self) -> None:
        announced = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
        assert check(self.AHEAD, now=announced - timedelta(minutes=5)) == ()
        assert rules(self.AHEAD, now=announced - timedelta(minutes=6)) == ["announced-ahead"]


class TestAnnouncedWithoutTime:
    BARE = "title: Index moves\nkind: maintenance\n"

    @pytest.mark.parametrize(
        "announced",
        [
            "status: scheduled\n",
            "updates: [{at: 2026-11-13 10:00, status: scheduled, body: It begins soon.}]\n",
            "",
            "unknowns: [{field: scheduled, reason: pending}]\n",
        ],
    )
    def test_upcoming_maintenance_needs_a_time_however_it_is_announced(self, announced: str) -> None:
        found = only(self.BARE + announced, "announced-without-time")
        assert found.severity is Severity.ERROR
        assert check(f"{self.BARE}scheduled: {{start: 2026-12-08 22:00, end: 2026-12-08 23:00}}\n") == ()

    @pytest.mark.parametrize(
        "more",
        [
            "visibility: internal\nstatus: scheduled\n",
            "status: scheduled\nwindows: [{component: search, level: degraded, start: 2026-12-08 22:00}]\n",
            "milestones: {started: 2026-11-20 10:00}\n",
            "status: cancelled\n",
            "status: completed\n",
        ],
    )
    def test_ignores(self, more: str) -> None:
        assert "announced-without-time" not in rules(self.BARE + more)

    def test_is_reported_instead_of_the_milder_rule(self) -> None:
        assert rules(self.BARE) == ["announced-without-time"]
        assert rules(f"{self.BARE}status: completed\n") == ["maintenance-without-schedule"]


AHEAD = [
    "windows: [{component: search, level: degraded, start: 2027-01-05 14:00}]",
    "updates: [{at: 2027-01-05 14:00, status: monitoring, body: We wait.}]",
    "milestones: {detected: 2027-01-05 14:00}\nstatus: investigating",
    "timeline: [{at: 2027-01-05 14:00, kind: action, text: Restart.}]\nstatus: investigating",
]
"""In each, a time of an open record is in the future."""


class TestFutureTime:
    def test_writes_times_in_the_zone_of_the_record(self) -> None:
        record = SMALLEST.replace("2026", "2027")
        found = only(record, "future-time")
        assert found.message == (
            "2027-11-20 09:40 is 353 days in the future (now: 2026-12-01 13:00 Europe/Berlin), "
            "but the record is over; also in the future: 3 more of its times"
        )

    def test_a_slightly_fast_clock_is_tolerated(self) -> None:
        resolved = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)
        assert check(SMALLEST, now=resolved - timedelta(minutes=5)) == ()
        assert rules(SMALLEST, now=resolved - timedelta(minutes=6)) == ["future-time"]

    def test_a_single_time_is_reported_without_a_count(self) -> None:
        record = SMALLEST.replace("2026-11-20 10:20", "2027-11-20 10:20")
        assert only(record, "future-time").message.endswith("but the record is over")

    def test_an_announcement_cannot_be_in_the_future(self) -> None:
        record = maintenance("  - {at: 2026-11-13 10:00, status: cancelled, body: Not needed.}\n")
        assert rules(record.replace("end:", "announced: 2027-01-01 10:00, end:")) == ["future-time"]

    def test_seconds_are_shown_if_they_were_typed(self) -> None:
        record = SMALLEST.replace("2026-11-20 10:20", "2027-11-20 10:20:05")
        assert only(record, "future-time").message.startswith("2027-11-20 10:20:05 is")

    def test_planned_times_may_be_in_the_future_until_the_record_is_over(self) -> None:
        planned = "kind: drill\n" + windows("degraded 09:40 10:15").replace("2026-11-20", "2026-12-05")
        assert check(planned) == ()
        assert rules(f"{planned}status: resolved\n") == ["future-time"]

    def test_an_incident_whose_windows_have_all_ended_is_over(self) -> None:
        assert rules(windows("degraded 09:40 10:15").replace("2026", "2027")) == ["future-time"]

    @pytest.mark.parametrize("kind", ["incident", "near_miss"])
    @pytest.mark.parametrize("ahead", AHEAD)
    def test_an_open_record_of_what_has_happened_has_no_time_in_the_future(
        self, kind: str, ahead: str
    ) -> None:
        found = only(f"{BEGIN}kind: {kind}\n{ahead}\n", "future-time")
        assert "is 35 days in the future (now: 2026-12-01 13:00 Europe/Berlin), so the page" in found.message

    @pytest.mark.parametrize("kind", ["maintenance", "drill"])
    def test_what_is_planned_may_be_in_the_future(self, kind: str) -> None:
        planned = SMALLEST.replace("2026", "2027").replace("resolved", "monitoring")
        assert "future-time" not in rules(f"kind: {kind}\n{planned}")

    def test_the_clock_of_an_unstated_zone_may_be_a_day_ahead(self) -> None:
        record = f"timezone: unstated\n{SMALLEST}"
        assert check(record, now=datetime(2026, 11, 19, 9, 20, tzinfo=UTC)) == ()
        assert rules(record, now=datetime(2026, 11, 19, 9, 19, tzinfo=UTC)) == ["future-time"]

    def test_the_announced_times_of_cancelled_maintenance_may_be_in_the_future(self) -> None:
        record = maintenance("  - {at: 2026-11-13 10:00, status: cancelled, body: Not needed.}\n")
        assert check(record, now=datetime(2026, 11, 14, tzinfo=UTC)) == ()


def zone_guess(site_zone: str, now: str, start: str, update: str, *more: str) -> Diagnostic:
    """Return the finding in an open incident with these two times."""
    window = f"windows: [{{component: search, level: degraded, start: {start}}}]\n"
    text = f"updates: [{{at: {update}, status: investigating, body: We are looking.}}]\n"
    record = "".join((BEGIN, *(f"{line}\n" for line in more), window, text))
    at = datetime.fromisoformat(f"{now}Z")
    return only(record, "future-time", site=SITE.replace("Europe/Berlin", site_zone), now=at)


class TestLikelyZone:
    def test_names_the_offset_in_which_the_last_time_was_just_now(self) -> None:
        found = zone_guess("UTC", "2026-11-20 09:55", "2026-11-20 10:40", "2026-11-20 10:52")
        assert found.message == (
            "2026-11-20 10:40 is 45 min in the future (now: 2026-11-20 09:55 UTC), so the page would not show it yet; "
            "also in the future: 1 more of its times; if the clock times are those of UTC+01:00, "
            "the last of them was 3 min ago: convert them, or add the offset"
        )
        assert found.example == "start: 2026-11-20 09:40"

    @pytest.mark.parametrize(
        ("zone", "now", "typed", "likely", "example"),
        [
            ("UTC", "2026-11-20 06:30", "2026-11-20 12:00", "UTC+05:30", "2026-11-20 06:30"),
            ("UTC", "2026-11-20 06:30", "2026-11-20 11:40", "UTC+05:30", "2026-11-20 06:10"),
            ("America/New_York", "2026-11-20 14:55", "2026-11-20 14:52", "UTC", "2026-11-20 09:52"),
            ("America/New_York", "2026-11-20 14:55", "2026-11-20 15:52", "UTC+01:00", "2026-11-20 09:52"),
            ("Europe/Berlin", "2026-11-20 09:55", "2026-11-20 10:50Z", "Europe/Berlin", "2026-11-20 09:50Z"),
            ("Europe/Berlin", "2026-11-20 02:55", "2026-11-20 11:52", "UTC+09:00", "2026-11-20 03:52"),
        ],
    )
    def test_writes_the_first_time_as_it_was_probably_meant(
        self, zone: str, now: str, typed: str, likely: str, example: str
    ) -> None:
        found = zone_guess(zone, now, typed, typed)
        assert f"those of {likely}, " in found.message
        assert found.example == f"start: {example}"

    def test_names_all_zones_in_which_the_time_was_a_short_time_ago(self) -> None:
        found = zone_guess("UTC", "2026-11-20 06:30", "2026-11-20 11:48", "2026-11-20 11:48")
        assert "those of UTC+05:30 (or UTC+05:45), the last of them was 12 min ago" in found.message

    def test_prefers_the_site_s_zone_for_a_record_of_another_zone(self) -> None:
        times = ("2026-11-20 10:10", "2026-11-20 10:20")
        found = zone_guess("Europe/Berlin", "2026-11-20 09:55", *times, "timezone: America/New_York")
        assert "(now: 2026-11-20 10:55 Europe/Berlin, 2026-11-20 04:55 America/New_York)" in found.message
        assert "those of Europe/Berlin, the last of them was 35 min ago" in found.message

    def test_guesses_nothing_if_no_zone_fits(self) -> None:
        found = zone_guess("UTC", "2026-11-20 09:55", "2027-11-20 09:40", "2027-11-20 09:52")
        assert found.message.endswith("also in the future: 1 more of its times")
        assert found.example == ""


class TestMilestones:
    def test_the_start_of_the_first_window_counts_if_none_is_stated(self) -> None:
        record = windows("degraded 09:40 10:15") + "milestones: {detected: 2026-11-20 09:35}\n"
        found = only(record, "milestone-before-start")
        assert found.message.endswith("before 2026-11-20 09:40, the start of the first window")
        assert found.example == "started: 2026-11-20 09:35"

    def test_a_start_after_the_first_window_is_reported_with_the_line_of_the_window(self) -> None:
        record = windows("degraded 09:50 10:15", "degraded 09:38 09:45")
        found = only(f"{record}milestones: {{started: 2026-11-20 09:45}}\n", "start-after-window")
        assert found.message.startswith(
            "`started` is 2026-11-20 09:45, 7 min after the window on line 5 starts (2026-11-20 09:38)"
        )
        assert found.example == "started: 2026-11-20 09:38"

    @pytest.mark.parametrize("name", ["notified", "detected"])
    def test_the_public_is_told_by_the_first_update(self, name: str) -> None:
        late = f"{SMALLEST}milestones: {{{name}: 2026-11-20 09:53}}\n"
        found = only(late, "milestone-order")
        assert found.message == (
            f"`{name}` is 2026-11-20 09:53, after the first update on line 5 (2026-11-20 09:52)"
        )
        assert found.example == f"{name}: 2026-11-20 09:52"
        assert check(late.replace("09:53", "09:52")) == ()

    def test_the_earliest_of_several_is_named_once(self) -> None:
        times = "{started: 2026-11-20 10:00, detected: 2026-11-20 09:40, acknowledged: 2026-11-20 09:50}"
        assert "`detected`" in only(f"{BEGIN}milestones: {times}\n", "milestone-before-start").message

    def test_maintenance_is_announced_before_it_starts(self) -> None:
        record = maintenance("  - {at: 2026-11-20 23:00, status: completed, body: It is done.}\n")
        times = "milestones: {notified: 2026-11-13 10:00, started: 2026-11-20 22:00}\n"
        assert check(record + times) == ()

    @pytest.mark.parametrize(
        ("first", "later"),
        [
            ("detected", "acknowledged"),
            ("detected", "declared"),
            ("detected", "notified"),
            ("detected", "identified"),
            ("detected", "mitigated"),
            ("acknowledged", "mitigated"),
            ("detected", "resolved"),
            ("acknowledged", "resolved"),
            ("declared", "resolved"),
            ("mitigated", "resolved"),
        ],
    )
    def test_one_comes_before_the_other_or_at_the_same_time(self, first: str, later: str) -> None:
        times = f"{{{first}: 2026-11-20 10:00, {later}: 2026-11-20 09:59}}"
        found = only(f"{BEGIN}milestones: {times}\n", "milestone-order")
        assert found.message.startswith(f"`{first}` is 2026-11-20 10:00, after `{later}` (2026-11-20 09:59)")
        assert found.location.column == 14 + len(first) + 2
        assert check(f"{BEGIN}milestones: {times.replace('09:59', '10:00')}\n") == ()

    @pytest.mark.parametrize("kind", ["maintenance", "drill"])
    def test_announced_records_may_be_notified_before_they_are_detected(self, kind: str) -> None:
        notified = "notified: 2026-11-13 10:00"
        times = f"milestones: {{{notified}, started: 2026-11-20 10:00, detected: 2026-11-20 10:01}}\n"
        unknown = "unknowns: [{field: scheduled, reason: not_applicable}]\n"
        assert check(f"kind: {kind}\n{BEGIN}{times}{unknown}") == ()
        assert rules(f"{BEGIN}{times}{unknown}") == ["milestone-before-start", "milestone-order"]

    def test_identified_may_come_last(self) -> None:
        times = "{detected: 2026-11-20 09:41, mitigated: 2026-11-20 10:00, identified: 2026-11-20 10:30}"
        assert check(windows("degraded 09:40 10:15") + f"milestones: {times}\n") == ()

    def test_resolved_before_the_last_window_ends_needs_an_explanation(self) -> None:
        found = only(
            windows("degraded 09:40 10:15") + "milestones: {resolved: 2026-11-20 10:00}\n", "milestone-order"
        )
        assert "but the window on line 4 lasts until 2026-11-20 10:15" in found.message
        assert (found.location.line, found.location.column, found.example) == (
            5,
            24,
            "resolved: 2026-11-20 10:15",
        )
        assert check(windows("degraded 09:40 10:15") + "milestones: {resolved: 2026-11-20 10:15}\n") == ()
