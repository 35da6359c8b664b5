"""Finds keys and tokens of known services with the detectors of the library detect-secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from afterword.patterns import pattern

if TYPE_CHECKING:
    from detect_secrets.plugins.base import RegexBasedDetector

_NOT_USED = {
    "Basic Auth Credentials",  # takes `user:password` in instructions for one
    "Public IP (ipv4)",  # not a secret, and another rule
    "Private Key",  # finds the first line only, and the rest must be hidden too
    "Secret Keyword",  # made for code: takes nearly every word after `secret` for one
    "Base64 High Entropy String",  # digests, versions and ids of commits
    "Hex High Entropy String",
}
_MORE = {
    "GitHub Token": r"github_pat_[0-9A-Za-z_]{40,}",
    "GitLab Token": r"gl(?:pat|rt|ptt|ffct|soat|agent)-[\w-]{20,}",
    "Slack Token": r"xox[a-z](?:\.xox[a-z])?-[0-9A-Za-z-]{20,}|xapp-\d-[0-9A-Za-z-]{20,}",
    "Google API Key": r"AIza[\w-]{35}",
    "Google OAuth Secret": r"GOCSPX-[\w-]{28}|ya29\.[\w-]{30,}",
    "Anthropic or OpenAI Key": r"sk-(?:ant|proj|svcacct)-[\w-]{20,}",
    "NPM tokens": r"npm_[0-9A-Za-z]{36}",
    "Vault Token": r"hv[sbr]\.[\w-]{24,}",
    "DigitalOcean Token": r"do[opr]_v1_[0-9a-f]{64}",
    "Docker Token": r"dckr_[po]at_[\w-]{20,}",
    "Stripe Access Key": r"(?:[rs]k_(?:live|test)|whsec)_[0-9A-Za-z]{16,}",
    "Shopify Token": r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
    "Grafana Token": r"gl(?:sa|c)_[0-9A-Za-z+/=_]{32,}",
    "Hugging Face Token": r"hf_[0-9A-Za-z]{30,}",
    "age Key": r"AGE-SECRET-KEY-1[0-9A-Z]{50,}",
}
"""Formats of tokens that the library does not know, by its name of their type where it has one."""


class Match(NamedTuple):
    """A secret in a line: its type, as the library names it, and where it is."""

    kind: str
    start: int
    end: int


def known_tokens(line: str) -> Iterator[Match]:
    """Yield the keys and tokens in a line, some perhaps twice. The first call imports the library, in 0.3 s."""
    for kind, token, detector in _patterns():
        for found in token.finditer(line):
            if not detector or any(detector.analyze_string(found[0])):
                inner = found[0].strip(" \t\"'=:")
                start = found.start() + found[0].index(inner)
                yield Match(kind, start, start + len(inner))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], RegexBasedDetector | None], ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    types: Mapping[str, type[RegexBasedDetector]] = get_mapping_from_secret_type_to_class()
    library = [
        (kind, token, detector())
        for kind, detector in types.items()
        if kind not in _NOT_USED
        for token in detector().denylist
    ]
    return (*library, *((kind, pattern(token), None) for kind, token in _MORE.items()))
