"""The file of a page of ours, by which the plugin and MkDocs tell it from hand-written ones."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from afterword.source.files import SITE_FILE


class OurFile(File):
    """A page of ours in MkDocs' list of files."""

    @classmethod
    def of_page(
        cls, config: MkDocsConfig, uri: str, *, inclusion: InclusionLevel, root: Path, source: str
    ) -> File:
        """Return the file of a page that was made from a record, `source`, or from all of them.

        Other plugins ask git about a page's file. A page about many records has the path of a file too, since some
        plugins cannot do without; but its history is not the page's, so it counts as generated.
        """
        file = cls.generated(config, uri, content="", inclusion=inclusion)
        file.abs_src_path = str(root / (source or SITE_FILE))
        if source:
            file.generated_by = None
        return file
