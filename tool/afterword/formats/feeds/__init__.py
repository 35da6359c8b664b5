"""Feeds of incidents and maintenance."""
