"""The index: what pages about many records need of each, and queries over it."""
