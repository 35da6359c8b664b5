"""Joins the entries that two people have added to lists of the same record."""
