"""Real histories pass the checks, except where a finding is right, and no word of them is lost on the way out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner

from afterword.app.checking import check
from afterword.cli import cli
from afterword.diagnostics import Severity
from tests.corpus.convert import CONVERTERS
from tests.corpus.histories import History, histories
from tests.corpus.reading import missing, words, words_of_html, words_of_markdown

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
END = "|"
"""Stands between the texts of a record, so that the words of one are not found across two."""

FINDINGS: dict[str, dict[str, int]] = {
    # Two pictures of other hosts, and a line in `<strike>`.
    "cstate-jenkins": {"foreign-picture": 2, "raw-html": 1},
    # A picture that the history's own site has.
    "cstate-packit": {"foreign-picture": 1},
    # The announced times of maintenance are only in its text. One incident of 2026 began in 2025, as typed.
    "github-status": {"maintenance-without-schedule": 18, "start-before-news": 1},
    # The public never learnt that these were over: 18 have an end, and a last update that says that it goes on or
    # continues elsewhere; 11 have no end; 4 have nothing but a title. Their pages say since when there was no update.
    # One text has placeholders such as `<region>` in commands. Four updates of one incident end a block of code once
    # and begin one twice.
    "google-cloud": {"open-without-news": 33, "raw-html": 1, "broken-markdown": 4},
    "upptime-manticore": {},
}
"""How many findings each history has by rule. All were looked at and are right about the source."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(histories() is None, reason="the histories are not part of the project"),
]


@dataclass(frozen=True)
class Published:
    """A history as a site that was built."""

    name: str
    history: History
    folder: Path

    def json(self, path: str) -> Any:
        return json.loads((self.folder / "site" / path).read_text("utf-8"))

    def lost(self, record_id: str, found: list[str]) -> Iterator[str]:
        """Yield what is missing of the title and of each text of a record."""
        source = self.history.sources[record_id]
        for text in (source.title, *source.bodies):
            if lost := missing(words_of_markdown(text), found):
                yield f"{record_id}: {lost}"


@pytest.fixture(scope="module", params=CONVERTERS)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Published:
    name: str = request.param
    folder = histories()
    assert folder is not None
    history = CONVERTERS[name](folder / name)
    site = history.write(tmp_path_factory.mktemp(name))
    built = CliRunner().invoke(cli, ["build", "--root", str(site), "--now", f"{NOW:%Y-%m-%d %H:%M}"])
    assert built.exit_code == 0, built.output
    return Published(name, history, site)


def test_every_finding_is_right_and_none_is_an_error(published: Published) -> None:
    found = check(published.folder, NOW).diagnostics
    assert [each for each in found if each.severity is Severity.ERROR] == []
    assert Counter(each.rule for each in found) == FINDINGS[published.name]


def test_every_record_has_one_page(published: Published) -> None:
    pages = {file.parent.name for file in published.folder.glob("site/incidents/*/index.html")}
    listed = [each["id"] for each in published.json("data/v1/incidents.json")["incidents"]]
    assert pages == published.history.records.keys() == set(listed)
    assert len(listed) == len(pages)


def test_every_word_is_on_the_page_of_its_record(published: Published) -> None:
    lost: list[str] = []
    for record_id, source in published.history.sources.items():
        found = words_of_html(
            published.folder.joinpath("site/incidents", record_id, "index.html").read_text("utf-8")
        )
        lost += published.lost(record_id, found)
        lost += [f"{record_id}: {each}" for each in source.components if missing(words(each), found)]
    assert lost == []


def test_every_word_is_in_the_data_of_its_record(published: Published) -> None:
    lost: list[str] = []
    for record_id in published.history.records:
        data = published.json(f"data/v1/incidents/{record_id}.json")
        texts = (data["title"], data["summary"] or "", *(each["body"] for each in data["updates"]))
        lost += published.lost(record_id, joined(map(words_of_markdown, texts)))
    assert lost == []


def test_every_update_has_an_id_of_its_own(published: Published) -> None:
    ids = [
        update["id"]
        for record_id in published.history.records
        for update in published.json(f"data/v1/incidents/{record_id}.json")["updates"]
    ]
    assert (
        len(set(ids))
        == len(ids)
        == sum(len(each.get("updates", ())) for each in published.history.records.values())
    )


def test_every_word_is_in_the_feeds_that_have_the_record(published: Published) -> None:
    lost: list[str] = []
    for item in published.json("feed.json")["items"]:
        found = joined([words(item["title"]), words_of_html(item["content_html"])])
        lost += published.lost(id_in(item["url"]), found)
    for name in ("history.atom", "history.rss"):
        entries = feedparser.parse(str(published.folder / "site" / name), sanitize_html=False).entries
        assert len(entries) == min(50, len(published.history.records))
        for entry in entries:
            html = entry.content[0].value if "content" in entry else entry.summary
            lost += published.lost(id_in(entry.link), joined([words(entry.title), words_of_html(html)]))
    assert lost == []


def test_every_word_of_an_update_is_in_the_statuspage_api(published: Published) -> None:
    incidents = published.json("api/v2/incidents.json")["incidents"]
    assert incidents
    lost: list[str] = []
    for incident in incidents:
        record = published.history.records[incident["id"]]
        found = joined(words(each["body"]) for each in incident["incident_updates"])
        assert incident["name"] == record["title"]
        for update in record.get("updates", ()):
            lost += [each for each in [missing(words_of_markdown(update["body"]), found)] if each]
    assert lost == []


def joined(texts: Iterable[list[str]]) -> list[str]:
    return [word for text in texts for word in (*text, END)]


def id_in(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]
