"""Registers the ledger app and its checks."""

from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ledger"

    def ready(self) -> None:
        import_module("ledger.checks")
