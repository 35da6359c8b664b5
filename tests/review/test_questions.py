"""Each question comes with an answer that a record can have."""

from __future__ import annotations

import pytest

from afterword.app.read_site import read_site
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.review.questions import QUESTIONS, Question, open_questions
from tests.sites import DEMO, SMALLEST_RECORD

SITE = read_site(DEMO)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_the_answer_of_a_question_answers_it(question: Question) -> None:
    (asked,) = (each for each in open_questions(_record(SMALLEST_RECORD)) if each.key == question.key)
    answer = asked.example.replace("{resolution", "{status: draft, resolution")
    for key in ("customer_actions", "reviewers"):
        answer = answer.replace(f"{{{key}", f"{{status: draft, {key}")
    answered = open_questions(_record(f"{SMALLEST_RECORD}{answer}\n"))
    assert question.key not in {each.key for each in answered}


def test_the_times_of_answers_are_of_the_record_itself() -> None:
    record = _record(SMALLEST_RECORD.replace("2026-11-20", "2026-11-28"))
    examples = {each.key: each.example for each in open_questions(record)}
    assert examples["milestones.detected"] == "milestones: {detected: 2026-11-28 09:52}"
    assert examples["milestones.mitigated"] == "milestones: {mitigated: 2026-11-28 10:15}"


def _record(text: str) -> Record:
    decoded = decode_record("incidents/2026/2026-11-20-search-is-slow.yml", text.encode(), SITE)
    assert decoded.model, decoded.diagnostics
    assert not decoded.diagnostics
    return decoded.model
