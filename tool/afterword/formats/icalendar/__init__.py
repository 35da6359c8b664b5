"""Calendars of incidents and maintenance (RFC 5545)."""
