"""Text to a tree of nodes that know their place, with every problem of the text reported."""
