"""The post-mortem of a severe incident has no number about its impact.

"Many customers" can be ten or ten thousand. The SRE workbook wants the impact in numbers, and a well-informed
estimate rather than none: `~5000` and `>20` are fine. One number is enough: under `impact`, or as the `share` or
the `measure` of a window. If it cannot be known, say so under `unknowns`. Severe is a severity with the impact
`major` or `critical`.

Passes:

```yaml
title: Search is slow
severity: sev2
summary: Searches took several seconds.
detection: {method: alert}
impact: {customers_affected: ~5000}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```

Fails:

```yaml
title: Search is slow
severity: sev2
summary: Searches took several seconds.
detection: {method: alert}
root_causes:
  - {id: queue, text: One queue serves reports and people., accepted_risk: It is replaced in May.}
post_mortem: {status: published, published: 2026-11-27, resolution: We added a replica.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from afterword.checks.completeness import has_post_mortem, is_over, is_severe
from afterword.checks.key_paths import declared_unknown
from afterword.checks.rule import Finding, Rule, Subject
from afterword.diagnostics import Severity

_NUMBERS = ("customers_affected", "requests_failed", "support_tickets", "revenue", "other")


def check(subject: Subject) -> Iterator[Finding]:
    record, impact = subject.record, subject.record.impact
    if not is_severe(subject) or not has_post_mortem(record) or not is_over(subject):
        return
    has_number = impact and any(getattr(impact, key) for key in _NUMBERS)
    measured = any(window.share or window.measure for window in record.windows)
    keys = ("impact.customers_affected", "impact.requests_failed")
    if not has_number and not measured and not any(declared_unknown(record, key) for key in keys):
        message = f"the incident is `{record.severity}`, but no number says how many customers were affected"
        yield Finding(("impact",), f"{message}; an estimate is enough", "impact: {customers_affected: ~5000}")


RULE = Rule(
    "missing-impact-number",
    Severity.WARNING,
    check,
    __doc__,
    needs=("kind", "severity", "windows", "impact"),
    needs_of_site=("severities",),
    review=True,
)
