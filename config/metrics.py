"""Metrics for the operator: counts, durations and outcomes of requests and tasks.

Labels are patterns of routes and names of tasks, never what stands in their place: no case, no person, no word. They are
served on a loopback address of their own, METRICS_ADDRESS, and nowhere when it is empty.
"""

import os
from collections.abc import Callable
from time import perf_counter

from celery import Task
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from config import env

SEVERAL = "PROMETHEUS_MULTIPROC_DIR"
METHODS = frozenset({"GET", "HEAD", "POST"})
REQUESTS = Counter("oathbound_requests_total", "Requests that were answered", ["route", "method", "status"])
REQUEST_SECONDS = Histogram("oathbound_request_seconds", "How long an answer took", ["route"])
TASKS = Counter("oathbound_tasks_total", "Tasks that ended", ["task", "outcome"])
TASK_SECONDS = Histogram("oathbound_task_seconds", "How long a task took", ["task"])


class CountsRequests:
    """Counts each answer under the pattern of its route; what leads nowhere is counted together."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else ""
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(route, method, response.status_code).inc()
        REQUEST_SECONDS.labels(route).observe(perf_counter() - begun)
        return response


class CountsTasks:
    """Counts each task by its name; a task that is retried or fails is counted as such."""

    def __init__(self) -> None:
        self._begun: dict[str, float] = {}

    def begins(self, task_id: str, **_: object) -> None:
        self._begun[task_id] = perf_counter()

    def ends(self, task_id: str, task: "Task[..., object]", state: str | None = None, **_: object) -> None:
        TASKS.labels(task.name, (state or "unknown").lower()).inc()
        TASK_SECONDS.labels(task.name).observe(perf_counter() - self._begun.pop(task_id, perf_counter()))


def serve() -> None:
    """Serve the figures of this process, or of all that share its folder, where METRICS_ADDRESS says; else nothing.

    METRICS_COLLECTORS names what is asked for further figures: the pulse of the whole installation.
    """
    if address := env.text("METRICS_ADDRESS"):
        host, _, port = address.rpartition(":")
        registry = CollectorRegistry()
        if SEVERAL in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(REGISTRY)
        for name in settings.METRICS_COLLECTORS:
            registry.register(import_string(name)())
        start_http_server(int(port), host, registry)
