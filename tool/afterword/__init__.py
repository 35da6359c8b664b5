"""Afterword turns incident records in YAML into a reviewed, static incident site."""

__version__ = "0.1.0"
