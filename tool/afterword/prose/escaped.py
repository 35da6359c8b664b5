"""Escapes text for HTML and SVG, and marks text as safe, as MarkupSafe does, in a fraction of its time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import markupsafe
from markupsafe import Markup

# The core of `escape`, without the object around its result, of no use where that is joined with other text at once.
# Versions without it use `escape`.
escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
# `Markup` first looks for `__html__`, which a plain string does not have.
as_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
