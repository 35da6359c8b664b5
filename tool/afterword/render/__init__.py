"""Turns page models into HTML: templates, and Markdown in records."""
