"""What runs an installation, as a Django app."""

from importlib import import_module

from celery.signals import task_postrun, task_prerun
from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Registers the check of the tables, and has each task leave its pulse."""

    name = "operations"

    def ready(self) -> None:
        import_module("operations.tables")
        pulse = import_module("operations.pulse.task_signals")
        task_prerun.connect(pulse.task_begins)
        task_postrun.connect(pulse.task_ends)
