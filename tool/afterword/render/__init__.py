"""Templates and Markdown: page models to HTML."""
