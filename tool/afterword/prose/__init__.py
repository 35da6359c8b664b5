"""Prose: Markdown as people type it in records, as safe HTML and as plain text."""
