"""Compares two records, or two versions of `status.yml`, by what they mean: value by value, entry by entry."""
