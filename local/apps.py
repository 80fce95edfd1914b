"""What runs on one machine, as a Django app."""

from django.apps import AppConfig


class LocalConfig(AppConfig):
    """Makes the commands of the demonstration known."""

    name = "local"
