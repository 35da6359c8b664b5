"""`afterword explain`: prints a rule's page."""

from __future__ import annotations

import click

from afterword.cli import complete
from afterword.cli.failure import Failure
from afterword.cli.group import examples


@click.command(
    epilog=examples(
        "afterword explain",
        "afterword explain unknown-level",
    ),
)
@click.argument("rule", required=False, shell_complete=complete.rules)
def explain(rule: str | None) -> None:
    """Print what a RULE finds and why, with samples that pass and fail. Without RULE, list all rules."""
    from afterword.checks.rule_pages import every_page, page_of
    from afterword.fixes.registry import page_with_fixes
    from afterword.records.error_messages import did_you_mean

    known = every_page()
    if rule is None:
        width = max(len(page.id) for page in known)
        for each in known:
            click.echo(f"{each.id:<{width}}  {each.severity.value:<7}  {each.summary}")
        return
    page = page_of(rule)
    if page is None:
        raise Failure(
            f"there is no rule `{rule}`; {did_you_mean(rule, [each.id for each in known], '`afterword explain`')}"
        )
    click.echo(f"{page.id} ({page.severity.value})\n\n{page_with_fixes(page)}")
