"""Writes the JSON Schemas and the field reference: `python -m afterword.records.generate [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from afterword.records.field_reference import documents


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files that are generated from the model, or with `--check` list those that are stale."""
    parser = argparse.ArgumentParser(prog="afterword.records.generate", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with status 1 if a file is stale"
    )
    parser.add_argument("--root", type=Path, default=Path(), help="the repository (default: this folder)")
    chosen = parser.parse_args(arguments)
    stale = {path: text for path, text in documents().items() if _current(chosen.root / path) != text}
    for path, text in stale.items():
        print(f"{path} is stale; run `make generate`" if chosen.check else f"wrote {path}")
        if not chosen.check:
            file = chosen.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and chosen.check else 0


def _current(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace") if file.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
