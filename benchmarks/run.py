"""Runs the benchmark by its path: `python benchmarks/run.py` does the same as `python -m benchmarks`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    runpy.run_module("benchmarks", run_name="__main__")
