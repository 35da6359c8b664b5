"""Finds a site and reads its `status.yml`."""

from __future__ import annotations

import os
import shlex
from itertools import islice
from pathlib import Path

from afterword.app.errors import UserError
from afterword.diagnostics import Diagnostic, Location, Severity, has_errors
from afterword.records.decode import Decoded, decode_site
from afterword.records.site import Site
from afterword.source.document import Document
from afterword.source.files import SITE_FILE, find_root
from afterword.source.site_source import SiteSource, read_site_source


def site_root(start: Path) -> Path:
    """Find the site's folder, from `start` upwards. Raises UserError if there is none."""
    root = find_root(start)
    if root is None:
        below = _site_below(start)
        where, what = f"in {start}", f"name your site's folder{f', such as `{below}`' if below else ''}"
        if start == Path():
            where, what = "here", f"go to your site's folder, or name it with `--root {below or 'FOLDER'}`"
        message = f"there is no {SITE_FILE} {where} or above; {what}"
        raise UserError(f"{message}, or create a site with `afterword init`")
    return root


def _site_below(folder: Path) -> str:
    """Return the only site one or two folders below a folder; an empty text if there is none, or several."""
    found = [
        path.parent for pattern in ("*", "*/*") for path in islice(folder.glob(f"{pattern}/{SITE_FILE}"), 2)
    ]
    return shlex.quote(str(found[0])) if len(found) == 1 else ""


def decoded_site(root: Path) -> tuple[Decoded[Site], SiteSource]:
    """Read `status.yml`; return it decoded, and what it was decoded from."""
    source = read_site_source(root)
    if isinstance(source, Diagnostic):
        message = f"{SITE_FILE} is missing or cannot be read; create a site with `afterword init`"
        missing = Diagnostic("unreadable-file", Severity.ERROR, Location(SITE_FILE), message)
        reason = (source,) if os.path.lexists(root / SITE_FILE) else ()
        return Decoded(None, Document(SITE_FILE, ""), (*reason, missing)), SiteSource(b"")
    return decode_site(SITE_FILE, *source), source


def read_site(root: Path) -> Site:
    """Read `status.yml`. Raises UserError if it has errors."""
    decoded, _ = decoded_site(root)
    if decoded.model is None or has_errors(decoded.diagnostics):
        raise UserError(f"{SITE_FILE} has errors; `afterword check {SITE_FILE}` shows them")
    return decoded.model
