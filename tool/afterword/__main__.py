"""Lets `python -m afterword` run the command line."""

from afterword.cli import main

main()
