"""Figures count by route and task, and no label holds what stood in the address."""

import urllib.request
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from prometheus_client import REGISTRY, generate_latest

from config import metrics
from tests.worker_tasks import sent_task

ROOT = Path(__file__).resolve().parents[2]


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_an_answer_is_counted_under_the_pattern_of_its_route(db: None) -> None:
    where = {"route": "desk/cases/<str:reference>/", "method": "GET", "status": "302"}
    before = figure("oathbound_requests_total", **where)
    assert Client().get(reverse("case", args=["OB-7K4X-92QD"])).status_code == 302
    Client().generic("BREW", reverse("healthz"))
    assert figure("oathbound_requests_total", **where) == before + 1
    assert figure("oathbound_requests_total", route="healthz", method="other", status="200") >= 1
    assert b"OB-7K4X" not in generate_latest()


def test_what_leads_nowhere_is_counted_together(db: None) -> None:
    where = {"route": "", "method": "GET", "status": "404"}
    before = figure("oathbound_requests_total", **where)
    for path in ("/wp-login.php", "/OB-7K4X-92QD/x"):
        Client().get(path)
    assert figure("oathbound_requests_total", **where) == before + 2
    assert b"wp-login" not in generate_latest()


def test_a_task_is_counted_by_its_name_and_how_it_ended() -> None:
    counts = metrics.CountsTasks()
    before = figure("oathbound_tasks_total", task="casework.lapses", outcome="success")
    counts.begins(task_id="1")
    counts.ends(task_id="1", task=sent_task("casework.lapses"), state="SUCCESS")
    counts.ends(task_id="never begun", task=sent_task("casework.lapses"))
    assert figure("oathbound_tasks_total", task="casework.lapses", outcome="success") == before + 1
    assert figure("oathbound_tasks_total", task="casework.lapses", outcome="unknown") >= 1


def test_nothing_is_served_where_no_address_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("METRICS_ADDRESS", raising=False)
    metrics.serve()


def test_one_process_serves_its_own_figures_and_the_pulse(
    committed: None, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setenv("METRICS_ADDRESS", f"127.0.0.1:{free_port}")
    metrics.serve()
    with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/metrics") as answer:
        served = answer.read()
    assert b"oathbound_requests_total" in served
    assert b"oathbound_database_up 1.0" in served
