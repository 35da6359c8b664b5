"""Renders Markdown to HTML that shows each typed tag as text, so that nothing a person typed vanishes.

A renderer that omits HTML would also omit `<your-token>`, the type in `List<String>`, and whole paragraphs between
block tags. So a mark is put after the `<` of whatever looks like a tag: the renderer takes it for text, in code as
anywhere else, and the mark is removed from its output. Only `<br>` keeps its meaning. A mark also keeps a line such
as `[Update]: fixed` from being read as the definition of a link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from urllib.parse import quote

import cmarkgfm
from cmarkgfm.cmark import Options

from afterword.patterns import pattern
from afterword.prose.wide_tables import with_room

LENGTH_LIMIT = 100_000
"""Longest Markdown that is rendered, in characters."""

_EXTENSIONS = ["table", "strikethrough", "autolink"]
_NEEDS_EXTENSIONS = pattern(r"[~|@]|:/|www\.|\A[^\r\n]*+[\r\n][^-]*+-", re.IGNORECASE)
"""What text with strikethrough, tables or bare links must contain."""

_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_BARE_ADDRESS = r"<(?:https?://|mailto:)[^\s<>]*>|<[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>"
_TARGET = r"\]\(\s*<|^ {0,3}\[[^\]\n]+\]:\s*<"
_TAG_START = pattern(
    rf"(?P<markdown>{_ESCAPE}|{_BARE_ADDRESS}|{_TARGET})|<(?=[A-Za-z/!?])", re.MULTILINE | re.IGNORECASE
)
"""A `<` that may begin a tag; or Markdown with a `<` that does not: an escape, an address, the target of a link."""
_ANY_TAG_START = pattern(r"(?P<markdown>(?!))|<(?=[A-Za-z/!?])")
_DEFINITION = pattern(r"^((?:[ \t>*+-]|\d{1,9}[.)])*+\[([^\[\]]+)\])(?=:)", re.MULTILINE)
"""The target of links that name it, also in a quotation or a list. It is shown nowhere, so a line such as
`[Update]: fixed` would vanish."""
_OMITTED = "<!-- raw HTML omitted -->"
"""What the renderer writes instead of HTML."""
_MARKS = range(0xE000, 0xF900)
"""Characters for private use, of which hardly any text contains one."""
_CODE_OR_TAG = pattern(r"(<code(?: [^>]*)?>.*?</code>|<[^>]*>)", re.DOTALL)
"""The renderer's own elements. In its output, every other `<` and `>` is escaped."""
_LINE_BREAK = r"br\s*/?"
_COMMENT_SHOWN = 60
_ATTRIBUTES = r"(?:(?!&lt;)[^<])*?"
_TYPED_TAG = (
    rf"&lt;{{mark}}(!--(?:(?!--&gt;).){{{{0,{_COMMENT_SHOWN}}}}}(?:--&gt;)?"
    rf"|/?[a-z][a-z\d-]*(?:\s{_ATTRIBUTES})?/?&gt;|[!?]{_ATTRIBUTES}&gt;)"
)
_INLINE = (
    "a abbr b big cite code del em font i img ins kbd mark q s samp small span strike strong sub sup tt u var"
)
_CELLS = "td th"
_BLOCKS = (
    "article aside blockquote center dd details div dl dt figcaption figure footer h[1-6] header hr li main nav ol p"
    " pre section summary table tbody tfoot thead tr ul"
)
_ELEMENTS = "|".join(f"{_INLINE} {_CELLS} {_BLOCKS}".split())
_KNOWN_TAG = rf"&lt;{{mark}}/?(?P<element>{_ELEMENTS})(?:\s{_ATTRIBUTES})?/?&gt;"
"""A tag of HTML that formats text: only its content is worth reading."""


def render(text: str, *, show_tags: bool = True, all_addresses: bool = False) -> str | None:
    """Render Markdown to HTML, which is not safe yet. Typed tags are text in it, and `<br>` is a line break.

    Without `show_tags`, tags that only format text are omitted. With `all_addresses`, links keep addresses such as
    `javascript:`, for messages. Returns None if the text is too long, or if the renderer cannot handle it: it must
    then be shown as it was typed.
    """
    if "<" not in text and "]:" not in text:
        return _rendered(text, "", all_addresses)
    mark = _unused(text)
    html = None if mark is None else _rendered(text, mark, all_addresses)
    return None if html is None or mark is None else _without_marks(html, mark, show_tags)


def tags_of(text: str) -> tuple[str, ...]:
    """Return the HTML tags and comments that were typed outside code, in the order of the text.

    Of a comment, only the beginning is returned. Text that cannot be rendered has no tags.
    """
    mark = _unused(text) if "<" in text else None
    html = None if mark is None else _rendered(text, mark)
    if html is None or mark is None:
        return ()
    outside_code = _CODE_OR_TAG.sub(lambda found: " " if found[0].endswith("</code>") else "", html)
    tags = re.finditer(_TYPED_TAG.format(mark=mark), outside_code, re.IGNORECASE | re.DOTALL)
    return tuple(unescape("<" + tag[1].replace(mark, "")).strip() for tag in tags)


def is_line_break(tag: str) -> bool:
    """Return whether a typed tag is the one that keeps its meaning."""
    return re.fullmatch(f"<{_LINE_BREAK}>", tag, re.IGNORECASE) is not None


def _rendered(text: str, mark: str, all_addresses: bool = False) -> str | None:
    """Render Markdown, with a mark after whatever may begin a tag; None if it is too long or cannot be rendered."""
    text = text.encode("utf-8", "replace").decode()  # the renderer does not accept lone surrogates
    if len(text) > LENGTH_LIMIT:
        return None
    text = with_room(text)
    try:
        return _with_marks(text, mark, all_addresses) if mark else _html(text, all_addresses)
    except UnicodeDecodeError:  # the renderer turns `&#xFFFF;` into invalid bytes
        return None


def _unused(text: str) -> str | None:
    return next((mark for mark in map(chr, _MARKS) if mark not in text), None)


def _with_marks(text: str, mark: str, all_addresses: bool) -> str:
    text = _DEFINITION.sub(_mark_unused_definitions(text, mark), text)
    for start in (_TAG_START, _ANY_TAG_START):
        marked = start.sub(lambda found: found["markdown"] or f"<{mark}", text)
        html = _html(marked)
        if _OMITTED not in html:
            break
    return _html(marked, all_addresses) if all_addresses else html


def _mark_unused_definitions(text: str, mark: str) -> Callable[[re.Match[str]], str]:
    """Return a replacement that marks each definition without a link to it, and each that repeats another."""
    names = Counter(name.casefold() for name in re.findall(r"\[([^\[\]]+)\](?!:)", text))
    defined: set[str] = set()

    def replace(definition: re.Match[str]) -> str:
        name = definition[2].casefold()
        used = names[name] and name not in defined
        defined.add(name)
        return definition[1] if used else f"{definition[1]}{mark}"

    return replace


def _without_marks(html: str, mark: str, show_tags: bool) -> str:
    parts = _CODE_OR_TAG.split(html)
    for index in range(0, len(parts), 2):
        part = re.sub(rf"&lt;{mark}{_LINE_BREAK}&gt;", "<br />", parts[index], flags=re.IGNORECASE)
        if not show_tags:
            part = re.sub(_KNOWN_TAG.format(mark=mark), _instead_of_tag, part, flags=re.IGNORECASE)
        parts[index] = part
    return "".join(parts).replace(mark, "").replace(quote(mark), "")


def _instead_of_tag(tag: re.Match[str]) -> str:
    """Keep words apart that a browser would show in two blocks or cells."""
    element = tag["element"].casefold()
    return "" if element in _INLINE.split() else " " if element in _CELLS.split() else "\n"


def _html(text: str, all_addresses: bool = False) -> str:
    options = Options.CMARK_OPT_UNSAFE if all_addresses else Options.CMARK_OPT_DEFAULT
    html: str = (
        cmarkgfm.markdown_to_html_with_extensions(text, options, extensions=_EXTENSIONS)
        if _NEEDS_EXTENSIONS.search(text)
        else cmarkgfm.markdown_to_html(text, options)  # the same in a third of the time
    )
    return html
