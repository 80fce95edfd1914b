"""The part of gunicorn that differs here: it logs no access."""

from gunicorn.glogging import Logger


class NoAccessLog(Logger):  # type: ignore[misc]
    """Writes what happens to the server, never who asked for what.

    Without this class, gunicorn puts together a line for each request because `logconfig_dict` is set. No handler writes it.
    """

    def access(self, *_: object) -> None:
        """Do nothing."""
