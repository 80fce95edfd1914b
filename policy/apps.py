"""Registers the policy app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The policy app."""

    name = "policy"
    default_auto_field = "django.db.models.BigAutoField"
