"""Adds to the metadata of the package what depends on where its repository is: addresses, and links in the README.

The release names the repository in AFTERWORD_REPOSITORY. Without it, the metadata has no addresses.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_IMAGE = re.compile(r"(!\[[^\]]*\]\()(?!https?:)([^)#]+)")
_LINK = re.compile(r"((?<!!)\[[^\]]*\]\()(?!https?:|#)([^)]+)")


class RepositoryLinks(MetadataHookInterface):
    """Sets the fields `readme` and `urls`."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the fields to the metadata of the project."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        if address := os.environ.get("AFTERWORD_REPOSITORY", "").rstrip("/"):
            release = f"v{metadata['version']}" if "version" in metadata else "HEAD"
            text = _IMAGE.sub(rf"\1{address}/raw/{release}/\2", text)
            text = _LINK.sub(rf"\1{address}/blob/{release}/\2", text)
            metadata["urls"] = {
                "Changelog": f"{address}/blob/HEAD/CHANGELOG.md",
                "Documentation": f"{address}/tree/{release}/docs/handbook",
                "Issues": f"{address}/issues",
                "Source": address,
            }
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
