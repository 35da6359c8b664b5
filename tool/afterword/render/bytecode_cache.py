"""Keeps compiled templates between runs: compiling the templates of a theme takes longer than rendering them.

They are code, so they are not stored among a site's files, which may come from others, but in a system folder to which
only this user can write; Jinja ensures that.
"""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib.metadata import version

from jinja2 import Environment, FileSystemBytecodeCache

_OPTIONS = (
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string",
    "comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix",
    "trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline", "autoescape", "optimized",
    "sandboxed", "undefined",
)  # fmt: skip
"""The options, besides class and extensions, that change the code to which an environment compiles a template."""


def use_bytecode_cache(environment: Environment, language: str = "") -> None:
    """Let an environment reuse what an equal one has compiled. Without a folder for it, it compiles in each run.

    `language` stands for the words into which it translates templates.
    """
    if environment.bytecode_cache is None:
        environment.optimized = False  # otherwise, results of filters are compiled in, and these may change
        try:
            environment.bytecode_cache = FileSystemBytecodeCache(
                pattern=f"__afterword_{_key(environment, language)}_%s.cache"
            )
        except (OSError, RuntimeError):
            return


def _key(environment: Environment, language: str) -> str:
    options = [
        str(getattr(environment, name)) if name != "autoescape" else _name_of(environment.autoescape)
        for name in _OPTIONS
    ]
    registered = (sorted(environment.extensions), sorted(environment.filters), sorted(environment.tests))
    module = sys.modules[type(environment).__module__]
    compiler = os.stat(module.__file__).st_mtime_ns if module.__file__ else 0
    parts = (
        type(environment).__qualname__,
        compiler,
        options,
        registered,
        language,
        sys.implementation.cache_tag,
        version("jinja2"),
    )
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _name_of(option: object) -> str:
    return (
        str(option)
        if isinstance(option, bool)
        else getattr(option, "__qualname__", type(option).__qualname__)
    )
