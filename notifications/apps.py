"""Registers the app and its receiver."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        # Django forbids importing these before the apps are ready.
        from casework.vocabulary.letters import name_letters_to_the_member  # noqa: PLC0415
        from notifications import checks, receivers  # noqa: F401, PLC0415
        from notifications.letters.names import subjects_for_the_member  # noqa: PLC0415

        name_letters_to_the_member(subjects_for_the_member())
