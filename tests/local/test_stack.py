"""An installation that does not come up says so in one sentence, with where the words of its processes are."""

import socket
from pathlib import Path

import pytest
from celery._state import get_current_app

from config import broker
from local import processes, stack, subprocesses
from local.plan import Plan
from local.stack import Stack, StepFailed
from operations.doctor import services
from tests import stage


@pytest.fixture
def shut(tmp_path: Path, free_port: int) -> Stack:
    """An installation none of whose processes was started."""
    plan = Plan(stage.Services.start(), tmp_path, free_port, database="shut", shelf=stage.UNREAD)
    return Stack(plan, plan.environment(mail_port=25), socket.socket())


def test_an_installation_that_is_not_ready_in_time_says_where_its_words_are(
    shut: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stack, "READY_SECONDS", 0)
    with pytest.raises(StepFailed) as late:
        shut.wait_until_ready()
    assert str(late.value) == f"The installation was not ready after 0 seconds; see {shut.plan.run_dir}."


def test_a_process_that_asks_another_queue_still_sends_to_its_own(shut: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "READY_SECONDS", 0)
    own = get_current_app()
    shut.environment["BROKER_URL"] = "redis+socket:///nowhere.sock"
    monkeypatch.setattr(broker, "CELERY_BROKER_URL", shut.environment["BROKER_URL"])
    with pytest.raises(StepFailed):
        shut.wait_until_ready()
    assert [one.name for one in services.queue()] == ["queue-down"]
    assert get_current_app() is own


def test_each_queue_has_a_worker_and_a_name_that_is_waited_for() -> None:
    queues = {route["queue"] for route in broker.CELERY_TASK_ROUTES.values()}
    workers = (processes.worker(), processes.checker(), processes.file_worker())
    words = [word.partition("=") for worker in workers for word in worker]
    assert queues == {value for name, _, value in words if name == "--queues"} == set(stack.NODES.values())
    assert queues == {value.partition("@")[0] for name, _, value in words if name == "--hostname"}


def test_an_installation_whose_process_ended_is_not_waited_for(shut: Stack) -> None:
    shut.processes.append(subprocesses.start("web", ["false"], run_dir=shut.plan.run_dir))
    shut.processes[0].popen.wait(5)
    for asks in (shut.wait_until_ready, shut.check):
        with pytest.raises(subprocesses.SubprocessEnded, match=r"^web ended by itself"):
            asks()
    shut.stop()
    assert shut.processes == []
