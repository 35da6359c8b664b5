"""Feeds: what customers' readers fetch to hear of incidents and maintenance."""
