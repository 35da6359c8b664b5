"""Pages and files are made component by component, so that what they share is computed once though little is kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from afterword.records.components import Component
from afterword.timeline.months import Month
from afterword.views import kept
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime import measurement
from afterword.views.uptime.measurement import UptimeMeasurement
from afterword.views.uptime.periods import UptimePeriod
from tests.limits import lower_limits
from tests.sites import prepared, write_site

_GROUPS, _MEMBERS = 4, 3
_RECORD = """\
title: Queues are slow
windows:
  - {{components: [{components}], level: degraded, start: 2026-10-20 09:40, end: 2026-10-20 11:00}}
updates:
  - {{at: 2026-10-20 09:52, status: resolved, body: Queues are fast again.}}
"""


def test_the_months_of_each_component_are_measured_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower_limits(monkeypatch)
    monkeypatch.setattr(kept, "LIMIT", 100)
    measured: Counter[tuple[str, Month]] = Counter()
    measure = measurement._measure_component

    def count(
        context: Context, index: RecordIndex, component: Component, period: UptimePeriod
    ) -> UptimeMeasurement:
        if isinstance(period, Month):
            measured[component.id, period] += 1
        return measure(context, index, component, period)

    monkeypatch.setattr(measurement, "_measure_component", count)
    prepared(_write(tmp_path))
    assert len(measured) > kept.LIMIT
    assert set(measured.values()) == {1}


def _write(folder: Path) -> Path:
    """Write a site with components in several groups, all of which have months with a statement."""
    lines = ["page: {name: Acme}", "timezone: UTC", "groups:"]
    lines += [f"  - {{id: group-{group}, name: Group {group}}}" for group in range(_GROUPS)]
    lines.append("components:")
    components = [(f"part-{group}-{member}", group) for group in range(_GROUPS) for member in range(_MEMBERS)]
    lines += [
        f"  - {{id: {each}, name: {each}, group: group-{group}, since: 2026-01-01}}"
        for each, group in components
    ]
    record = _RECORD.format(components=", ".join(each for each, _ in components))
    return write_site(folder, {"2026-10-20-queues": record}, "\n".join(lines))
