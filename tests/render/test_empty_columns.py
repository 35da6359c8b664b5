"""Columns of action tables in which no row has a value."""

from __future__ import annotations

import re
from typing import Any

import pytest

from afterword.render.environment import create_environment, render_ledger_row
from afterword.views.action_items import ActionView
from afterword.views.text.words import ENGLISH
from tests.render.test_templates import bare

ENVIRONMENT = create_environment(ENGLISH)
FRAGMENT = "fragments/actions.html.j2"
WITHOUT = bare(ActionView)._replace(owner="", priority="", due="", due_iso="")


@pytest.mark.parametrize(
    ("others", "columns"),
    [
        ({}, ["Action", "Status"]),
        ({"owner": "team-search"}, ["Action", "Owner", "Status"]),
        ({"due": "Q1 2027", "priority": "p1"}, ["Action", "Priority", "Due", "Status"]),
    ],
)
def test_a_column_without_any_value_is_left_out(others: dict[str, str], columns: list[str]) -> None:
    items = (WITHOUT, WITHOUT._replace(**others))
    module: Any = ENVIRONMENT.get_template(FRAGMENT).module
    ledger = module.ledger_table([render_ledger_row(ENVIRONMENT, item) for item in items], "Items")
    for table in (ledger, module.action_table("", items, "Items")):
        assert re.findall(r'<th scope="col">(.*?)</th>', table) == columns
        assert table.count("<td") == len(items) * len(columns)
        assert "data-none" not in table
