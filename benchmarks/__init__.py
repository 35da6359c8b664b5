"""Measures Afterword and other site generators on the same generated records, side by side."""
