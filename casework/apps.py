"""Registers the casework app."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CaseworkConfig(AppConfig):
    """The casework app."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the case row the steps of every stage: the row class itself knows none. Store a permission for each right."""
        import_module("casework.procedure.all_steps")
        import_module("casework.workflow.step").attach_steps(self.get_model("Case"))
        post_migrate.connect(import_module("casework.models.permissions").store_permissions, sender=self)
