"""The environment for packaged templates alone: Jinja's own, less what only templates of others need.

A record's page reads hundreds of attributes, writes hundreds of texts and calls a hundred macros. What Jinja does
each time for the sake of any object, any callable and any site's code costs more than the work itself. Packaged
templates know what they are given: models with the attributes that they name, and macros.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from typing import Any

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

# The core of `escape`, without the object around its result. Where a version has no such thing, `escape` does as well.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
# `Markup` itself first looks for an `__html__`, which a plain string does not have.
_markup: Callable[[str], str] = partial(str.__new__, Markup)


class _Code(CodeGenerator):
    """Writes Python's own access to attributes and calls in place of Jinja's."""

    def write_commons(self) -> None:
        """Put our ways to escape and to call in the place of Jinja's."""
        super().write_commons()
        self.writeline("escape = environment.shown")
        self.writeline("Macro = environment.macro")

    def visit_Getattr(  # noqa: N802 - Jinja's name
        self, node: nodes.Getattr, frame: Frame
    ) -> None:
        """Read an attribute: models have no keys that could be meant instead."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call a macro: none of ours takes Jinja's context, or a list of arguments of unknown length."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class _Template(Template):
    """A template whose macros are made once: none of ours reads what the page that imports them was given."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module()


class PackagedEnvironment(Environment):
    """Runs templates without a sandbox, so never one that a site brings."""

    code_generator_class = _Code
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what every template knows as a plain dict: Jinja's chain of them is copied key by key for each page."""
        return {**self.globals, **(d or {})}

    @staticmethod
    def shown(value: Any) -> str:
        """Escape a value as `markupsafe.escape` does; the result is joined at once, so it need not know of it."""
        kind = type(value)
        if kind is str:
            return _escape_text(value)
        if isinstance(value, Markup):
            return value
        return str(value) if kind is int else escape(value)

    @staticmethod
    def macro(
        environment: Environment, filled_in: Callable[..., str], name: str, arguments: list[str], *more: bool
    ) -> Callable[..., str]:
        """Make a macro that looks at its arguments only where some are named, or more than there should be."""
        macro = Macro(environment, filled_in, name, arguments, *more)
        expected = len(arguments)
        left_out = tuple((missing,) * (expected - number) for number in range(expected + 1))

        def called(*given: Any, **named: Any) -> str:
            if named or len(given) > expected:
                return macro(*given, **named)
            return _markup(filled_in(*given, *left_out[len(given)]))

        def called_around(*given: Any, caller: Any = None, **named: Any) -> str:
            if caller is None or named or len(given) > expected:
                return macro(*given, caller=caller, **named)
            return _markup(filled_in(*given, *left_out[len(given)], caller))

        return called_around if macro.caller else called
