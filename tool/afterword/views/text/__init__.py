"""Words, labels and excerpts: text that pages, feeds and the terminal share."""
