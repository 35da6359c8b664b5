"""Where components, levels, records, windows and attachments are defined."""

from __future__ import annotations

import pytest

from afterword.editor.definition import definition
from afterword.editor.live_site import LiveSite
from afterword.editor.outline import outline
from tests.editor.typing import RECORD, live, typed
from tests.sites import SMALLEST_RECORD, write_site

SITE = """\
page: {name: Acme}
groups:
  - {id: answers, name: Answers}
components:
  - {id: api, name: API, aliases: [gateway]}
  - id: search
    name: Search
    group: answers
levels:
  - {id: slow, name: Slow, status: degraded_performance}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    records = {
        "2026-11-20-search-is-slow": SMALLEST_RECORD,
        "2026-10-01-index-full": "title: x\naliases: [2026-10-01-index]\n",
    }
    folder = write_site(tmp_path_factory.mktemp("site"), records, SITE)
    attachments = folder / "incidents" / "2026" / "2026-11-20-search-is-slow"
    attachments.mkdir()
    (attachments / "queue.png").write_bytes(b"")
    return live(folder)


def place(site: LiveSite, text: str, file: str = RECORD) -> tuple[str, int, int] | None:
    at = typed(text)
    found = definition(site, file, at.lines, outline(at.lines), (at.line, at.column))
    return (found.file, found.position.line, found.position.column) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("windows:\n  - {component: sea|rch", ("status.yml", 5, 8)),
        ("windows:\n  - {component: gate|way", ("status.yml", 4, 35)),
        ("windows:\n  - components:\n    - a|pi", ("status.yml", 4, 9)),
        ("windows:\n  - {level: sl|ow", ("status.yml", 9, 9)),
        ("updates:\n  - levels: {sea|rch: slow}", ("status.yml", 5, 8)),
        ("updates:\n  - levels: {search: sl|ow}", ("status.yml", 9, 9)),
        ("related: [{id: 2026-10-01-ind|ex-full", ("incidents/2026/2026-10-01-index-full.yml", 0, 0)),
        ("related: [{id: 2026-10-01-ind|ex}", ("incidents/2026/2026-10-01-index-full.yml", 0, 0)),
        ("windows:\n  - {id: w1}\nsymptoms:\n  - {windows: [w|1]}", (RECORD, 1, 9)),
        ("root_causes:\n  - {id: cache}\naction_items:\n  - {addresses: [ca|che]}", (RECORD, 1, 9)),
        (
            "summary: See ![the queue](que|ue.png)",
            ("incidents/2026/2026-11-20-search-is-slow/queue.png", 0, 0),
        ),
        (
            "links:\n  - {title: x, url: que|ue.png}",
            ("incidents/2026/2026-11-20-search-is-slow/queue.png", 0, 0),
        ),
        ("summary: See ![the queue](miss|ing.png)", None),
        ("summary: See ![the queue](../|../status.yml)", None),
        ("windows:\n  - {component: unk|nown", None),
        ("windows:\n  - {level: operat|ional", None),
        ("severity: se|v1", None),
        ("tit|le: x", None),
        ("|", None),
    ],
)
def test_a_record(site: LiveSite, text: str, expected: tuple[str, int, int] | None) -> None:
    assert place(site, text) == expected


def test_status_yml_as_it_is_typed(site: LiveSite) -> None:
    text = "groups:\n  - {id: answers}\ncomponents:\n  - {id: search, group: ans|wers}"
    assert place(site, text, "status.yml") == ("status.yml", 1, 9)
