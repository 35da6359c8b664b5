"""The one way in which the pipeline says that a person must put something right."""


class UserError(Exception):
    """Something that a person must put right before there is anything to do; its text says what."""
