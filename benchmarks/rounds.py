"""Measures tools in turns, so that other work of the machine affects all of them alike."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from benchmarks import commands
from benchmarks.edit import Editor, edited_record
from benchmarks.measure import Run, run, tail
from benchmarks.model import Record
from benchmarks.results import COLD, IDLE, VISIBLE, Measured, Results, Sample
from benchmarks.serving import EndedError, Session, TooLongError, serve
from benchmarks.tools import Case, Tool


@dataclass(frozen=True)
class Plan:
    """How often, how long, and where to measure."""

    repeat: int
    limit: float
    edits: int
    idle_seconds: float
    work: Path


class Rounds:
    """The measurements at one number of records."""

    def __init__(self, plan: Plan, results: Results, records: list[Record]) -> None:
        self._plan = plan
        self._results = results
        self._records = records
        self._edited = edited_record(records)
        self._words: dict[str, str] = {}
        self._folder = plan.work / f"sites-{len(records)}"
        self._temporary = self._folder / "temporary"
        self._log = plan.work / "last-command.log"

    def measure(self, tools: list[Tool]) -> None:
        """Write each tool's site, then measure all tools once in each round."""
        shutil.rmtree(self._folder, ignore_errors=True)
        for tool in tools:
            tool.write(self._folder / tool.name, self._records)
        for number in range(self._plan.repeat):
            for tool in _rotated(tools, number):
                self._log_progress(f"{len(self._records):,} records, round {number + 1}: {tool.title}")
                self._one_round(tool)
        shutil.rmtree(self._folder)

    def warm_up(self, tools: list[Tool]) -> None:
        """Run each command once without measuring, so that no tool is slowed down by files that are not cached yet."""
        for tool in tools:
            site = self._folder / tool.name
            tool.write(site, self._records)
            for case in tool.cases():
                self._run(tool, site, case)
        shutil.rmtree(self._folder)

    def _one_round(self, tool: Tool) -> None:
        site = self._folder / tool.name
        for case in tool.cases():
            measured = self._results.of(len(self._records), tool.name, case.name)
            if measured.problem:
                continue
            ran = self._run(tool, site, case)
            problem = self._problem(tool, case, ran)
            if problem:
                measured.problem = problem
                if case.name == COLD:
                    self._give_up(tool, problem)
                    return
                continue
            measured.samples.append(_sample(ran) | (_size(site / tool.output) if case.name == COLD else {}))
        self._serve(tool, site)

    def _run(self, tool: Tool, site: Path, case: Case) -> Run:
        if case.cold:
            self._set_aside(site, tool.leftovers)
        if case.edited:
            self._words[tool.name] = self._editor(tool, site).change()
        return run(
            case.command,
            cwd=site,
            env=environment(site, self._temporary),
            limit=self._plan.limit,
            log=self._log,
        )

    def _set_aside(self, site: Path, names: tuple[str, ...]) -> None:
        """Move what earlier builds have left out of the way.

        If it was deleted, the next build would pay for it: for five minutes, ext4 looks at the freed inodes again and
        again before it takes another one for a new file. That took up to 2 s of 10 s for 4,800 files.
        """
        for left in (site / name for name in names):
            if left.exists():
                aside = self._folder / "aside"
                aside.mkdir(parents=True, exist_ok=True)
                left.rename(Path(mkdtemp(dir=aside)) / left.name)

    def _serve(self, tool: Tool, site: Path) -> None:
        idle = self._results.of(len(self._records), tool.name, IDLE)
        visible = self._results.of(len(self._records), tool.name, VISIBLE)
        if idle.problem:
            return
        path = tool.page.replace("{id}", self._edited.id)
        editor = self._editor(tool, site)

        def change() -> str:
            self._words[tool.name] = editor.change()
            return self._words[tool.name]

        session = Session(path, change, self._plan.edits, self._plan.idle_seconds, self._plan.limit)
        try:
            served = serve(
                tool.serve, session, cwd=site, env=environment(site, self._temporary), log=self._log
            )
        except TooLongError:
            self._fail((idle, visible), self._over())
        except EndedError:
            self._log_progress(tail(self._log))
            self._fail((idle, visible), "failed: the server ended by itself")
        else:
            idle.samples.append(
                {"idle": served.idle_share, "ready": served.ready, "memory": float(served.peak_memory)}
            )
            visible.samples += [{"wall": seconds} for seconds in served.visible]

    def _problem(self, tool: Tool, case: Case, ran: Run) -> str | None:
        if ran.timed_out:
            return self._over()
        if ran.exit_status:
            self._log_progress(f"{tool.title}, {case.name}, exit status {ran.exit_status}:\n{ran.output}")
            return f"failed: exit status {ran.exit_status}"
        if case.builds and not self._shows_last_change(tool):
            return "failed: the record's page is missing or out of date"
        return None

    def _shows_last_change(self, tool: Tool) -> bool:
        """Look into the output, so that no tool gets credit for work that it did not do."""
        address = tool.page.replace("{id}", self._edited.id).strip("/")
        page = self._folder / tool.name / tool.output / address / "index.html"
        return page.is_file() and self._words.get(tool.name, "") in page.read_text(encoding="utf-8")

    def _give_up(self, tool: Tool, problem: str) -> None:
        """Note for all other cases that they were not run, since the first build failed."""
        names = [*(case.name for case in tool.cases()[1:]), IDLE, VISIBLE]
        self._fail(
            [self._results.of(len(self._records), tool.name, name) for name in names],
            f"not run: the cold build was {problem}" if problem == self._over() else "not run: no cold build",
        )

    @staticmethod
    def _fail(measured: list[Measured] | tuple[Measured, ...], problem: str) -> None:
        for each in measured:
            each.problem = each.problem or problem

    def _over(self) -> str:
        return f"over {self._plan.limit:g} s"

    def _editor(self, tool: Tool, site: Path) -> Editor:
        return Editor(tool.file(site, self._edited), self._edited.summary, self._plan.work / "edited")

    @staticmethod
    def _log_progress(text: str) -> None:
        print(text, file=sys.stderr, flush=True)


def environment(site: Path, temporary: Path) -> dict[str, str]:
    """Return the environment of commands: a fixed time, and caches and temporary files in the work folder."""
    temporary.mkdir(parents=True, exist_ok=True)
    folders = {"HUGO_CACHEDIR": str(site / ".cache"), "TMPDIR": str(temporary)}
    return commands.environment(**folders, NO_COLOR="1")


def _rotated(tools: list[Tool], by: int) -> Iterator[Tool]:
    """Yield the tools, starting with another one in each round."""
    start = by % len(tools)
    yield from tools[start:]
    yield from tools[:start]


def _sample(ran: Run) -> Sample:
    return {"wall": ran.wall, "cpu": ran.cpu, "memory": float(ran.peak_memory)}


def _size(folder: Path) -> Sample:
    """Return the size and the number of the files that a build wrote."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return {"output_bytes": float(sum(sizes)), "output_files": float(len(sizes))}
