"""Removes secrets from findings: any rule may quote a value, and findings are printed and cached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from afterword.checks.leaks.secrets import secrets_in, shortened
from afterword.diagnostics import Diagnostic


def without_secrets(diagnostics: Iterable[Diagnostic], text: str) -> tuple[Diagnostic, ...]:
    """Return the findings in a file, whose text is given, with the secrets in their messages cut off."""
    found = tuple(diagnostics)
    if not found:
        return ()
    secrets = [text[each.start : each.end] for each in secrets_in(text)]
    return tuple(
        replace(each, message=shortened(each.message, secrets), example=shortened(each.example, secrets))
        for each in found
    )
