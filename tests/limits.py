"""Lower limits of pages, so that a small site of a test has everything that a large one has."""

from __future__ import annotations

import pytest

from afterword.views import actions
from afterword.views.component import group
from afterword.views.current import component_rows, followed
from afterword.views.history import page as history
from afterword.views.index import long_lists, paging
from afterword.views.status import page as status


def lower_limits(patch: pytest.MonkeyPatch) -> None:
    """Let a page list very few components, records and other entries."""
    patch.setattr(component_rows, "UNFOLDED", 3)
    patch.setattr(group, "COMPONENTS_PER_PAGE", 2)
    patch.setattr(followed, "COMPONENTS_PER_PAGE", 3)
    patch.setattr(long_lists, "ENTRIES", 4)
    patch.setattr(status, "RECENT_OF_DAY", 2)
    for module in (actions, history, paging):
        patch.setattr(module, "ROWS_PER_PAGE", 6)
