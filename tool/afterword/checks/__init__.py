"""What a record must be beyond readable: the rules, the runner that applies them, and their pages."""
