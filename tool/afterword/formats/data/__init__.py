"""Our own JSON: everything that is public, converted field by field, in files that keep their shape."""
