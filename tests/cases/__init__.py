"""Inputs that once went wrong, each with what must happen."""
