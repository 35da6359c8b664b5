"""The index: what pages about many records need to know about each of them, and queries over it."""
