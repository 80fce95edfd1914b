"""A step requests dispatch, and a broker that is away delays nobody."""

from collections.abc import Iterator
from time import perf_counter, sleep

import pytest
from celery import Celery
from celery._state import get_current_app
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from kombu.exceptions import OperationalError

from casework.procedure.reading.signals import search_begun
from casework.tasks import look_for_words
from config import broker
from ledger.clock import now
from notifications.models import Message
from notifications.receivers import request_dispatch
from notifications.tasks import post
from tests.casework.answer_cast import Inquiry


@pytest.fixture
def no_broker(free_port: int) -> Iterator[None]:
    """Nobody listens where the queue should be."""
    usual = get_current_app()
    away = Celery("away")
    away.config_from_object(broker, namespace="CELERY")
    away.conf.update(broker_url=f"redis://127.0.0.1:{free_port}/0")
    away.set_current()
    yield
    usual.set_current()


def test_a_broker_that_is_away_costs_at_most_six_tenths_of_a_second(no_broker: None) -> None:
    begun = perf_counter()
    request_dispatch(entries=())
    assert perf_counter() - begun < 0.6


def test_an_answer_is_out_before_dispatch_is_requested_once(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(post, "apply_async", lambda **_: asked.append("round"))
    request_started.send(sender=None, environ={})
    request_dispatch(entries=())
    request_dispatch(entries=())
    assert asked == []
    request_finished.send(sender=None)
    assert asked == ["round"]
    request_started.send(sender=None, environ={})
    request_finished.send(sender=None)
    assert asked == ["round"]
    request_dispatch(entries=())
    assert asked == ["round", "round"]


def test_a_search_within_papers_wakes_a_worker_with_an_empty_message(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(look_for_words, "apply_async", lambda **said: sent.append(said))
    search_begun.send(sender=None)
    assert sent == [{"countdown": 0, "retry": False, "ignore_result": True}]


def test_steps_of_one_second_share_a_round_after_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(post, "apply_async", lambda *, countdown, **_: asked.append(countdown))
    for _ in range(20):
        request_dispatch(entries=())
    assert asked == [0, 1]
    sleep(1.1)
    request_dispatch(entries=())
    assert asked == [0, 1, 0]


def test_a_step_before_a_round_that_its_process_asked_for_does_not_ask_the_cache(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(post, "apply_async", lambda *, countdown, **_: asked.append(countdown))
    for _ in range(2):
        request_dispatch(entries=())
    cache.clear()
    request_dispatch(entries=())
    assert asked == [0, 1]
    sleep(1.1)
    request_dispatch(entries=())
    assert asked == [0, 1, 0]


def test_a_round_that_nobody_could_ask_for_is_asked_for_by_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> None:
        raise OperationalError

    asked: list[int] = []
    monkeypatch.setattr(post, "apply_async", away)
    for _ in range(2):
        request_dispatch(entries=())
    cache.clear()
    monkeypatch.setattr(post, "apply_async", lambda *, countdown, **_: asked.append(countdown))
    request_dispatch(entries=())
    assert asked == [0]


def test_the_round_of_every_minute_finds_what_nobody_was_woken_for(inquiry: Inquiry) -> None:
    inquiry.noticed()
    assert Message.objects.count() == 0
    post()
    assert Message.objects.filter(template="notice_of_investigation", placed_at__lte=now()).count() == 1


def test_a_round_is_asked_for_every_minute() -> None:
    assert broker.CELERY_BEAT_SCHEDULE["dispatch"] == {"task": "notifications.post", "schedule": 60.0}
