"""Finds what makes an SVG drawing more than a drawing: scripts, HTML, files of other sites.

A browser that opens the file itself, not as a picture on a page, runs and loads all of this on the site's origin.
Elements and links are held against lists of those that are harmless; the elements are those of
https://www.w3.org/TR/SVG2/eltindex.html.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ExpatError, ParserCreate

from afterword.patterns import pattern

_SVG = "http://www.w3.org/2000/svg"
_HTML = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML")
_LINKS = ("href", "http://www.w3.org/1999/xlink href", "src")
_DRAWING = frozenset({
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "filter", "g", "image", "line", "linearGradient",
    "marker", "mask", "metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop",
    "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting",
    "feSpotLight", "feTile", "feTurbulence",
})  # fmt: skip
_EMBEDDED = r"data:(?:image/(?:png|jpeg|gif|webp)|font/\w+|application/(?:x-)?font-\w+)[;,]"
_HARMLESS_LINK = pattern(rf"\s*(?:#|{_EMBEDDED})", re.IGNORECASE)
_HARMLESS_TARGET = pattern(r"\s*(?:#|https?://|mailto:)", re.IGNORECASE)
_LOADS = pattern(
    rf"@import|\\|(?:image|image-set|src)\(|url\((?!\s*[\"']?\s*(?:#|{_EMBEDDED}))", re.IGNORECASE
)
"""What can load a file in a style sheet; a backslash can write any of it in disguise."""


class _FoundError(Exception):
    """Ends reading at the first active part, which is the text."""


def active_part(data: bytes) -> str:
    """Return the first part of an SVG drawing that is not inert, with its line; empty if all of it is.

    A file that is no SVG, or that cannot be read as one, is not inert.
    """
    parser = ParserCreate(namespace_separator=" ")
    reader = _Reader()
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    parser.ProcessingInstructionHandler = reader.instruction
    parser.EntityDeclHandler = reader.entity
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except _FoundError as found:
        return f"{found} (line {parser.CurrentLineNumber:,})"
    except ExpatError as error:
        return f"what is no XML (line {error.lineno:,})"
    return ""


class _Reader:
    """Looks at each part of a drawing as it is read."""

    def __init__(self) -> None:
        """Begin before the first element."""
        self._open: list[str] = []
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at an element."""
        namespace, _, local = name.rpartition(" ")
        if not self._open and (namespace, local) != (_SVG, "svg"):
            raise _FoundError(f"`{local}` instead of an SVG drawing")
        if namespace in _HTML or (namespace == _SVG and local not in _DRAWING):
            raise _FoundError(f"the element `{local}`")
        self._open.append(name)
        for key, value in attributes.items() if namespace == _SVG else ():
            if key.lower().startswith("on"):
                raise _FoundError(f"the attribute `{key}`")
            harmless = _HARMLESS_TARGET if name == f"{_SVG} a" else _HARMLESS_LINK
            if key in _LINKS and value.strip() and not harmless.match(value):
                raise _FoundError(f"a link to `{value:.60}`")
            if key not in _LINKS and _LOADS.search(value) and ("(" in value or key == "style"):
                raise _FoundError(f"a file that is loaded by the attribute `{key.rpartition(' ')[2]}`")

    def text(self, text: str) -> None:
        """Collect the text of a style sheet."""
        if self._open and self._open[-1] == f"{_SVG} style":
            self._style += text

    def end(self, _: str) -> None:
        """Look at a style sheet when it is complete."""
        if self._open.pop() == f"{_SVG} style" and _LOADS.search(self._style):
            raise _FoundError("a style sheet that loads files")

    def instruction(self, target: str, _: str) -> None:
        """Refuse an instruction, such as one that names a style sheet."""
        raise _FoundError(f"the instruction `{target}`")

    def entity(self, name: str, *_: object) -> None:
        """Refuse an entity, which can make a small file endless."""
        raise _FoundError(f"the entity `{name}`")
