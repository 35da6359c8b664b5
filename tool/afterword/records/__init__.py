"""The typed, frozen model of a site and its records, decoded from nodes."""
