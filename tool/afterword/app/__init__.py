"""The composition root: the only package that knows the whole path from files to pages."""
