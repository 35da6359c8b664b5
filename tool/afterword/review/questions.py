"""The questions that a good review of an incident asks, as far as a record does not answer them."""

from __future__ import annotations

from typing import NamedTuple

from afterword.checks.key_paths import declared_unknown, is_present
from afterword.checks.plausible_times import first_news, start_of
from afterword.records.record import Record
from afterword.records.time_text import time_text
from afterword.records.vocabulary import CauseRole


class Question(NamedTuple):
    """A question, the key of the record that answers it, with dots, and an answer to begin with, as lines of YAML."""

    key: str
    text: str
    example: str

    @property
    def entry(self) -> str:
        """The example without the key above it, such as `lucky: [It was a quiet Sunday.]` for `lessons.lucky`."""
        parent = self.key.rpartition(".")[0]
        return self.example.removeprefix(f"{parent}: {{").removesuffix("}") if parent else self.example


QUESTIONS: tuple[Question, ...] = (
    Question("severity", "How severe was it?", "severity: sev3"),
    Question(
        "summary", "What did customers see, in a sentence or two?", "summary: Searches took several seconds."
    ),
    Question(
        "detection",
        "How was it noticed, and could it have been noticed earlier?",
        "detection: {method: alert, source: alert on slow searches}",
    ),
    Question(
        "milestones.detected",
        "When did the team first know of it?",
        "milestones: {detected: 2026-11-20 09:45}",
    ),
    Question(
        "milestones.mitigated",
        "When was the worst over for customers?",
        "milestones: {mitigated: 2026-11-20 10:05}",
    ),
    Question(
        "impact",
        "How many customers or requests were affected? An estimate is better than nothing.",
        "impact: {customers_affected: ~300}",
    ),
    Question(
        "trigger",
        "What set it off, at this moment and not before?",
        "trigger: {text: A restart emptied the cache.}",
    ),
    Question(
        "root_causes",
        "What made it possible, and what made it worse? There is rarely only one cause.",
        "root_causes: [{id: cold-cache, text: A restart empties the cache.}]",
    ),
    Question("limited_by", "What kept it from being worse?", "limited_by: [A spare replica took over.]"),
    Question(
        "post_mortem.resolution",
        "How was service restored?",
        "post_mortem: {resolution: The cache was filled again.}",
    ),
    Question(
        "post_mortem.customer_actions",
        "What should customers do now?",
        "post_mortem: {customer_actions: Nothing.}",
    ),
    Question(
        "action_items",
        "What will be done about it: to prevent it, to notice it sooner, to limit it?",
        "action_items: [{id: a1, title: Fill the cache before a restart, owner: team-search, status: open}]",
    ),
    Question(
        "lessons.went_well", "What helped?", "lessons: {went_well: [The alert came within two minutes.]}"
    ),
    Question(
        "lessons.went_poorly",
        "What got in the way?",
        "lessons: {went_poorly: [The runbook was out of date.]}",
    ),
    Question(
        "lessons.lucky", "Where did only luck prevent worse?", "lessons: {lucky: [It was a quiet Sunday.]}"
    ),
    Question("post_mortem.reviewers", "Who else has read it?", "post_mortem: {reviewers: [Platform team]}"),
)
"""In the order in which a post-mortem answers them."""

_OF_CAUSES = Question(
    "root_causes.role",
    "What made it worse, or delayed its detection or mitigation?",
    "role: amplifier  # or latent, delayed_detection, delayed_mitigation",
)
_OF_ACTIONS = Question(
    "action_items.addresses",
    "Which of the causes does nothing address, and is that risk accepted?",
    "addresses: [cold-cache]",
)


def open_questions(record: Record) -> tuple[Question, ...]:
    """Return the questions that a record does not answer; what its `unknowns` name is answered."""
    found = [each for each in QUESTIONS if not _is_answered(record, each.key)]
    if record.root_causes and all(each.role in (None, CauseRole.CAUSE) for each in record.root_causes):
        found.append(_OF_CAUSES)
    addressed = {label for each in record.action_items for label in each.addresses}
    causes = [each for each in record.root_causes if not each.accepted_risk]
    if record.action_items and any(each.id not in addressed for each in causes):
        found.append(_OF_ACTIONS)
    return tuple(_with_own_time(record, each) for each in found)


def _with_own_time(record: Record, question: Question) -> Question:
    """Return a question about a milestone with a time of the record in its answer, which others do not contradict."""
    if question.key == "milestones.detected":
        known = first_news(record) or start_of(record)
        at = known.at if known else None
    elif question.key == "milestones.mitigated":
        ends = [each.end for each in record.windows if each.end]
        at = max(ends or [each.at for each in record.updates], default=None)
    else:
        return question
    name = question.key.partition(".")[2]
    answer = f"milestones: {{{name}: {time_text(at, record.zone)}}}" if at else question.example
    return question._replace(example=answer)


def _is_answered(record: Record, key: str) -> bool:
    return declared_unknown(record, key) or is_present(record, key)
