"""What the about page says of how numbers are computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.views.about import about_page
from afterword.views.index.queries import RecordIndex
from tests.sites import SMALL_SITE, published, write_site

GROUPED = SMALL_SITE.replace("components:", "groups: [{id: all, name: All}]\ncomponents:").replace(
    "name: API}", "name: API, group: all}"
)


@pytest.mark.parametrize(
    ("site", "told"),
    [
        (SMALL_SITE, False),
        (GROUPED, True),
        (f"{GROUPED}uptime: {{policy: incident-io}}\n", False),
    ],
)
def test_it_says_how_a_component_counts_that_was_in_a_group_for_a_time(
    tmp_path: Path, site: str, told: bool
) -> None:
    page = about_page(published(write_site(tmp_path, site=site)), RecordIndex())
    text = "one that was in the group for a part of the period counts as much as the others"
    assert (text in page.policy_description) is told
