"""The environment in which commands are measured."""

from __future__ import annotations

import os

from benchmarks.generate import NOW


def environment(**more: str) -> dict[str, str]:
    """Return the variables of this process and `more`, with a fixed time.

    Python may write bytecode, which an installed package has, even if this process may not: else each run would
    compile hundreds of modules.
    """
    variables = {**os.environ, "SOURCE_DATE_EPOCH": f"{NOW.timestamp():.0f}", **more}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables
