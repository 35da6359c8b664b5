"""How often rules of wording are right, measured on a labelled sample of invented sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from afterword.checks.registry import WORDING_RULES
from afterword.checks.rule import Rule, Subject
from afterword.diagnostics import Severity
from afterword.source.quoting import quoted
from tests.checks.demo import check

_SAMPLE = Path(__file__).with_name("wording_sample.txt")
_FEWEST_SENTENCES = 150
_RIGHT = 0.9
"""Share of right findings, below which a rule may only inform."""
_MEASURED = re.compile(
    r"Measured on our own sample: (\d+ of \d+) findings are right, and (\d+ of \d+) such sentences are found"
)
_IDS = frozenset(rule.id for rule in WORDING_RULES)

_OVER = "status: resolved\n"
_TITLE = "title: Search is slow\n"
_UPDATE = "updates: [{{at: 2026-11-20 09:52, status: {status}, body: {text}}}]\n"
_FIELDS: Mapping[str, str] = {
    "title": _OVER + "title: {text}\n",
    "summary": _OVER + _TITLE + "summary: {text}\n",
    "updates": _TITLE + _UPDATE.replace("{status}", "resolved"),
    "timeline": _OVER + _TITLE + "timeline: [{{at: 2026-11-20 09:52, kind: action, text: {text}}}]\n",
    "trigger": _OVER + _TITLE + "trigger: {{text: {text}}}\n",
    "cause": _OVER + _TITLE + "root_causes: [{{text: {text}}}]\n",
    "well": _OVER + _TITLE + "lessons: {{went_well: [{text}]}}\n",
    "poorly": _OVER + _TITLE + "lessons: {{went_poorly: [{text}]}}\n",
    "lucky": _OVER + _TITLE + "lessons: {{lucky: [{text}]}}\n",
    "surprised": _OVER + _TITLE + "lessons: {{surprised: [{text}]}}\n",
    "limited_by": _OVER + _TITLE + "limited_by: [{text}]\n",
    "mechanism": _OVER + _TITLE + "symptoms: [{{component: search, seen: Slow., mechanism: {text}}}]\n",
    "seen": _OVER + _TITLE + "symptoms: [{{component: search, seen: {text}}}]\n",
    "exposure": _OVER + _TITLE + "exposure: {{since: 2026-11-20 09:52, what: {text}}}\n",
    "correction": _OVER + _TITLE + "corrections: [{{on: 2026-11-21, text: {text}}}]\n",
    "action_reason": _OVER
    + _TITLE
    + "action_items: [{{id: a1, title: Add a second cluster, status: wont_do, reason: {text}}}]\n",
    "owner": _OVER
    + _TITLE
    + "action_items: [{{id: a1, title: Add a cluster, status: open, owner: {text}}}]\n",
    **{
        key: _OVER + _TITLE + f"post_mortem: {{{{status: published, {key}: {{text}}}}}}\n"
        for key in ("background", "resolution", "customer_actions", "apology", "thanks")
    },
    "authors": _OVER + _TITLE + "post_mortem: {{status: published, authors: [{text}]}}\n",
}
"""A record for each field of the sample."""


class Labelled(NamedTuple):
    """A sentence, its field, the rules that should fire and those that do."""

    sentence: str
    field: str
    wanted: frozenset[str]
    found: frozenset[str]


class Measure(NamedTuple):
    """How many findings of a rule are right, and how many it misses."""

    right: int
    wrong: int
    missed: int

    @property
    def text(self) -> str:
        """The measure as the page of the rule has it."""
        found, such = self.right + self.wrong, self.right + self.missed
        return (
            f"Measured on our own sample: {self.right} of {found} findings are right, "
            f"and {self.right} of {such} such sentences are found"
        )


@cache
def sample() -> tuple[Labelled, ...]:
    """Return the sample, with the findings in each sentence."""
    return tuple(_read(_SAMPLE.read_text("utf-8")))


def _read(text: str) -> Iterator[Labelled]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            labels, field, sentence = (part.strip() for part in line.split("|", 2))
            wanted = frozenset(() if labels == "-" else labels.split(", "))
            found = frozenset(each.rule for each in check(_FIELDS[field].format(text=quoted(sentence))))
            yield Labelled(sentence, field, wanted, found & _IDS)


def measure(rule: str) -> Measure:
    """Return how right a rule is about the sample."""
    pairs = [(rule in each.wanted, rule in each.found) for each in sample()]
    return Measure(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


rules = pytest.mark.parametrize("rule", WORDING_RULES, ids=lambda rule: rule.id)


def test_the_sample_is_large_and_most_of_it_is_good() -> None:
    assert len(sample()) >= _FEWEST_SENTENCES
    assert sum(not each.wanted for each in sample()) >= _FEWEST_SENTENCES
    assert frozenset.union(*(each.wanted for each in sample())) == _IDS
    assert len({(each.sentence, each.field) for each in sample()}) == len(sample())


@rules
def test_a_rule_that_is_often_wrong_only_informs(rule: Rule[Subject]) -> None:
    measured = measure(rule.id)
    assert measured.right
    assert measured.right / (measured.right + measured.wrong) >= _RIGHT or rule.severity is Severity.INFO, (
        wrong(rule.id)
    )


@rules
def test_the_page_of_a_rule_says_how_right_it_is(rule: Rule[Subject]) -> None:
    stated = _MEASURED.search(" ".join((rule.text or "").split()))
    assert stated, measure(rule.id).text
    assert stated[0] == measure(rule.id).text


def wrong(rule: str) -> str:
    """Return the sentences about which a rule is wrong."""
    return "\n".join(each.sentence for each in sample() if rule in each.found - each.wanted)
