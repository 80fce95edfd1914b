"""Registers the vault app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """The vault app."""

    name = "vault"
    default_auto_field = "django.db.models.BigAutoField"
