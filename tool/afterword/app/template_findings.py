"""Finds the errors in a site's own templates, and turns them into diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.render.environment import packaged_templates
from afterword.render.template_errors import TemplateProblem, problem_of
from afterword.source.files import TEMPLATE_SUFFIX, TEMPLATES_FOLDER

RULE = "template-error"


def syntax_problems(root: Path, environment: Environment) -> Iterator[TemplateProblem]:
    """Yield what is wrong with the syntax of a site's templates: of those that replace ours, and those that they use.

    Jinja reports one error in each template.
    """
    folder, packaged = root / TEMPLATES_FOLDER, packaged_templates()
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob(f"*{TEMPLATE_SUFFIX}"))]
    waiting = [name for name in names if (packaged / name).is_file()]
    seen = set(waiting)
    while waiting:
        name = waiting.pop()
        path = folder / name
        if path.exists() and not path.is_file():
            yield TemplateProblem(str(path), 0, 0, "it is no ordinary file")
            continue
        try:
            source = path.read_text("utf-8")
            environment.compile(source, name, str(path))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            problem = problem_of(error, str(path), str(packaged))
            if problem:
                yield problem
        except RecursionError:
            yield TemplateProblem(str(path), 0, 0, "it is nested too deeply")
        except OSError as error:
            yield TemplateProblem(str(path), 0, 0, f"it cannot be read: {error.strerror or error}")
        else:
            used = {each for each in meta.find_referenced_templates(environment.parse(source)) if each}
            waiting += sorted(used & set(names) - seen)
            seen |= used


def template_diagnostics(root: Path, problems: Iterable[TemplateProblem]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each problem. An error in one of our templates is due to one that it uses."""
    for problem in problems:
        path = Path(problem.file)
        if path.is_relative_to(root):
            start = (problem.line, problem.column)
            place = Location(path.relative_to(root).as_posix(), *start, *start)
            yield Diagnostic(RULE, Severity.ERROR, place, problem.message)
        else:
            name = (
                path.relative_to(packaged_templates()) if path.is_relative_to(packaged_templates()) else path
            )
            message = f"{problem.message}, on line {problem.line} of Afterword's own `{name.as_posix()}`"
            yield Diagnostic(RULE, Severity.ERROR, Location(TEMPLATES_FOLDER), message)
