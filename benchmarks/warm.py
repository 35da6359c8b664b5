"""Measures builds with nothing or one record changed, in pairs with MkDocs' build of a site of a single page.

python -m benchmarks.warm --records 1000 10000 --repeat 5

That is what a build with MkDocs and Material costs before any record is looked at. Each pair is measured one right
after the other, so that other work of the machine affects both alike.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.edit import Editor, edited_record
from benchmarks.generate import records
from benchmarks.measure import Run, run
from benchmarks.rounds import environment
from benchmarks.sites import afterword_file, write, write_afterword

_BUILD = (sys.executable, "-m", "mkdocs", "build", "-q")
_ONE_PAGE = """\
site_name: Brindlework status
theme:
  name: material
  font: false
plugins:
  - search
"""
_LIMIT = 600.0


def main() -> None:
    """Print the medians of the CPU times, and the median of the ratios of the pairs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[1_000])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("| records | changed | CPU s | CPU s of one page | ratio |\n|---:|---|---:|---:|---:|")
    for count in given.records:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            _measure(Path(folder), count, given.repeat, given.seed)


def _measure(work: Path, count: int, repeat: int, seed: int) -> None:
    made = records(count, seed)
    site, one_page = work / "site", work / "one-page"
    write_afterword(site, made)
    write(one_page / "mkdocs.yml", _ONE_PAGE)
    write(one_page / "docs" / "index.md", "# Status\n")
    edited = edited_record(made)
    editor = Editor(afterword_file(site, edited), edited.summary, work / "scratch")
    for folder in (site, one_page, site):
        _build(work, folder)
    changes: tuple[tuple[str, Callable[[], object]], ...] = (
        ("nothing", lambda: None),
        ("one record", editor.change),
    )
    for name, change in changes:
        pairs = []
        for _ in range(repeat):
            change()
            pairs.append((_build(work, site).cpu, _build(work, one_page).cpu))
        ours, theirs = (median(column) for column in zip(*pairs, strict=True))
        ratio = median(own / other for own, other in pairs)
        print(f"| {count:,} | {name} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} |", flush=True)


def _build(work: Path, site: Path) -> Run:
    done = run(_BUILD, cwd=site, env=environment(site, work / "temporary"), limit=_LIMIT, log=work / "log")
    if done.exit_status:
        raise SystemExit(f"the build failed:\n{done.output}")
    return done


if __name__ == "__main__":
    main()
