"""Pages and files of a site, and writing them."""
