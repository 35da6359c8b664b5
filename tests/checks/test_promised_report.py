"""A report that was promised by a day is asked for once the day has passed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from afterword.checks.prose.promised_days import promised_day
from tests.checks.reviewing import review

HEAD = "title: Search is slow\nupdates:\n  - {at: 2026-11-20 10:20, status: resolved, body: '%s'}\n"
PROMISE = "Searches are fast again. We will publish a post-mortem by 25 November."


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("We will publish a post-mortem by 27 November.", "2026-11-27"),
        ("We'll share a full report by Friday, November 27th.", "2026-11-27"),
        ("We will provide a detailed root cause analysis before 2026-12-01.", "2026-12-01"),
        ("The post-mortem will be published on 27 November 2026.", "2026-11-27"),
        ("We will post an incident report no later than 5 January.", "2027-01-05"),
        ("A detailed write-up will follow within three days.", "2026-11-23"),
        ("We will share a postmortem within 5 business days.", "2026-11-29"),
        ("We will publish an RCA in the next 48 hours.", "2026-11-22"),
        ("A full report will be available within two weeks.", "2026-12-04"),
        ("We will publish a post-mortem soon.", None),
        ("We published a post-mortem by 27 November.", None),
        ("We will publish the new version by 27 November.", None),
        ("We will restart the job that failed on 18 November, and publish a post-mortem.", None),
        ("On 27 November we will move the data; we will publish a post-mortem later.", None),
        ("We will publish a post-mortem about the outage of 18 November.", None),
        ("We will publish a post-mortem by 31 February.", None),
    ],
)
def test_the_promised_day_is_read(sentence: str, day: str | None) -> None:
    assert promised_day(sentence, date(2026, 11, 20)) == (date.fromisoformat(day) if day else None)


def _found(body: str = PROMISE, more: str = "", day: int = 27) -> list[str]:
    now = datetime(2026, 11, day, 12, tzinfo=UTC)
    return [each.message for each in review("promised-report", HEAD % body + more, now=now)]


def test_it_is_asked_for_when_the_day_has_passed() -> None:
    (message,) = _found()
    assert (
        message
        == "a report was promised by 2026-11-25, and there is none; publish it, or say when it will come"
    )
    assert not _found(day=25)
    assert not _found("Searches are fast again.")


@pytest.mark.parametrize(
    "more",
    [
        "post_mortem: {status: published, published: 2026-11-24}\n",
        "links: [{title: Our post-mortem, url: 'https://example.com/report'}]\n",
        "  - {at: 2026-11-25 10:20, status: update, body: The post-mortem is on our blog.}\n",
        "  - {at: 2026-11-25 10:20, status: update, body: We will publish the post-mortem by 2 December.}\n",
        "language: de\n",
    ],
)
def test_a_promise_is_kept(more: str) -> None:
    assert not _found(more=more)
