"""The error that the user must fix before a command can do its work."""


class UserError(Exception):
    """A mistake of the user, not a bug; the message says what to do about it."""
