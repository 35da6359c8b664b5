"""Recognises human error as an explanation, as opposed to a risk that someone reduces."""

from __future__ import annotations

import re

from afterword.patterns import pattern

ERROR_WORDS = frozenset(("error", "errors", "mistake", "mistakes", "finger", "fingers", "fingered"))
"""Words of which one is in each sentence with human error as an explanation."""
_CONTEXT = """
human operator pilot manual engineer administrator case cases result because consequence due caused made by of fat
"""
CONTEXT_WORDS = frozenset(_CONTEXT.split())
"""Words of which one is in it too."""

_PEOPLE = r"human|operator|pilot|manual|engineer|administrator"
_EXPLANATION = pattern(
    rf"\b(?:{_PEOPLE})\s+errors?\b(?!\s+(?:handling|rate|message|code))"
    r"|\b(?:case|cases|result|because|consequence)\s+of\s+(?:a\s+)?user\s+errors?\b|\bdue\s+to\s+(?:a\s+)?user\s+error\b"
    r"|\bfat[- ]finger(?:s|ed)?\b"
    r"|\b(?:someone|somebody|we|I|s?he|engineers?|operators?|developers?|administrators?|technicians?|team)\s+(?:had\s+)?made"
    r"\s+an?\s+(?:[\w-]+\s+)?(?:mistake|error)\b"
    r"|\b(?:due\s+to|caused\s+by|because\s+of|result\s+of)\s+(?:an?|our|their)\s+(?:[\w-]+\s+)?mistakes?\b"
    r"|\bmistakes?\s+(?:by|of|made\s+by)\s+(?:an?|the|our|one\s+of)\s+(?:[\w-]+\s+){0,2}(?:engineer|operator|staff|team)",
    re.IGNORECASE,
)
_NO_EXPLANATION = pattern(
    r"\b(?:not?|never|nor|without|rather\s+than|instead\s+of|beyond|every|against|prone\s+to|reduc\w+|prevent\w*|avoid\w*"
    r"|eliminat\w+|minimi[sz]\w+|susceptible\s+to|vulnerable\s+to|(?:risk|chance|chances|possibility|potential|probability"
    r"|likelihood|room|opportunity)\s+(?:of|for)|stopping\s+at|blam\w+|label\w*|call\w*)\s+(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""What stands before human error that is denied, or that someone guards against."""


def human_error_in(sentence: str) -> str:
    """Return the words by which a sentence explains something by human error, or an empty text."""
    for found in _EXPLANATION.finditer(sentence):
        if not _NO_EXPLANATION.search(sentence[: found.start()]):
            return found[0]
    return ""
