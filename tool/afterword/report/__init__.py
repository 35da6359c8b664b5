"""Output for the terminal: findings, uptimes, progress."""
