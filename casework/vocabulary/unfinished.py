"""What `manage.py new_verb` leaves to be written: the process does not start while a line of it stands."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured


def unfinished(module: str, what: str) -> Any:
    """Stand in for something that must be written. Raises ImproperlyConfigured with a sentence on where and what."""
    raise ImproperlyConfigured(f"{module.replace('.', '/')}.py is unfinished: {what}.")
