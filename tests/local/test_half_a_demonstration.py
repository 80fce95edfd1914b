"""A demonstration that was stopped while it was being made is made again from the start."""

from pathlib import Path

import psycopg

from local import run
from local.plan import Plan
from tests import stage


def test_half_a_demonstration_is_forgotten_and_a_whole_one_kept(tmp_path: Path) -> None:
    place = stage.Services.start()
    plan = Plan(place, tmp_path, port=8000, database="half_made")
    place.make_database(plan.database)
    run._forget_half_a_demonstration(plan)
    psycopg.connect(place.database_url("owner", plan.database)).close()
    (tmp_path / "demo.begun").touch()
    run._forget_half_a_demonstration(plan)
    with psycopg.connect(place.database_url("postgres", "postgres")) as admin:
        left = admin.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [plan.database]).fetchone()
    assert (left, list(tmp_path.iterdir())) == ((0,), [])
