"""What is going on now: the banner, cards, component rows, badges and scheduled states."""
