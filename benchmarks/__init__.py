"""Measures Afterword and its peers on the same invented records, side by side."""
