"""The environment for packaged templates only: Jinja without the checks that only other templates need.

A record's page reads hundreds of attributes, writes hundreds of texts and calls a hundred macros. Jinja's checks for
arbitrary objects, callables and untrusted code cost more than the work itself. Packaged templates receive only models
with the attributes that they name, and macros.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, cast

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from afterword.prose.escaped import as_markup, escape_text
from afterword.render.translated import translate_template

_MARKUP = (nodes.Call, nodes.Filter)
"""What is mostly markup: macros, and prose."""


class _Code(CodeGenerator):
    """Generates plain Python attribute access and calls instead of Jinja's."""

    def write_commons(self) -> None:
        """Replace Jinja's escaping and macros with ours."""
        super().write_commons()
        self.writeline("escape = environment.escape_value")
        self.writeline("escape_text = environment.escape_text")
        self.writeline("as_markup = environment.as_markup")
        self.writeline("Macro = environment.make_macro")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Escape text, and leave markup as it is, without calling a function of ours: most values are either."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write(("value" if isinstance(node, _MARKUP) else "escape_text(value)") + " if (value := ")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
            return
        self.write(f").__class__ is {'Markup' if isinstance(node, _MARKUP) else 'str'} else escape(value)")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Let macros return markup themselves; Jinja wraps what they return."""
        if force_unescaped:
            self.writeline(f"return as_markup(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)

    def visit_Getattr(  # noqa: N802 - Jinja's name
        self, node: nodes.Getattr, frame: Frame
    ) -> None:
        """Generate attribute access without a fallback to keys, which models do not have."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_CondExpr(  # noqa: N802 - Jinja's name
        self, node: nodes.CondExpr, frame: Frame
    ) -> None:
        """Generate nothing for a missing `else`, where Jinja makes an object that explains what is missing."""
        if node.expr2 is None:
            node.expr2 = nodes.Const("", lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Generate a call without Jinja's context and without argument lists, which our macros do not take."""
        is_named = bool(node.kwargs) and not forward_caller
        self.write("environment.call_named(" if is_named else "")
        self.visit(node.node, frame)
        self.write(", " if is_named else "(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class _Template(Template):
    """A template whose macros are created once: ours do not read the context of the page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module()


class PackagedEnvironment(Environment):
    """Runs templates without a sandbox, so it is never used for a site's own templates."""

    code_generator_class = _Code
    template_class = _Template
    escape_text = staticmethod(escape_text)
    as_markup = staticmethod(as_markup)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Create the environment as Jinja does."""
        super().__init__(*given, **named)
        self._loaded: dict[str, Template] = {}

    def overlay(self, *given: Any, **named: Any) -> PackagedEnvironment:
        """Return an environment with other options, which loads its templates itself."""
        overlay = super().overlay(*given, **named)
        overlay._loaded = {}
        return overlay

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return translate_template(self, super()._parse(source, name, filename))

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return a template without asking Jinja's cache for it again: packaged ones stay as they are."""
        if globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals as a plain dict: Jinja would copy its chain of dicts key by key for each page."""
        return {**self.globals, **(d or {})}

    @staticmethod
    def escape_value(value: Any) -> str:
        """Escape a value like `markupsafe.escape`. The result may be a plain `str`, because it is joined at once."""
        kind = type(value)
        if kind is str:
            return escape_text(value)
        if isinstance(value, Markup):
            return value
        return str(value) if kind is int else escape(value)

    @staticmethod
    def make_macro(
        environment: Environment, render: Any, name: str, arguments: list[str], *more: bool
    ) -> Callable[..., str]:
        """Return a macro: the compiled function itself, if no block of its caller is passed to it."""
        macro = Macro(environment, render, name, arguments, *more)
        if not macro.caller:
            render.__defaults__ = (missing,) * len(arguments)
            render.with_names = macro
            return cast("Callable[..., str]", render)

        def call_with_caller(*given: Any, caller: Any = None, **named: Any) -> str:
            if caller is None or named or len(given) != len(arguments):
                return macro(*given, caller=caller, **named)
            return cast("str", render(*given, caller))

        return call_with_caller

    @staticmethod
    def call_named(function: Callable[..., str], *given: Any, **named: Any) -> str:
        """Call a function with arguments by name, which of a macro only Jinja's own object knows."""
        return cast("str", getattr(function, "with_names", function)(*given, **named))
