"""Validation of records and of `status.yml` beyond their schema: the rules, their runner, and their pages."""
