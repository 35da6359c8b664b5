"""Reads what English prose says about numbers and times, so that rules can compare it with the record."""
