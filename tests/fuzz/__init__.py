"""Looks for input that the product cannot handle: `python -m tests.fuzz --help`."""
