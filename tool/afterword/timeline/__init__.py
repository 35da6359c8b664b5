"""Computes with the times of records, up to a given `now`: intervals, levels, days, uptime and lifecycle."""
