"""Registers the app and its receiver."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import checks, receivers  # noqa: F401, PLC0415  Django forbids importing it before the apps are ready
