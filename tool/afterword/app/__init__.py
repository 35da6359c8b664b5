"""The composition root: the only package that knows the whole pipeline, from files to pages."""
