"""Runs a command in Python's UTF-8 mode where the locale would read names and arguments in another encoding."""

from __future__ import annotations

import codecs
import os
import sys

_MODE = "PYTHONUTF8"


def restart_in_utf8() -> None:
    """Start this process again in UTF-8 mode, unless it reads names of files as UTF-8 already.

    Records are UTF-8, and so are the names in a repository. A terminal with another encoding keeps it; one that is
    said to have none but ASCII gets UTF-8, as Python decides too unless it was told otherwise.
    """
    if sys.getfilesystemencoding() == "utf-8" or os.environ.get(_MODE) == "1":
        return
    environment = {**os.environ, _MODE: "1"}
    encoding = codecs.lookup(sys.stdout.encoding).name if sys.stdout else "ascii"
    if encoding != "ascii":
        environment.setdefault("PYTHONIOENCODING", encoding)
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)
