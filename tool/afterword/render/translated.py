"""Translates the words of templates: `_("…")` is translated when a template is compiled, once for each language.

So a page in English costs nothing, and other languages no more. A message with placeholders is translated while a
template is compiled, and filled in while it is rendered; a value is escaped unless it is markup.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from string import Formatter
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from afterword.prose.escaped import as_markup, escape_text
from afterword.views.text.words import Words

_WORDS = "words"
_FILL = "fill"
_ISOLATED = "isolated"
_FUNCTIONS: dict[str, Callable[..., Callable[..., str]]] = {
    "_": lambda words: words.gettext,
    "gettext": lambda words: words.gettext,
    "pgettext": lambda words: words.pgettext,
}


def add_words(environment: Environment, words: Words) -> None:
    """Give templates the words of a language, and what translates theirs."""

    fill = _filling(words)

    def ngettext(one: str, many: str, number: int, **values: Any) -> Markup:
        """Translate a message with a number, its placeholder `count`."""
        message = words.ngettext(one, many, number)
        return fill(message, **values)

    environment.globals[_WORDS] = words
    environment.globals[_FILL] = fill
    environment.globals["ngettext"] = ngettext
    for name, method in _FUNCTIONS.items():
        environment.globals[name] = _filled(method(words), fill)


def words_of(environment: Environment) -> Words:
    """Return the words that an environment was given."""
    words = environment.globals[_WORDS]
    assert isinstance(words, Words)
    return words


def _filling(words: Words) -> Callable[..., Markup]:
    def fill(message: str, **values: Any) -> Markup:
        """Fill in the placeholders of a message that is translated already."""
        isolated = {name: _isolated(words, value) for name, value in values.items()} if is_mixed else values
        parts: list[str] = []
        for text, name in _parts(message):
            parts.append(text)
            if name:
                value = isolated[name]
                parts.append(value if type(value) is Markup else escape(value))
        return as_markup("".join(parts))

    is_mixed = words.direction == "rtl"
    return fill


@lru_cache(maxsize=1024)
def _parts(message: str) -> tuple[tuple[str, str | None], ...]:
    """Return the parts of a message as HTML, each with the name of the placeholder after it."""
    return tuple((escape_text(text), name) for text, name, _, _ in Formatter().parse(message))


def _isolated(words: Words, value: Any) -> Markup:
    return Markup(words.isolated(str(escape(value))))


def _filled(translate: Callable[..., str], fill: Callable[..., Markup]) -> Callable[..., str]:
    """Return a function for templates that translates a message, and fills it in if there are values."""

    def call(*message: str, **values: Any) -> str:
        text = translate(*message)
        return fill(text, **values) if values else text

    return call


class _Translator(NodeTransformer):
    """Replaces calls of `_` by the translated text, or by a call that fills it in."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Translate a message that is a constant."""
        self.generic_visit(node)
        called = node.node
        if not isinstance(called, nodes.Name) or called.name not in _FUNCTIONS:
            return node
        if not all(isinstance(each, nodes.Const) for each in node.args):
            return node
        given = [each.value for each in node.args if isinstance(each, nodes.Const)]
        text = nodes.Const(_FUNCTIONS[called.name](self._words)(*given), lineno=node.lineno)
        if not node.kwargs:
            return text
        filling = nodes.Name(_FILL, "load", lineno=node.lineno)
        return nodes.Call(filling, [text], node.kwargs, node.dyn_args, node.dyn_kwargs, lineno=node.lineno)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Replace a word of the catalogue, such as `words.terms.level`, by its text."""
        value = self._value(node)
        return nodes.Const(value, lineno=node.lineno) if isinstance(value, str) else self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Replace `isolated` by an attribute that keeps names in the text of a page from reordering it."""
        if node.name != _ISOLATED:
            return node
        attribute = ' dir="auto"' if self._words.direction == "rtl" else ""
        return nodes.MarkSafe(nodes.Const(attribute), lineno=node.lineno)

    def _value(self, node: nodes.Node) -> object:
        if isinstance(node, nodes.Getattr):
            return getattr(self._value(node.node), node.attr, None)
        return self._words if isinstance(node, nodes.Name) and node.name == _WORDS else None


def translate_template(environment: Environment, template: nodes.Template) -> nodes.Template:
    """Return a template, as Jinja has read it, in the language of its environment."""
    translated = _Translator(words_of(environment)).visit(template)
    assert isinstance(translated, nodes.Template)
    return translated
