"""The catalogue of words, labels and excerpts: text that pages, feeds and the terminal share."""
