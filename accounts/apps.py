"""Registers the accounts app."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Bind second factors to their person from the first row on."""
        import_module("accounts.factors")
