"""Tries all plugins, and writes the table of the handbook: `python -m tests.mkdocs_plugin.matrix`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mkdocs_plugin.matrix.builds import results
from tests.mkdocs_plugin.matrix.handbook import PAGE, with_table

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), results(Path(folder))), "utf-8")
