"""Runs the shell of a composite action as a job of GitHub Actions would."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.code_host import Host
from tests.review_setup.running import environment, run

_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
_CONDITION = re.compile(r"(\S+) (==|!=) '(.*)'")


@dataclass
class Job:
    """A run of an action in a folder, as far as its shell goes; `used` are the other actions, with their arguments."""

    folder: Path
    temp: Path
    host: Host
    values: dict[str, str] = field(default_factory=dict)
    log: str = ""
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    failed: str = ""

    def run(self, action: Path, inputs: Mapping[str, str], event: Mapping[str, Any]) -> None:
        described = yaml.safe_load(action.read_text(encoding="utf-8"))
        self.temp.mkdir(exist_ok=True)
        (self.temp / "event.json").write_text(json.dumps(event), encoding="utf-8")
        self.values = {
            "github.token": "secret",
            "runner.temp": str(self.temp),
            "steps.python.outputs.python-path": sys.executable,
        }
        for name, declared in described["inputs"].items():
            self.values[f"inputs.{name}"] = inputs.get(name, self.resolved(declared.get("default", "")))
        for step in described["runs"]["steps"]:
            if not self.applies(step.get("if", "")):
                continue
            if "uses" in step:
                name = step["uses"].partition("@")[0]
                self.used[step.get("name", name)] = {
                    key: self.resolved(str(each)) for key, each in step.get("with", {}).items()
                }
            elif not self.step(step, action.parent, event):
                self.failed = step["name"]
                return

    def step(self, step: Mapping[str, Any], action: Path, event: Mapping[str, Any]) -> bool:
        output, summary = self.temp / "output", self.temp / "summary"
        output.write_text("", encoding="utf-8")
        given = {
            "GITHUB_ACTION_PATH": str(action),
            "GITHUB_API_URL": self.host.url,
            "GITHUB_BASE_REF": "main" if "pull_request" in event else "",
            "GITHUB_EVENT_PATH": str(self.temp / "event.json"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": "acme/status",
            "GITHUB_RUN_ID": "7",
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(self.temp),
        }
        given |= {name: self.resolved(value) for name, value in step.get("env", {}).items()}
        done = run(step["run"], self.folder, environment(self.temp, given))
        self.log += done.stdout + done.stderr
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode == 0

    def resolved(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.values.get(found[1], ""), text)

    def applies(self, condition: str) -> bool:
        found = [_CONDITION.fullmatch(each) for each in condition.split(" && ")] if condition else []
        return all(each and (self.values.get(each[1], "") == each[3]) == (each[2] == "==") for each in found)

    def report(self, name: str) -> str:
        return (self.temp / "afterword-review" / name).read_text(encoding="utf-8")


def commands_read(log: str) -> Iterator[str]:
    """Yield the lines that the runner reads as commands: none while commands are stopped."""
    pause = ""
    for line in log.splitlines():
        if pause:
            pause = "" if line == f"::{pause}::" else pause
        elif line.startswith("::"):
            yield line
            pause = line.removeprefix("::stop-commands::") if line.startswith("::stop-commands::") else ""
