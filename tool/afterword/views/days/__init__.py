"""Day cells and day bars: the days of a component or a year, each at its worst level."""
