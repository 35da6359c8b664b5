"""Changes of a file that people wrote, as edits of its text: everything around them stays as it was."""
