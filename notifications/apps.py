"""Registers the app and its receiver."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Letters, inbox and mail; the receiver is connected when the app is ready."""

    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks and connect the one receiver."""
        from notifications import checks, receivers  # noqa: F401, PLC0415  Django forbids importing it before the apps are ready
