"""Git repositories that tests write, independent of the settings of the machine."""

from __future__ import annotations

import os
import subprocess
from itertools import count
from pathlib import Path

_numbers = count(1)
_SETTINGS = ("user.name=A", "user.email=a@example.com", "commit.gpgsign=false", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; return what it prints."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = ["git", *settings, "-c", "protocol.file.allow=always", "-C", str(folder), *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    """Commit everything in a folder; return the commit, which differs from all others."""
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-qm", f"change {next(_numbers)}", "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path) -> Path:
    """Turn a folder into a repository with one commit of everything in it."""
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitignore").write_text(".cache/\nsite/\n", encoding="utf-8")
    commit(folder)
    return folder
