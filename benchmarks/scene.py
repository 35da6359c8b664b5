"""Fills the placeholders of sentences, so that all texts of one incident are about the same things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from benchmarks import words
from benchmarks.stories import Story

T = TypeVar("T")


class Scene:
    """The component, neighbouring component and story of one incident, and random numbers for its sentences."""

    def __init__(
        self, rng: Random, story: Story, part_of: words.Component, neighbour: words.Component
    ) -> None:
        self.rng = rng
        self.story = story
        self.component = part_of
        self.neighbour = neighbour
        self._placeholders = _Placeholders(self._fixed(), self._generated())

    def say(self, template: str) -> str:
        """Fill the placeholders of a sentence."""
        return template.format_map(self._placeholders)

    def one_of(self, templates: Sequence[str]) -> str:
        """Choose a sentence and fill its placeholders."""
        return self.say(self.rng.choice(templates))

    def explain(self, template: str, details: Sequence[str] = words.DETAILS) -> str:
        """Fill the placeholders of a sentence, and usually add a sentence with a number.

        The same sentence in many records would favour a tool that caches rendered text.
        """
        sentence = self.say(template)
        if "{nk}" in template or "\n" in template or self.rng.random() < 0.1:
            return sentence
        return f"{sentence} {self.one_of(details)}"

    def some_of(self, things: Sequence[T], least: int, most: int) -> list[T]:
        """Choose some different items, in random order."""
        return self.rng.sample(things, min(self.rng.randint(least, most), len(things)))

    def _fixed(self) -> dict[str, str]:
        rng, own, next_door = self.rng, self.component, self.neighbour
        doing, part = rng.choice(own.doing), rng.choice(own.part)
        own_name, next_name = _in_a_sentence(own.name), _in_a_sentence(next_door.name)
        values = {
            "doing": doing,
            "Doing": _capital(doing),
            "part": part,
            "part_cap": _capital(part),
            "other_part": rng.choice(next_door.part),
            "Name": own.name,
            "name_lower": own_name,
            "Other_name": next_door.name,
            "other_name_lower": next_name,
            "metric": own.metric[0],
            "Metric": _capital(own.metric[0]),
            "unit": own.metric[1],
            "team": own.team,
            "other_team": next_door.team,
        }
        return values | {"cause_short": self.story.short.format_map(values)}

    def _generated(self) -> dict[str, Callable[[], str]]:
        rng = self.rng
        return {
            "few": lambda: str(rng.randint(2, 9)),
            "n30": lambda: str(rng.randint(10, 59)),
            "pct": lambda: str(rng.randint(11, 88)),
            "limit": lambda: str(rng.randint(10, 99) * 10),
            "nk": lambda: f"{rng.randint(1_000, 48_000):,}",
            "region": lambda: rng.choice(words.REGIONS),
            "host": lambda: f"{self.component.id}-{rng.choice(words.HOSTS)}-{rng.randint(1, 24)}",
            "version": lambda: f"{rng.randint(3, 60)}.{rng.randint(0, 30)}.{rng.randint(0, 9)}",
            "code": lambda: rng.choice(words.CODES),
        }


class _Placeholders(dict[str, str]):
    """Values that are the same throughout an incident, and functions that generate the others."""

    def __init__(self, fixed: dict[str, str], generated: dict[str, Callable[[], str]]) -> None:
        super().__init__(fixed)
        self._generated = generated

    def __missing__(self, name: str) -> str:
        return self._generated[name]()


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _in_a_sentence(name: str) -> str:
    return f"the {name}" if name.isupper() else name.lower()
