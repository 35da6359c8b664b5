"""Reads files into trees of nodes with positions, and reports every problem of the text."""
