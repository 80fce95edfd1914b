"""The beat rings what the house knows to do, and loads none of it."""

import subprocess
import sys
from typing import Any

from config import bell
from config.celery import app as house

ASIDE = "import sys; from config import bell; print({'casework', 'vault', 'accounts', 'psycopg'} & set(sys.modules))"


def test_every_clock_it_rings_is_a_task_of_the_house(settings: Any) -> None:
    rung = {each["task"] for each in bell.app.conf.beat_schedule.values()}
    assert bell.app.conf.beat_schedule == settings.CELERY_BEAT_SCHEDULE
    house.loader.import_default_modules()
    assert rung <= set(house.tasks)
    assert bell.app.conf.broker_url == settings.CELERY_BROKER_URL


def test_no_room_of_the_house_is_opened_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", ASIDE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
