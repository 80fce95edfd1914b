"""The gaps that `manage.py new_verb` leaves: no process starts while one of them stands."""

from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured


def unfinished(module: str, what: str) -> NoReturn:
    """Raise ImproperlyConfigured, with a sentence on where something must be written, and what."""
    raise ImproperlyConfigured(f"{module.replace('.', '/')}.py is unfinished: {what}.")
