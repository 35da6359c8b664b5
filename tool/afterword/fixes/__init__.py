"""Fixes of findings that have one right answer, as edits of the text."""
