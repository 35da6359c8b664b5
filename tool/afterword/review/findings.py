"""The findings that only one of two versions of a site has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from afterword.diagnostics import Diagnostic

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class ChangedFindings(NamedTuple):
    """The findings that a change brings, those that it fixes, and the number of those that both versions have.

    `texts` are those of the files with new findings, `former_texts` those of the files with fixed ones.
    """

    new: tuple[Diagnostic, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()
    older: int = 0
    texts: Mapping[str, str] = _NO_TEXTS
    former_texts: Mapping[str, str] = _NO_TEXTS


NO_FINDINGS = ChangedFindings()
