"""Detects what must not be published: secrets, private addresses and names, contacts of people, links for staff."""
