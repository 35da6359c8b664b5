"""Every word that readers see can be translated: none is typed bare in a template, a builder or a script."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.sites import REPOSITORY

TEMPLATES = REPOSITORY / "templates"
PACKAGE = REPOSITORY / "tool/afterword"
FOR_AUTHORS = ("scaffold", "review")
"""Folders of templates whose texts only authors and reviewers read, in English like the command line."""
NOT_WORDS = {"SVG", "PNG", "HTML", "Markdown", "Afterword", "aw"}
"""Names of formats and products, which are the same in every language."""
TRANSLATED = {"_", "gettext", "ngettext", "pgettext"}
"""The functions that mark or translate words, in templates and in code."""
MACHINE_TEXT = {
    "formats/csv_text.py",
    "formats/data",
    "formats/hosting.py",
    "formats/icalendar/lines.py",
    "formats/statuspage",
    "formats/uptime_data.py",
    "formats/view_types.py",
    "views/audience.py",
    "views/chart/text_width.py",
    "views/head/json_ld.py",
    "views/terminal",
    "views/text/localised.py",
    "views/text/messages.py",
    "views/text/words.py",
    "views/uptime/table.py",
    "views/urls.py",
}
"""Modules whose text is for programs or the terminal, and those that translate and format."""
ALLOWED = {"JSON Feed", "Atom", "alternate describedby", "alternate feed", "use strict"}
WORD = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+|[A-Za-z]{2,} [A-Za-z]{2,}")
"""A capital or two words: what a name in code has not."""
_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|<style>.*?</style>|<script>.*?</script>", re.DOTALL)
_JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>|var\(--[^)]*\)+")
_PLACEHOLDER = re.compile(r"<lang>")
_ATTRIBUTE = re.compile(r'(?:aria-label|data-label|title|alt|placeholder)="([^"{]*)')
_SCRIPT_COMMENT = re.compile(r"new Error\([^)]*\)|/\*.*?\*/|(?<=\s)//[^\n]*|\{#.*?#\}", re.DOTALL)
_SCRIPT_STRING = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|`[^`]*`')


def bare_in_template(text: str) -> list[str]:
    """Return the letters outside tags, and in attributes that are read out, that no expression has put there."""
    text = _PLACEHOLDER.sub("", _COMMENT.sub("", text))
    seen = [_TAG.sub("\n", _JINJA.sub("", text)), *_ATTRIBUTE.findall(text)]
    return [each for part in seen for each in re.findall(r"[A-Za-z]{2,}", part) if each not in NOT_WORDS]


def bare_in_expressions(text: str) -> list[str]:
    """Return the string constants in the expressions of a template that are words, and not translated."""
    return [each for each in _constants(Environment().parse(text)) if is_bare(each)]


def is_bare(text: str) -> bool:
    """Return whether a string is words, and neither HTML, a type, nor the name of a format."""
    if "<" in text or " | " in text or text in ALLOWED:
        return False
    return bool(WORD.search(re.sub(rf"\b({'|'.join(NOT_WORDS)})\b", "", text)))


def _constants(node: nodes.Node) -> Iterator[str]:
    if (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name in {*TRANSLATED, "code"}
    ):
        for each in node.kwargs:
            yield from _constants(each)
        return
    if isinstance(node, (nodes.Import, nodes.FromImport, nodes.Include)):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _constants(child)


def bare_in_module(text: str) -> list[str]:
    """Return the strings of a module that are words, and not translated, documentation or messages of errors."""
    return [each for each in _strings(ast.parse(text)) if is_bare(each)]


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, (ast.Raise, ast.Assert)):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call):
        called = node.func
        name = (
            called.attr
            if isinstance(called, ast.Attribute)
            else called.id
            if isinstance(called, ast.Name)
            else ""
        )
        if name in TRANSLATED:
            for keyword in node.keywords:
                yield from _strings(keyword)
            return
        if name in {"compile", "fullmatch", "TypeVar", "keep", "line", "component"}:
            return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def bare_in_script(text: str) -> list[str]:
    """Return the strings of a script that are words with a space between them, and no selectors, classes or code."""
    found = (each[1:-1] for each in _SCRIPT_STRING.findall(_SCRIPT_COMMENT.sub("", text)))
    return [
        each
        for each in found
        if each not in ALLOWED
        and re.search(r"[A-Za-z]{2,} [a-z]{2,}", re.sub(r"\$\{[^}]*\}", "", each))
        and not re.search(r"[.#\[\]=;:>]|aw-", each)
    ]


def templates() -> list[Path]:
    return [each for each in sorted(TEMPLATES.rglob("*.j2")) if each.parent.name not in FOR_AUTHORS]


def modules() -> list[Path]:
    paths = [each for folder in ("views", "formats") for each in sorted((PACKAGE / folder).rglob("*.py"))]
    names = [path.relative_to(PACKAGE).as_posix() for path in paths]
    return [
        path
        for path, name in zip(paths, names, strict=True)
        if not any(name == each or name.startswith(f"{each}/") for each in MACHINE_TEXT)
    ]


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_has_no_bare_word(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name.endswith((".html.j2", ".xml.j2")):
        assert bare_in_template(text) == []
    assert bare_in_expressions(text) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_builder_has_no_bare_word(path: Path) -> None:
    assert bare_in_module(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "path",
    [each for each in sorted((PACKAGE / "assets").glob("*.js")) if not each.name.endswith(".min.js")],
    ids=lambda path: path.name,
)
def test_a_script_has_no_bare_word(path: Path) -> None:
    assert bare_in_script(path.read_text(encoding="utf-8")) == []


def test_bare_words_are_found() -> None:
    assert bare_in_template('<p title="Go on">{{ x }} since {# never #}<b>now</b></p>') == [
        "since",
        "now",
        "Go",
        "on",
    ]
    assert bare_in_expressions('{{ "Not set" if x else _("Set") }}{{ f("Set it") }}{{ " aw-is-" ~ x }}') == [
        "Not set",
        "Set it",
    ]
    assert bare_in_module('"""Doc."""\nX = f"Moved to {1}"\nY = gettext("Moved", a="Then")\nZ = "slug"') == [
        "Moved to ",
        "Then",
    ]
    assert bare_in_script('f("is selected"); // "a comment"\nq(".aw p"); `Copy ${name} now here`') == [
        "is selected",
        "Copy ${name} now here",
    ]
