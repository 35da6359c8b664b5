"""Compiled templates from one run to the next: compiling those of a theme takes longer than filling them in.

They are code, so they do not stand among a site's files, which may come from others, but in a folder of the system's
that only this user can write to; Jinja itself sees to that.
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
"""What makes an environment compile the same text to other code, besides its class and its extensions."""


def use_bytecode_cache(made: Environment) -> None:
    """Let an environment find what one like it has compiled before; without such a folder it compiles anew."""
    if made.bytecode_cache is None:
        made.optimized = False  # or results of filters, which may change, would be compiled in
        try:
            made.bytecode_cache = FileSystemBytecodeCache(pattern=f"__afterword_{_kind(made)}_%s.cache")
        except (OSError, RuntimeError):
            return


def _kind(made: Environment) -> str:
    options = [
        str(getattr(made, name)) if name != "autoescape" else _named(made.autoescape) for name in _OPTIONS
    ]
    known = (sorted(made.extensions), sorted(made.filters), sorted(made.tests))
    module = sys.modules[type(made).__module__]
    compiler = os.stat(module.__file__).st_mtime_ns if module.__file__ else 0
    kind = (
        type(made).__qualname__,
        compiler,
        options,
        known,
        sys.implementation.cache_tag,
        version("jinja2"),
    )
    return blake2b(repr(kind).encode(), digest_size=8).hexdigest()


def _named(option: object) -> str:
    return (
        str(option)
        if isinstance(option, bool)
        else getattr(option, "__qualname__", type(option).__qualname__)
    )
