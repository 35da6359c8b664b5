"""Runs one case: everything in it follows from the seed, the target and the number."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.targets import TARGETS


def failure_of(target: str, seed: int, number: int) -> Exception | None:
    """Return what a case raises, or None if the property holds."""
    with TemporaryDirectory(prefix="afterword-fuzz-") as folder:
        try:
            TARGETS[target](Random(f"{seed} {target} {number}"), Path(folder) / "site")
        except Exception as problem:
            return problem
    return None
