"""What a record's times add up to, as of a given `now`: intervals, levels, days, uptime and lifecycle."""
