"""Converts a real history into a site, to look at it: `python -m tests.corpus.convert cstate-jenkins FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus import cstate, github, google_cloud, upptime
from tests.corpus.histories import Converter, histories

CONVERTERS: dict[str, Converter] = {
    "cstate-jenkins": cstate.convert,
    "cstate-packit": cstate.convert,
    "github-status": github.convert,
    "google-cloud": google_cloud.convert,
    "upptime-manticore": upptime.convert,
}
"""The converter of each folder of histories."""


def main(name: str, folder: str) -> None:
    """Convert one history and write it as a site."""
    found = histories()
    if found is None:
        sys.exit("there are no histories; set AFTERWORD_HISTORIES to their folder")
    history = CONVERTERS[name](found / name)
    history.write(Path(folder))
    sys.stdout.write(f"{len(history.records)} records\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
