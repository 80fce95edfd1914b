"""Registers the casework app."""

from importlib import import_module

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The casework app."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the case row the steps of every stage: the row class itself knows none."""
        import_module("casework.procedure.all_steps")
        import_module("casework.workflow.step").attach_steps(self.get_model("Case"))
