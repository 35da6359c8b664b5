"""Generates one record: when it happened, how bad it was, and everything that was written about it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from random import Random

from benchmarks import aftermath, words
from benchmarks.instants import Clock, whole_minute
from benchmarks.model import ZONE, Record, Update, Window
from benchmarks.scene import Scene
from benchmarks.stories import STORIES

_LEVELS = ("degraded", "overloaded", "partial_outage", "major_outage")
_SEVERITIES = {"degraded": "sev4", "overloaded": "sev3", "partial_outage": "sev2", "major_outage": "sev1"}


def incident(rng: Random, start: datetime, now: datetime, *, effort: str, still_open: bool = False) -> Record:
    """Generate an incident that starts at a given time.

    `effort` is how much was written about it: `hurried`, `ordinary` or `thorough`.
    """
    own, neighbour = rng.sample(words.COMPONENTS, 2)
    scene = Scene(rng, rng.choice(STORIES), own, neighbour)
    minutes = min(max(8.0, rng.lognormvariate(4.3, 1.0)), 1_800.0)
    end = None if still_open else whole_minute(start + timedelta(minutes=minutes))
    clock = Clock(start, end, now)
    worst = rng.choices(_LEVELS, (35, 30, 25, 10))[0]
    record = _public_part(scene, clock, worst, in_a_hurry=effort == "hurried")
    if still_open or effort == "hurried":
        return record
    return aftermath.with_post_mortem(record, scene, clock, thorough=effort == "thorough")


def maintenance(rng: Random, start: datetime, now: datetime) -> Record:
    """Generate maintenance; it is only announced if its start is in the future."""
    own, neighbour = rng.sample(words.COMPONENTS, 2)
    scene = Scene(rng, rng.choice(STORIES), own, neighbour)
    end = start + timedelta(minutes=rng.randrange(30, 300, 15))
    announced = min(start - timedelta(days=rng.randint(3, 12)), now - timedelta(hours=rng.randint(2, 30)))
    said = "We upgrade {part} in {region}. {Doing} may fail for up to {n30} minutes; nothing has to be done."
    updates = [Update(announced, "scheduled", scene.say(said))]
    windows: tuple[Window, ...] = ()
    if end < now:
        windows = (Window("w1", own.id, "under_maintenance", start, end),)
        updates += [
            Update(start, "in_progress", scene.say("The work on {part} has begun.")),
            Update(
                end - timedelta(minutes=10), "verifying", scene.say("The work is done; we check {doing}.")
            ),
            Update(
                end, "completed", scene.say("{Name} works as before, now with release `{version}` of {part}.")
            ),
        ]
    title = scene.one_of(("Upgrade of {part}", "Work on {part}", "{Name} moves to new machines"))
    return Record(
        id=record_id(start, title),
        title=title,
        kind="maintenance",
        summary=scene.say("Planned work on {part}. For a few minutes {doing} could fail."),
        start=start,
        end=end,
        scheduled=(start, end, announced),
        windows=windows,
        updates=tuple(updates),
        in_a_hurry=True,
    )


def near_miss_or_drill(rng: Random, start: datetime, now: datetime) -> Record:
    """Generate a record that customers never noticed."""
    own, neighbour = rng.sample(words.COMPONENTS, 2)
    scene = Scene(rng, rng.choice(STORIES), own, neighbour)
    clock = Clock(start, start + timedelta(minutes=rng.randint(20, 200)), now)
    drill = rng.random() < 0.4
    title = scene.one_of(("Drill: {part} switched over",) if drill else ("{Name} nearly lost {part}",))
    summary = (
        "An exercise: `{host}` was taken away on purpose." if drill else "{part_cap} came close to stopping."
    )
    return Record(
        id=record_id(start, title),
        title=title,
        kind="drill" if drill else "near_miss",
        summary=scene.say(f"{summary} {{Metric}} reached {{nk}} {{unit}}, and customers noticed nothing."),
        start=start,
        end=clock.end,
        timeline=aftermath.timeline(scene, clock, 3),
        lessons=aftermath.lessons(scene, 2),
        tags=("drill" if drill else "near-miss",),
    )


def _public_part(scene: Scene, clock: Clock, worst: str, *, in_a_hurry: bool) -> Record:
    """Generate what is known as soon as it is over: what customers saw, when, and the public updates."""
    rng = scene.rng
    title = scene.one_of(scene.story.titles)
    windows = _windows(scene, clock, worst, simple=in_a_hurry)
    return Record(
        id=record_id(clock.start, title),
        title=title,
        summary=scene.explain(rng.choice(scene.story.summaries)),
        start=clock.start,
        end=clock.end,
        severity=_SEVERITIES[worst],
        windows=windows,
        updates=_updates(scene, clock, windows, rng.randint(1, 2) if in_a_hurry else rng.randint(2, 4)),
        tags=(scene.story.tag, scene.component.id) if rng.random() < 0.4 else (),
        in_a_hurry=in_a_hurry,
    )


def _windows(scene: Scene, clock: Clock, worst: str, *, simple: bool) -> tuple[Window, ...]:
    """Generate windows: the component gets worse and better again, and its neighbour is affected for a while."""
    rng, own = scene.rng, scene.component
    steps = 1 if simple or clock.end is None else rng.choice((1, 1, 2, 3))
    levels = (
        (worst,)
        if steps == 1
        else ("degraded", worst if worst != "degraded" else "overloaded", "degraded")[:steps]
    )
    cuts = sorted(rng.uniform(0.2, 0.8) for _ in range(steps - 1))
    instants = [clock.start, *map(clock.at, cuts)]
    ends: list[datetime | None] = [*instants[1:], clock.end]
    windows = [
        Window(
            id=f"{own.id}-{number}",
            component=own.id,
            level=level,
            start=start,
            end=end,
            label=scene.one_of(("{region} only", "{doing}", "queue growing")) if rng.random() < 0.4 else None,
            measure=_measure(scene) if rng.random() < 0.35 else None,
        )
        for number, (level, start, end) in enumerate(zip(levels, instants, ends, strict=True), start=1)
        if end is None or end > start
    ]
    if not simple and rng.random() < 0.5:
        next_door = scene.neighbour.id
        last = clock.end and clock.at(rng.uniform(0.7, 1.0))
        windows.append(
            Window(f"{next_door}-1", next_door, "degraded", clock.at(rng.uniform(0.05, 0.4)), last)
        )
    return tuple(windows)


def _measure(scene: Scene) -> tuple[str, int, str, int]:
    threshold = scene.rng.randrange(100, 2_000, 50)
    return (
        *scene.component.metric[:1],
        threshold * scene.rng.randint(2, 9),
        scene.component.metric[1],
        threshold,
    )


def _updates(scene: Scene, clock: Clock, windows: tuple[Window, ...], between: int) -> tuple[Update, ...]:
    """Generate the public updates, from the first investigation to the resolution."""
    first = {window.component: window.level for window in reversed(windows)}
    course = [("investigating", words.INVESTIGATING), ("investigating", words.STILL), ("identified", words.IDENTIFIED),
              ("monitoring", words.MONITORING)]  # fmt: skip
    if between < len(course):
        course = [course[0], *course[len(course) - between + 1 :]]
    if clock.end:
        course.append(("resolved", words.RESOLVED))
    updates = []
    for number, (status, sentences) in enumerate(course):
        levels: tuple[tuple[str, str], ...] = tuple(first.items()) if number == 0 else ()
        if status == "resolved":
            levels = tuple((component, "operational") for component in first)
        at = (
            clock.at(0.2 + 0.8 * number / len(course))
            if status != "resolved"
            else _a_little_after(scene, clock)
        )
        details = words.SO_FAR if number < 2 else words.DETAILS
        updates.append(Update(at, status, scene.explain(scene.rng.choice(sentences), details), levels))
    return tuple(updates)


def _a_little_after(scene: Scene, clock: Clock) -> datetime:
    assert clock.end is not None
    return clock.end + timedelta(minutes=scene.rng.randint(1, 9))


def record_id(start: datetime, title: str) -> str:
    """Build a record's id from its day and its title, as a person would."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"{start.astimezone(ZONE):%Y-%m-%d}-{slug}"[:90].rstrip("-")
