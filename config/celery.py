"""The worker's Celery app; it refuses to start on an insecure deployment. `config.beat` sends the scheduled tasks."""

import os

import structlog
from celery import Celery, Task
from celery.signals import celeryd_init, setup_logging, task_postrun, task_prerun, worker_ready

from config import metrics, queue_transport
from config.broker import FILES
from config.checks import open_or_exit
from converter.priority import give_way
from ledger.memory import dump_nothing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Celery would ask whether the code is sound, half a second at each start; what a deployment gets wrong is asked below.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
queue_transport.use()
app = Celery("oathbound")
app.set_default()  # for every thread: a web process serves with several
app.config_from_object("config.broker", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["operations.pulse"])


@celeryd_init.connect
def give_way_to_people(sender: str, **_: object) -> None:
    """Let the processes that answer people run before the worker that has files converted."""
    if sender.startswith(f"{FILES}@"):
        give_way()


@celeryd_init.connect
def refuse_insecure(**_: object) -> None:
    """Run the start-up checks before the first task is fetched; what it works on reaches no disk."""
    dump_nothing()
    open_or_exit()


@setup_logging.connect
def keep_logging(**_: object) -> None:
    """Leave logging as Django's settings made it: a receiver here is what stops Celery from adding its own."""


@task_prerun.connect
def name_task_in_logs(task_id: str, task: "Task[..., object]", **_: object) -> None:
    """Say in each line that a task logs which task it is."""
    structlog.contextvars.bind_contextvars(task=task.name, task_id=task_id)


@task_postrun.connect
def forget_task_in_logs(**_: object) -> None:
    """What this thread logs from here on belongs to no task."""
    structlog.contextvars.unbind_contextvars("task", "task_id")


COUNTS = metrics.CountsTasks()
task_prerun.connect(COUNTS.begins)
task_postrun.connect(COUNTS.ends)


@worker_ready.connect
def serve_figures(**_: object) -> None:
    """Serve this worker's figures once it fetches tasks."""
    metrics.serve()
