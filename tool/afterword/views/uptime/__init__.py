"""Uptime measurements: the numbers, how they were computed, and the tables that show them."""
