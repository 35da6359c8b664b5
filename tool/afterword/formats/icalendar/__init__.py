"""Calendars: incidents and maintenance as events, in the format of RFC 5545."""
