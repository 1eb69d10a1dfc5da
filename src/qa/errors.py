"""The few errors that a person may see; each message says what happened and what to do."""


class WenceError(Exception):
    """Work failed for a reason that the user can mend (command-line exit status 1).

    The message is one clear line in the user's language; it holds no stack trace and no secret.
    """


class UsageError(WenceError):
    """The command or its input was malformed (command-line exit status 2)."""
