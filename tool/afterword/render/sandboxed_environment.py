"""The environment for a site that brings templates of its own: Jinja's sandbox, with a short way to what pages tell.

A build of someone's branch must not run their Python through a template. But a record's page reads hundreds of
fields, and to ask of each whether it is safe to be read takes longer than all the rest.
"""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from afterword.views import page, rows
from afterword.views.chart import models as chart
from afterword.views.incident import model as incident
from afterword.views.text import catalogue, labels, words

_SCOPES = ("_loop_vars", "_block_vars")
"""What Jinja adds to every call, for callables that ask for its context; macros do not."""


def _models() -> dict[type, frozenset[str]]:
    """Name the fields of the page models: what a template may show."""
    named = (
        each
        for module in (page, rows, catalogue, labels, words, incident, chart)
        for each in vars(module).values()
    )
    return {
        each: frozenset(each._fields) for each in named if isinstance(each, type) and hasattr(each, "_fields")
    }


class SiteEnvironment(ImmutableSandboxedEnvironment):
    """Gives the fields of page models and calls macros at once, and leaves all else to the sandbox."""

    _shown = _models()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read an attribute, if the sandbox lets it be read."""
        # By the exact type: a subclass could give a field another meaning.
        if attribute in self._shown.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """Call something, if the sandbox lets it be called; a macro is a part of a template itself."""
        if type(called) is not Macro:
            return super().call(context, called, *given, **named)
        for scope in _SCOPES:
            named.pop(scope, None)
        return called(context.eval_ctx, *given, **named)
