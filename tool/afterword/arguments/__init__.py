"""Reads what people type on a command line: times, durations, names, and ids of records. Pure."""
