"""The environment for a site with its own templates: Jinja's sandbox, with fast access to the fields of page models.

A build of someone's branch must not run their Python through a template. But a record's page reads hundreds of fields,
and checking every attribute access dominates render time.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from afterword.render.translated import translate_template
from afterword.views import page, rows
from afterword.views.chart import models as chart
from afterword.views.incident import model as incident
from afterword.views.text import instants, labels

_SCOPES = ("_loop_vars", "_block_vars")
"""Arguments that Jinja adds to every call, for callables that take its context; macros do not."""


def _models() -> dict[type, frozenset[str]]:
    """Return the fields of each page model: what a template may show."""
    types = (
        each for module in (page, rows, labels, instants, incident, chart) for each in vars(module).values()
    )
    return {
        each: frozenset(each._fields) for each in types if isinstance(each, type) and hasattr(each, "_fields")
    }


class SiteEnvironment(ImmutableSandboxedEnvironment):
    """Reads fields of page models and calls macros directly, and leaves everything else to the sandbox."""

    _fields = _models()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return translate_template(self, super()._parse(source, name, filename))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read an attribute if the sandbox allows it."""
        # By the exact type: a subclass could give a field another meaning.
        if attribute in self._fields.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *given: Any, **named: Any) -> Any:
        """Call a macro, which is part of a template, or any other callable if the sandbox allows it."""
        if type(called) is not Macro:
            return super().call(context, called, *given, **named)
        for scope in _SCOPES:
            named.pop(scope, None)
        return called(context.eval_ctx, *given, **named)
