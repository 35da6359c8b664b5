"""The plugin for MkDocs; only this package imports MkDocs.

MkDocs imports it while it reads `mkdocs.yml`. Meanwhile no garbage is collected: it would be looked for among thousands
of functions and classes, which all stay.
"""

from afterword import garbage

with garbage.never_freed():
    from afterword.mkdocs_plugin.plugin import AfterwordPlugin

__all__ = ["AfterwordPlugin"]
