"""Errors in templates, each with its location, and undefined names, all of which are found in one rendering."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError

from afterword.source.files import TEMPLATE_SUFFIX

_QUOTED = re.compile(r"'([^']+)'")
_TAG = re.compile(r"\{[{%#]")


class TemplateProblem(NamedTuple):
    """What is wrong in a template, and where: its file, and its line and column, which are 0 if they are not known."""

    file: str
    line: int
    column: int
    message: str


class TemplateRenderError(Exception):
    """A template could not be read or rendered.

    `name` is what other templates call it; `line` and `message` are those of the first of the `problems`.
    """

    def __init__(self, name: str, problems: tuple[TemplateProblem, ...]) -> None:
        super().__init__(name, problems)  # what is given here is what another process gets
        self.name = name
        self.problems = problems
        self.line = problems[0].line or None
        self.message = problems[0].message

    def __str__(self) -> str:
        where = f"{self.name}:{self.line}" if self.line else self.name
        return f"{where}: {self.message}"


def _noting(result: Callable[[NotedUndefined], object]) -> Any:
    """Return a method that notes the use of its undefined value, and then returns what stands for it."""

    def method(self: NotedUndefined, *_: object, **__: object) -> object:
        self.note()
        return result(self)

    return method


def _itself(value: NotedUndefined) -> NotedUndefined:
    return value


class NotedUndefined(StrictUndefined):
    """An undefined value that notes its use and stands for nothing, so that one rendering finds every such name.

    Whoever renders must look at `noted`, the problems so far. What a sandbox refuses is raised at once.
    """

    noted: list[TemplateProblem]

    def note(self) -> None:
        """Note that the value is used. Raises SecurityError if a sandbox made it, because it refused something."""
        if issubclass(self._undefined_exception, SecurityError):
            raise self._undefined_exception(self._undefined_message)
        frame: FrameType | None = sys._getframe(1)
        while frame and not isinstance(frame.f_globals.get("__jinja_template__"), Template):
            frame = frame.f_back
        file, line = "", 0
        if frame:
            template: Template = frame.f_globals["__jinja_template__"]
            file, line = template.filename or "", template.get_corresponding_lineno(frame.f_lineno)
        problem = located(file, line, self._undefined_message, str(self._undefined_name or ""))
        if problem not in self.noted:
            self.noted.append(problem)

    def __getattr__(self, name: str) -> Any:
        """Return this value for any attribute, except those by which Python looks for special methods."""
        if name.startswith("__"):
            raise AttributeError(name)
        self.note()
        return self

    __str__ = _noting(lambda _: "")
    __iter__ = _noting(lambda _: iter(()))
    __len__ = __int__ = __hash__ = _noting(lambda _: 0)
    __float__ = _noting(lambda _: 0.0)
    __ne__ = _noting(lambda _: True)
    __bool__ = __eq__ = __contains__ = __lt__ = __le__ = __gt__ = __ge__ = _noting(lambda _: False)
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _noting(_itself)
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = _noting(_itself)
    __pos__ = __neg__ = __call__ = __getitem__ = _noting(_itself)


def noted_undefined() -> type[NotedUndefined]:
    """Return a type of undefined values for one environment, which has noted nothing yet."""
    return type("NotedUndefined", (NotedUndefined,), {"noted": []})


def located(file: str, line: int, message: str, word: str = "") -> TemplateProblem:
    """Return a problem in a line; its column is that of a word in it, or else of the first tag or text of the line."""
    text = _line(file, line)
    quoted = _QUOTED.search(message)
    word = word or (quoted[1] if quoted else "")
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    found = found or _TAG.search(text) or re.search(r"\S", text)
    return TemplateProblem(file, line, found.start() + 1 if found else min(line, 1), message)


def problem_of(error: Exception, file: str, packaged: str) -> TemplateProblem | None:
    """Return what an error in a template is; None if it is a bug of ours, which must keep its traceback.

    `file` is the template that was to be rendered; the error may be in another one that it uses. `packaged` is the
    folder of our own templates.
    """
    if isinstance(error, TemplateSyntaxError):
        return located(error.filename or file, error.lineno, error.message or "it cannot be read")
    if isinstance(error, UnicodeDecodeError):
        return TemplateProblem(file, 0, 0, "it, or a template that it uses, is not UTF-8")
    frames = [
        each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(TEMPLATE_SUFFIX)
    ]
    where, line = (frames[-1].filename, frames[-1].lineno or 0) if frames else (file, 0)
    if isinstance(error, TemplateNotFound):
        return located(where, line, f"there is no template {error.name}", str(error.name))
    if isinstance(error, TemplateError):
        return located(where, line, str(error) or type(error).__name__)
    # Our code is at fault, unless an expression in the template raised it or a site's own template called that code.
    is_expression = traceback.extract_tb(error.__traceback__)[-1].filename.endswith(TEMPLATE_SUFFIX)
    is_own = bool(frames) and not Path(where).is_relative_to(packaged)
    if not (is_expression or is_own):
        return None
    return located(where, line, f"{type(error).__name__}: {error}")


def file_of(environment: Environment, name: str) -> str:
    """Return the file of a template, or its name if it cannot be found."""
    try:
        found = environment.loader.get_source(environment, name)[1] if environment.loader else None
    except (TemplateError, UnicodeDecodeError):
        found = None
    return found or name


def _line(file: str, line: int) -> str:
    try:
        lines = Path(file).read_text("utf-8").splitlines() if line else []
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[line - 1] if 0 < line <= len(lines) else ""
