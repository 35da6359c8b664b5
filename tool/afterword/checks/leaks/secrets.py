"""Finds secrets in a text: keys and tokens, private keys, passwords, and credentials in addresses.

Hardly any text contains one, so a text is searched only if it has a word that could be one. This takes microseconds,
and spares most runs the import of the library behind `detectors`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from afterword.checks.leaks.detectors import known_tokens
from afterword.patterns import pattern

_TOKEN_LENGTH = 16
"""Characters of the shortest token that is looked for."""
_RANDOM = pattern(r"(?<!\w)(?=\w*?\d)(?=\w*?[A-Z])\w{12,}")
"""A run of letters and digits, as in nearly every token and hardly any word."""
_MARKED = pattern(
    r"xox[a-z]|[rs]k_|sk-|gl[a-z]{2,5}[-_]|gh[a-z]_|-us\d|_auth|hf_|shp|_v1_|dckr|whsec|hv[sbr]\.|xapp"
)
"""What tokens of lower-case letters begin or end with."""
_HINTS = (
    "password", "passwd", "passphrase", "pwd", "secret", "token", "_key", "-key", "apikey", "accesskey", "accountkey",
    "privatekey", "signingkey", "encryptionkey", "secretkey",
)  # fmt: skip
_BEARER_HINT = "bearer "
_SIGN = pattern(r"\\?[\"']?[ \t]*(?:[=:])")
_KEY_BEGINS = pattern(r"-----BEGIN[A-Z\d ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_KEY_ENDS = pattern(r"-----END[A-Z\d ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_KEY_LINES = pattern(r"(?:(?:\s|\\n|\\r)*[A-Za-z\d+/=]{12,})*")
_ASSIGNED = pattern(
    r"(?:pass(?:word|wd|phrase)|pwd|secret|token|(?:api|access|account|private|signing|encryption|secret)[_-]?key)"
    r"\\?[\"']?(?P<sign>[ \t]*(?::=|=>|=)[ \t]*|:[ \t]*)(?P<quote>\\?[\"'`]?)"
    r"(?P<value>[^\s\"'`,;\\()<>\[\]&]{6,200})",
    re.IGNORECASE,
)
_BEARER = pattern(r"\bbearer[ \t]+(?P<value>[\w.~+/-]{20,}=*)", re.IGNORECASE)
_SCHEME = r"\b[a-z][a-z\d+.-]{0,20}://"
_CREDENTIALS = pattern(
    rf"{_SCHEME}[^\s/@:\"']{{0,100}}:(?P<value>[^\s@\"']{{1,200}})@(?=[\w\[])", re.IGNORECASE
)
_USER_TOKEN = pattern(rf"{_SCHEME}(?P<value>(?=[^\s/@:]*\d)[\w.~-]{{16,200}})@(?=[\w\[])", re.IGNORECASE)
_PARAMETER = pattern(
    r"[?&#;](?:amp;)?(?:(?:[\w.-]{0,40}[_.-])?(?:token|secret|password|passwd|pwd|api[_-]?key|jwt)"
    r"|(?P<brief>key|auth|sig|signature|x-(?:amz|goog)-signature|session|session_?id|sid|code))"
    r"=(?P<value>[^\s&#\"'<>`)\]]+)",
    re.IGNORECASE,
)
_PLACEHOLDER = pattern(
    r"[<{\[$%*•_].*|(.)\1{3,}.*|.*(?:\.{3}|…|\*{3}|x{4}|redacted|hidden|removed|masked|placeholder|change[-_]?me).*"
    r"|(?:your|my|the|some|an?)[-_].*"
    r"|(?:[a-z]*[-_])?(?:token|secret|passw(?:or)?d|pass|pwd|pw|key|value|string|none|null|true|false|example)",
    re.IGNORECASE,
)
_UPPER_CASE = pattern(r"[A-Z_-]+")
_NAME_OF_RESOURCE = pattern(r"[a-z]+(?:[-_.][a-z\d]+)+")
_TOKEN_END = pattern(r"[\w+/=~.-]*[\w+/=~-]")
_SHOWN = 4
"""Characters of a token that messages and excerpts show, so that it can be recognised."""
_RECOGNISED = 8
"""Characters by which the beginning of a known secret is found in a message."""
_PIECE, _OVERLAP = 4_000, 500


class Secret(NamedTuple):
    """A secret in a text: what it is, and where. Of a `token`, the first characters tell its type."""

    kind: str
    start: int
    end: int
    token: bool = True

    @property
    def hidden_from(self) -> int:
        """Where the part begins that is never shown."""
        return self.start + (_SHOWN if self.token else 0)


def may_contain_secret(text: str) -> bool:
    """Return whether a text has a word that may be a secret; quick, and mostly right."""
    if "://" in text and _has_credentials(text):
        return True
    lowered = text.lower()
    if _has_assigned(lowered) or "PRIVATE KEY" in text or _BEARER_HINT in lowered:
        return True
    long_words = [word for word in text.split() if len(word) >= _TOKEN_LENGTH]
    return any(map(_is_token_like, long_words))


@lru_cache(maxsize=8)
def secrets_in(text: str) -> tuple[Secret, ...]:
    """Return the secrets in a text, in its order; of those that overlap, only the one that begins first."""
    if not may_contain_secret(text):
        return ()
    found = sorted(_all_in(text), key=lambda each: (each.start, -each.end))
    kept: list[Secret] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=each.end)
    return tuple(kept)


def masked(text: str) -> str:
    """Return a text of the same length in which dots hide each secret, of a token all but its first characters."""
    return _replaced(text, lambda hidden: "".join(c if c.isspace() else "•" for c in hidden))


def shortened(text: str, known: Iterable[str] = ()) -> str:
    """Return a text in which secrets are cut off; `known` ones also where only their beginning is quoted."""
    text = _replaced(text, lambda _: "…")
    for secret in known:
        beginning = secret[:_RECOGNISED]
        while (start := text.find(beginning)) >= 0:
            end = start + sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(secret, text[start:], strict=False))
            )
            text = f"{text[:start]}…{text[end:]}"
    return text


def _replaced(text: str, replacement: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for each in secrets_in(text):
        parts += (text[end : each.hidden_from], replacement(text[each.hidden_from : each.end]))
        end = each.end
    return "".join((*parts, text[end:]))


def _has_credentials(text: str) -> bool:
    return bool(
        ("@" in text and (_CREDENTIALS.search(text) or _USER_TOKEN.search(text)))
        or ("=" in text and _PARAMETER.search(text))
    )


def _has_assigned(lowered: str) -> bool:
    return any(hint in lowered and _is_assigned(lowered, hint) for hint in _HINTS)


def _is_assigned(lowered: str, hint: str) -> bool:
    """Return whether an `=` or a colon follows a word of a text anywhere."""
    at = lowered.find(hint)
    while at >= 0:
        at += len(hint)
        if _SIGN.match(lowered, at):
            return True
        at = lowered.find(hint, at)
    return False


def _is_token_like(word: str) -> bool:
    return len(word) >= _TOKEN_LENGTH and bool(_MARKED.search(word) or _RANDOM.search(word))


def _all_in(text: str) -> Iterator[Secret]:
    lowered = text.lower()
    yield from _private_keys(text)
    yield from _tokens(text)
    yield from _in_addresses(text)
    if _has_assigned(lowered):
        for assigned in _ASSIGNED.finditer(text):
            if _is_assigned_secret(assigned["value"], ":" in assigned["sign"], bool(assigned["quote"])):
                yield Secret("password", *assigned.span("value"), token=False)
    if _BEARER_HINT in lowered:
        for bearer in _BEARER.finditer(text):
            if not _is_placeholder(bearer["value"]) and any(c.isdigit() for c in bearer["value"]):
                yield Secret("bearer token", *bearer.span("value"))


def _private_keys(text: str) -> Iterator[Secret]:
    """Yield each private key with all its lines, also if the last one is missing."""
    at = 0
    while first := _KEY_BEGINS.search(text, at):
        last = _KEY_ENDS.search(text, first.end()) or _KEY_LINES.match(text, first.end())
        at = last.end() if last else first.end()
        yield Secret("private key", first.start(), at, token=False)


def _tokens(text: str) -> Iterator[Secret]:
    """Yield what the detectors find in those lines that have a word like a token."""
    for offset, line in _pieces(text):
        for kind, start, end in known_tokens(line) if _is_searched(line) else ():
            rest = _TOKEN_END.match(line, end)
            last = rest.end() if rest else end
            glued = (start > 0 and line[start - 1].isalnum()) or (kind == "AWS Access Key" and last > end)
            if not glued and not _is_repetition(line[start:end]):
                yield Secret(kind, offset + start, offset + last)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text with their offsets; of a very long one, overlapping parts."""
    offset = 0
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), _PIECE):
            yield offset + start, line[start : start + _PIECE + _OVERLAP]
        offset += len(line)


def _is_searched(line: str) -> bool:
    return any(map(_is_token_like, line.split())) or _has_assigned(line.lower())


def _in_addresses(text: str) -> Iterator[Secret]:
    if "://" not in text:
        return
    if "@" in text:
        for found in _CREDENTIALS.finditer(text):
            if not _is_placeholder(found["value"]):
                yield Secret("password in an address", *found.span("value"), token=False)
        for found in _USER_TOKEN.finditer(text):
            yield Secret("token in an address", *found.span("value"))
    for found in _PARAMETER.finditer(text) if "=" in text else ():
        value = found["value"]
        long_enough = len(value) >= (_TOKEN_LENGTH if found["brief"] else 6)
        if long_enough and not _is_placeholder(value) and any(c.isdigit() for c in value):
            yield Secret("token in an address", *found.span("value"), token=len(value) >= _TOKEN_LENGTH)


def _is_assigned_secret(value: str, colon: bool, quoted: bool) -> bool:
    """Return whether a value is a secret: after a colon, which prose has too, it must look more like one."""
    if _is_placeholder(value) or "://" in value or _NAME_OF_RESOURCE.fullmatch(value):
        return False
    if not (any(c.isdigit() for c in value) and any(c.isalpha() for c in value)):
        return False
    return quoted or not colon or (len(value) >= 12 and (value.isalnum() or not value[0].isdigit()))


def _is_placeholder(value: str) -> bool:
    return bool(_UPPER_CASE.fullmatch(value) or _PLACEHOLDER.fullmatch(value))


def _is_repetition(token: str) -> bool:
    """Return whether a token is one in form only, such as `AKIAXXXXXXXXXXXXXXXX`."""
    return len(set(token[_SHOWN:])) <= 3
