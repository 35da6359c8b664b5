"""Splits Markdown into the sentences that its writer wrote: without code, quotations, headings and addresses."""

from __future__ import annotations

import re
from functools import lru_cache

OMITTED = "□"
"""Stands for code, a quotation, or an address within a sentence."""
_NOT_PROSE = re.compile(
    r"""
      (?P<block>^[ ]{0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[^\n]*$|\Z) | ^[ ]{0,3}[>#][^\n]*$)
    | (?P<tick>`+)(?!`).{0,2000}?(?<!`)(?P=tick)(?!`)
    | (?P<target>(?<=\])\([^()\s]*(?:\s[^()]*)?\))
    | <?https?://[^\s)>]+>?
    | "[^"\n]{1,300}" | “[^”]{1,300}”
    | </?[a-z][^<>\n]*>
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_BEGINNINGS = ("`", "~~~", ">", "#", "](", "://", '"', "“", "<")
"""What a text contains that has anything of this."""
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_END = re.compile(
    r"""
      [.!?]["”)\]]*(?=\s+["“(\[]?[A-Z□])
    | \n(?:
          [ \t]*\n                                 # a paragraph
        | (?=[ \t]*(?:[-+•]|\d+[.)])[ \t])         # an entry of a list
        | (?=[ \t]*[A-Z][\w/&, ]{2,40}:(?:[ \t]|$)) # a line such as `Duration: 10 minutes`
      )
    """,
    re.VERBOSE | re.MULTILINE,
)
_ABBREVIATIONS = ("a.m.", "p.m.", "e.g.", "i.e.", "approx.", " ca.", "vs.", " no.")
_ENTRY = re.compile(r"^([ \t]*)\*(?=[ \t])", re.MULTILINE)


@lru_cache(maxsize=64)  # several rules read each text
def sentences(markdown: str) -> tuple[str, ...]:
    """Return the sentences of a text, each on one line."""
    text = markdown
    if any(each in text for each in _BEGINNINGS):
        text = _NOT_PROSE.sub(_replacement, text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", _ENTRY.sub(r"\1-", text))
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if text[start : end.end()].lower().endswith(_ABBREVIATIONS):
            continue
        found.append(" ".join(text[start : end.end()].split()))
        start = end.end()
    found.append(" ".join(text[start:].split()))
    return tuple(filter(None, found))


def _replacement(found: re.Match[str]) -> str:
    return "\n\n" if found["block"] else "" if found["target"] else OMITTED
