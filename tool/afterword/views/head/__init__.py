"""Metadata in the head of a page: meta tags and JSON-LD."""
