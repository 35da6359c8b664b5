"""All rules, in the order in which the handbook lists them."""

from __future__ import annotations

from typing import Any

from afterword.checks import (
    action_without_due_date,
    action_without_owner,
    duplicate_id,
    end_before_start,
    future_time,
    level_without_window,
    maintenance_without_schedule,
    milestone_before_start,
    milestone_order,
    missing_summary,
    offset_in_unstated_zone,
    open_window_in_resolved,
    overlapping_windows,
    record_id,
    repeated_id,
    scheduled_without_maintenance,
    site_operational_level,
    site_repeated_id,
    site_unknown_group,
    site_unknown_publish_key,
    site_unknown_rule,
    status_against_updates,
    unknown_but_present,
    unknown_category,
    unknown_component,
    unknown_field,
    unknown_level,
    unknown_reference,
    unknown_severity,
    update_after_end,
    update_order,
    update_status_of_other_kind,
    wont_do_without_reason,
    zone_missing,
)
from afterword.checks.rule import Rule, SiteSubject, Subject

RECORD_RULES: tuple[Rule[Subject], ...] = (
    record_id.RULE,
    duplicate_id.RULE,
    repeated_id.RULE,
    unknown_component.RULE,
    unknown_level.RULE,
    unknown_severity.RULE,
    unknown_category.RULE,
    unknown_reference.RULE,
    unknown_field.RULE,
    unknown_but_present.RULE,
    zone_missing.RULE,
    offset_in_unstated_zone.RULE,
    end_before_start.RULE,
    overlapping_windows.RULE,
    open_window_in_resolved.RULE,
    level_without_window.RULE,
    future_time.RULE,
    milestone_before_start.RULE,
    milestone_order.RULE,
    update_order.RULE,
    update_after_end.RULE,
    update_status_of_other_kind.RULE,
    status_against_updates.RULE,
    scheduled_without_maintenance.RULE,
    maintenance_without_schedule.RULE,
    missing_summary.RULE,
    action_without_owner.RULE,
    action_without_due_date.RULE,
    wont_do_without_reason.RULE,
)

SITE_RULES: tuple[Rule[SiteSubject], ...] = (
    site_repeated_id.RULE,
    site_operational_level.RULE,
    site_unknown_group.RULE,
    site_unknown_rule.RULE,
    site_unknown_publish_key.RULE,
)

RULES: tuple[Rule[Any], ...] = (*RECORD_RULES, *SITE_RULES)
