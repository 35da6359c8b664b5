"""Generates what is known about an incident when it is over: causes, action items and lessons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from benchmarks import words
from benchmarks.instants import Clock
from benchmarks.model import Action, Cause, Event, PostMortem, Record, Symptom, Window
from benchmarks.scene import Scene


def with_post_mortem(record: Record, scene: Scene, clock: Clock, *, thorough: bool) -> Record:
    """Add everything that is found out afterwards."""
    rng = scene.rng
    found_by = rng.choice(("alert", "alert", "synthetic", "customer_report", "staff"))
    causes = _causes(scene, rng.randint(1, 2) if thorough else rng.randint(0, 1))
    return replace(
        record,
        detection=(found_by, f"alert on {scene.component.metric[0]}"),
        milestones=_milestones(clock, thorough=thorough),
        symptoms=_symptoms(scene, record.windows, 2 if thorough else rng.randint(0, 1)),
        impact=_impact(scene) if rng.random() < 0.7 else (),
        timeline=timeline(scene, clock, rng.randint(3, 6) if thorough else rng.randint(0, 2)),
        trigger=(scene.story.trigger[0], scene.explain(scene.story.trigger[1])),
        causes=causes,
        limited_by=tuple(map(scene.explain, scene.some_of(words.LIMITED_BY, 0, 2))),
        actions=_actions(scene, clock, causes, rng.randint(2, 4) if thorough else rng.randint(1, 2)),
        lessons=lessons(scene, 4 if thorough else rng.randint(0, 2)),
        post_mortem=_post_mortem(scene, clock, thorough=thorough),
    )


def _impact(scene: Scene) -> tuple[tuple[str, int], ...]:
    customers = scene.rng.randint(12, 9_000)
    return (
        ("customers_affected", customers),
        ("requests_failed", customers * scene.rng.randint(3, 90)),
        ("support_tickets", customers // scene.rng.randint(20, 60)),
    )


def _milestones(clock: Clock, *, thorough: bool) -> tuple[tuple[str, datetime], ...]:
    shares = {"detected": 0.08, "acknowledged": 0.11, "notified": 0.2, "identified": 0.5, "mitigated": 0.85}
    if thorough:
        shares = {"started": 0.0, **shares, "resolved": 1.0}
    return tuple((name, clock.at(share)) for name, share in shares.items())


def timeline(scene: Scene, clock: Clock, further: int) -> tuple[Event, ...]:
    """Generate the events of the story, with further ones between them."""
    story, own, rng = scene.story, scene.component.id, scene.rng
    events = [
        Event(
            clock.start,
            "change" if story.trigger[0].endswith("push") else "symptom",
            scene.explain(story.begins),
            own,
        ),
        Event(clock.at(0.5), "detection", scene.explain(story.found)),
        Event(clock.at(0.85), "action", scene.explain(story.repaired), own),
        Event(clock.at(1.0), "recovery", scene.one_of(words.RECOVERIES), own),
    ]
    for kind, template in scene.some_of(words.EVENTS, further, further):
        component = own if rng.random() < 0.4 else None
        events.append(
            Event(
                clock.at(rng.uniform(0.05, 0.95)),
                kind,
                scene.explain(template),
                component,
                rng.random() < 0.04,
            )
        )
    return tuple(sorted(events, key=lambda event: event.at))


def _symptoms(scene: Scene, windows: tuple[Window, ...], count: int) -> tuple[Symptom, ...]:
    seen = (
        "*{message}*, after {n30} seconds, in {nk} cases.",
        "First a long wait, then *{message}*; on phones a blank page, {nk} times.",
        "`{code}` ended with\n\n```json\n{{\"error\": \"busy\", \"waiting\": {limit}, \"retry_after\": {n30}}}\n```",
    )  # fmt: skip
    message = scene.rng.choice(words.BROWSER_MESSAGES)
    chosen = [template.replace("{message}", message) for template in scene.some_of(seen, count, count)]
    return tuple(
        Symptom(window.component, scene.say(template), scene.explain(scene.story.mechanism), (window.id,))
        for window, template in zip(windows, chosen, strict=False)
    )


def _causes(scene: Scene, further: int) -> tuple[Cause, ...]:
    category, text = scene.story.cause
    causes = [Cause(f"{scene.story.tag}-cause", "cause", category, scene.explain(text))]
    for number, (role, kind, more) in enumerate(scene.some_of(words.AMPLIFIERS, further, further), start=1):
        causes.append(Cause(f"{role.replace('_', '-')}-{number}", role, kind, scene.explain(more)))
    return tuple(causes)


def _actions(scene: Scene, clock: Clock, causes: Sequence[Cause], count: int) -> tuple[Action, ...]:
    """Generate action items; the older the incident, the more of them are done."""
    rng = scene.rng
    ideas = [rng.choice(scene.story.actions), *scene.some_of(words.SIDE_ACTIONS, count - 1, count - 1)]
    actions = []
    for number, (kind, title) in enumerate(ideas, start=1):
        due = clock.start + timedelta(days=rng.randint(14, 120))
        priority = min(3, number - 1 + rng.randint(0, 1))
        if clock.now - due > timedelta(days=60):
            status = rng.choices(("done", "wont_do", "in_progress"), (88, 11 if priority else 0, 1))[0]
        else:
            status = rng.choice(("open", "in_progress"))
        over = status in ("done", "wont_do")
        actions.append(
            Action(
                id=f"a{number}",
                title=scene.say(title),
                type=kind,
                priority=f"p{priority}",
                owner=rng.choice((scene.component.team, scene.component.team, scene.neighbour.team)),
                due=due.date(),
                status=status,
                addresses=causes[min(number, len(causes)) - 1].id,
                closed=(due + timedelta(days=rng.randint(-12, 40))).date() if over else None,
                reason=scene.explain(rng.choice(words.WONT_DO)) if status == "wont_do" else None,
            )
        )
    return tuple(actions)


def lessons(scene: Scene, kinds: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Generate lessons of so many kinds."""
    chosen = set(scene.some_of(tuple(words.LESSONS), kinds, kinds))
    return tuple(
        (kind, tuple(map(scene.explain, scene.some_of(sentences, 1, 2))))
        for kind, sentences in words.LESSONS.items()
        if kind in chosen
    )


def _post_mortem(scene: Scene, clock: Clock, *, thorough: bool) -> PostMortem | None:
    rng = scene.rng
    if not thorough:
        return PostMortem("not_required") if rng.random() < 0.5 else None
    published = clock.start + timedelta(days=rng.randint(4, 14))
    if published > clock.now:
        return PostMortem("draft")
    return PostMortem(
        status="published",
        published=published.date(),
        authors=(scene.component.team, scene.neighbour.team),
        background=scene.one_of(words.BACKGROUND),
        resolution=scene.one_of(words.RESOLUTION),
        apology=scene.explain(rng.choice(words.APOLOGY)) if rng.random() < 0.6 else None,
    )
