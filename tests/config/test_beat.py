"""Beat sends only tasks that the worker knows, and loads none of their code."""

import os
import subprocess
import sys

from config import beat
from config.celery import app as worker_app

ASIDE = """
import sys
from config.beat import app
print(app.conf.broker_url, len(app.conf.beat_schedule))
print({"django.db", "casework", "vault", "accounts", "psycopg", "config.settings"} & set(sys.modules))
"""


def test_every_clock_it_rings_is_a_task_of_the_installation() -> None:
    scheduled = {each["task"] for each in beat.app.conf.beat_schedule.values()}
    worker_app.loader.import_default_modules()
    assert scheduled <= set(worker_app.tasks)
    assert worker_app.conf.beat_schedule == beat.app.conf.beat_schedule
    assert worker_app.conf.broker_url == beat.app.conf.broker_url == os.environ["BROKER_URL"]


def test_it_knows_where_the_queue_is_and_opens_no_room_of_the_installation() -> None:
    told = {"BROKER_URL": "redis+socket:///queue.sock", "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", ASIDE], env=told, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"redis+socket:///queue.sock {len(beat.app.conf.beat_schedule)}", "set()"]
