"""Words that readers see in more than one place are typed only in the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.records.settings import PolicyName
from afterword.views.text import catalogue
from afterword.views.text.catalogue import Catalogue
from afterword.views.text.words import ENGLISH
from tests.sites import REPOSITORY

PACKAGE = REPOSITORY / "tool/afterword"
MACHINES = "formats/uptime_data.py"
"""Its `no data` is a value in a file for programs."""
SHOWN_BY = ("views", "formats", "report", "render", "mkdocs_plugin")
"""The folders of the package whose texts are for readers of a site; texts in others are for its authors."""
SHORT = 10
_COMMENT = re.compile(r"\{#.*?#\}|/\*.*?\*/|(?<=\s)//[^\n]*", re.DOTALL)
_STRING = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|`[^`]*`')
_ATTRIBUTE = re.compile(r'(?:aria-label|data-label|title|alt)="[^"]*"')
_TAG = re.compile(r"<[^<>]*>|\{[{%].*?[%}]\}", re.DOTALL)


def entries(group: type = Catalogue, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of the catalogue that is a sentence or a term. Units and nouns are parts of other words."""
    for name, value in vars(group).items():
        if name.startswith("_") or isinstance(value, property):
            continue
        if isinstance(value, str):
            yield f"{path}{name}", value
        elif name not in ("units", "nouns"):
            yield from entries(value, f"{path}{name}.")


def pieces(text: str) -> list[str]:
    """Split a text at its placeholders, and drop short pieces, which may be part of any other text."""
    found = (each.strip(" ,;:.") for each in re.split(r"\{\w+\}", text))
    return [piece for piece in found if " " in piece and len(piece) > SHORT]


def shown_by_template(text: str) -> list[str]:
    """Return the literal texts of a template: between tags, in attributes that screen readers read, in strings."""
    text = _COMMENT.sub("", text)
    return [
        *_TAG.sub("\n", text).splitlines(),
        *(each.partition('"')[2][:-1] for each in _ATTRIBUTE.findall(text)),
        *(each[1:-1] for each in _STRING.findall(text)),
    ]


def shown_by_script(text: str) -> list[str]:
    return [each[1:-1] for each in _STRING.findall(_COMMENT.sub("", text))]


def shown_by_module(text: str) -> list[str]:
    """Return the strings of a module that are not docstrings."""
    tree = ast.parse(text)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = (
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documentation
    )
    return [node.value for node in found if isinstance(node.value, str)]


def sources() -> Iterator[tuple[str, list[str]]]:
    for path in sorted((REPOSITORY / "templates").rglob("*.j2")):
        if path.parent.name != "scaffold":
            text = path.read_text(encoding="utf-8")
            yield path.name, shown_by_script(text) if path.suffixes[0] == ".js" else shown_by_template(text)
    for path in sorted((PACKAGE / "assets").glob("*.js")):
        if not path.name.endswith(".min.js"):
            yield path.name, shown_by_script(path.read_text(encoding="utf-8"))
    for folder in SHOWN_BY:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            name = path.relative_to(PACKAGE).as_posix()
            if path != Path(catalogue.__file__) and name != MACHINES:
                yield name, shown_by_module(path.read_text(encoding="utf-8"))


SHOWN = dict(sources())


@pytest.mark.parametrize(("name", "text"), [*entries()], ids=[name for name, _ in entries()])
def test_no_text_of_the_catalogue_is_typed_elsewhere(name: str, text: str) -> None:
    whole = text.strip(" ,;.")
    typed = {
        source
        for source, shown in SHOWN.items()
        for each in shown
        if each.strip(" ,;:.\n") == whole or any(piece in each for piece in pieces(text))
    }
    assert typed == set(), f"{name} is typed again: use the catalogue"


def test_a_text_that_is_typed_again_is_found() -> None:
    again = (
        'heading("x", "Overdue") <p class="Days">Days with <b>Due</b></p> {# Owner #} <td data-label="Left">'
    )
    assert {"Overdue", "Due", "Left"} <= {each.strip() for each in shown_by_template(again)}
    assert "Owner" not in "".join(shown_by_template(again))
    assert shown_by_script('f("Internal"); // "Any"\n/* "All" */ `Show ${n}`') == ["Internal", "Show ${n}"]
    assert shown_by_module('"""Due."""\nX = f"Left {1} min"') == ["Left ", " min"]


def test_every_text_of_the_catalogue_is_used() -> None:
    paths = (*(REPOSITORY / "templates").rglob("*.j2"), *PACKAGE.rglob("*.py"))
    code = "".join(path.read_text(encoding="utf-8") for path in paths)
    scripts = ENGLISH.of_history_script.keys() | ENGLISH.of_embed_script.keys() | ENGLISH.of_every_page.keys()
    read = "".join(
        (PACKAGE / "assets" / name).read_text(encoding="utf-8") for name in ("history.js", "afterword.js")
    )
    read += (REPOSITORY / "templates/embed/status.js.j2").read_text(encoding="utf-8")
    assert [each for each in scripts if not re.search(rf"(?:texts|WORDS)\.{each}\b", read)] == []
    of_scripts = ("history.", "embed.", "times.")
    by_name = {f"policies.{each.value.replace('-', '_')}" for each in PolicyName}
    unused = [name for name, _ in entries() if not re.search(rf"\.{re.escape(name)}\b", code)]
    assert [name for name in unused if name not in by_name and not name.startswith(of_scripts)] == []
