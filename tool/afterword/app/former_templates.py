"""Finds the errors that a former version of a site's templates has, filled in with the present records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from afterword.app.build import Build
from afterword.app.incremental import prepare_build
from afterword.app.template_findings import RULE
from afterword.cache.opening import in_memory
from afterword.diagnostics import Diagnostic
from afterword.views.audience import Audience


def template_errors_with(
    templates: Mapping[str, bytes], root: Path, now: datetime, audience: Audience
) -> tuple[Diagnostic, ...]:
    """Return the errors in templates, given by their paths in a site, if the site had these in place of its own.

    Whether a template can be rendered is only known once every page was. So this takes as long as a cold build, without
    a cache.
    """
    with TemporaryDirectory(prefix="afterword-") as name, in_memory():
        folder = Path(name)
        for path, content in templates.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        result = prepare_build(root, now, audience, templates=folder)
        if isinstance(result, Build):
            with result:
                return ()
        return tuple(each for each in result.diagnostics if each.rule == RULE)
