"""What runs an installation, as a Django app."""

import gc
from importlib import import_module

from celery.signals import task_postrun, task_prerun
from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Registers the check of the tables, has each task leave its pulse, and tells the collector what stays.

    Of what is loaded by now nothing ever becomes garbage. Each search of it takes a tenth of a second, and the end of a
    process, which searches several times, took more than half a second.
    """

    name = "operations"

    def ready(self) -> None:
        import_module("operations.tables")
        pulse = import_module("operations.pulse.task_signals")
        task_prerun.connect(pulse.task_begins)
        task_postrun.connect(pulse.task_ends)
        gc.freeze()
