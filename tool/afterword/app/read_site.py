"""Finds a site, and reads what it says of itself."""

from __future__ import annotations

import os
from pathlib import Path

from afterword.app.errors import UserError
from afterword.diagnostics import Diagnostic, Location, Severity, has_errors
from afterword.records.decode import Decoded, decode_site
from afterword.records.site import Site
from afterword.source.document import Document
from afterword.source.files import SITE_FILE, find_root, read_source


def site_root(start: Path) -> Path:
    """Find the site's folder. Raises CannotRunError where there is none from `start` upwards."""
    root = find_root(start)
    if root is None:
        said = f"there is no {SITE_FILE} here or above; go to your site's folder, or begin one with `afterword init`"
        raise UserError(said)
    return root


def decoded_site(root: Path) -> tuple[Decoded[Site], bytes]:
    """Read `status.yml`, and give its bytes with it."""
    source = read_source(root, SITE_FILE)
    if isinstance(source, Diagnostic):
        said = f"{SITE_FILE} is missing or cannot be read; begin a site with `afterword init`"
        gone = Diagnostic("unreadable-file", Severity.ERROR, Location(SITE_FILE), said)
        why = (source,) if os.path.lexists(root / SITE_FILE) else ()
        return Decoded(None, Document(SITE_FILE, ""), (*why, gone)), b""
    return decode_site(source.path, source.data), source.data


def read_site(root: Path) -> Site:
    """Read `status.yml` alone. Raises CannotRunError where it has errors."""
    site, _ = decoded_site(root)
    if site.model is None or has_errors(site.diagnostics):
        raise UserError(f"{SITE_FILE} has errors; `afterword check {SITE_FILE}` shows them")
    return site.model
