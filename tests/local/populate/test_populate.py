"""An installation filled at once is as good as one that grew: its record verifies, and its rows are what the record says."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from casework.models import Case
from ledger.append import append
from ledger.clock import now
from ledger.models import Entry
from local.populate import cast
from local.populate.bulk_insert import store
from local.populate.case_paths import ENDS
from local.populate.clone_case import COLUMNS, Clone
from local.populate.fill_database import _sworn_members, shares
from local.populate.generate_history import ACCUSED, _weeks_until
from policy.actions import Entrant, enrol_members, import_oath, sign_oath
from policy.models import Member, OathSignature
from tests.ledger.records import draft

ALL = len(ENDS)


def test_nobody_gets_a_case_who_signed_later_or_on_paper(demonstration: None) -> None:
    cast.move_in(members=8)
    people = cast.people_here()
    before = _sworn_members(besides=people[ACCUSED])
    day = date(2024, 5, 1)
    rows = [Entrant(number=f"N-{n}", name="Nora Newly", joined=day, email=f"n{n}@society.example") for n in (1, 2)]
    enrol_members(by=people["reg"], entrants=rows, at=now())
    late, paper = Member.objects.filter(number__startswith="N-").order_by("number")
    moment = now() + timedelta(days=2)
    method = OathSignature.Method.RE_AUTHENTICATION
    assert late.user is not None
    sign_oath(member=late, by=late.user, method=method, effective=moment.date(), at=moment)
    import_oath(member=paper, by=people["reg"], second=people["ines"], effective=day, at=moment)
    assert (len(before) > 1, _sworn_members(besides=people[ACCUSED])) == (True, before)


def test_an_installation_of_others_is_not_filled(db: None, settings: Settings) -> None:
    with pytest.raises(CommandError, match="Only a demonstration"):
        call_command("populate", cases=1)
    settings.DEMO = True
    with transaction.atomic():
        append(draft())
    with pytest.raises(CommandError, match="Other people use this installation"):
        call_command("populate", cases=1)
    assert (Entry.objects.count(), Case.objects.count()) == (1, 0)


@pytest.mark.parametrize("cases", [ALL, 60, 1_000, 100_000])
def test_every_road_has_its_share_and_one_case_at_least(cases: int) -> None:
    found = shares(cases)
    assert sum(found) == cases
    assert len(found) == len(ENDS)
    assert min(found) >= 1


@pytest.mark.parametrize(("days", "weeks"), [(-30, 0), (0, 0), (1, 1), (7, 1), (8, 2), (377, 54)])
def test_the_roads_begin_after_the_last_entry_by_whole_weeks(days: int, weeks: int) -> None:
    begin = now()
    assert _weeks_until(begin, begin + timedelta(days=days)) == weeks


def test_fewer_cases_than_roads_stand_on_the_first_of_them() -> None:
    assert shares(3) == [1, 1, 1] + [0] * (len(ENDS) - 3)


def test_a_clone_fills_every_column_that_may_not_stay_empty(db: None) -> None:
    filled = {(table, column) for table, columns in COLUMNS.values() for column in columns}
    tables = {table for table, _ in COLUMNS.values()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name, column_name"
            " FROM information_schema.columns WHERE is_nullable = 'NO' AND column_default IS NULL"
            " AND is_identity = 'NO' AND is_generated = 'NEVER'"
        )
        needed = {(table, column) for table, column in cursor.fetchall() if table in tables}
    assert {table for table, _ in needed} == tables
    assert needed - filled == set(), "add these columns to local/populate/clone_case.py"


def test_a_reference_that_is_taken_is_told_in_the_words_of_the_database_layer(db: None) -> None:
    reporter = ("0" * 32, "reporter", "Reporter X", "", "!x", b"7" * 32, True, False, "0" * 64)
    twice = Clone(rows={"users": [reporter, reporter]})
    with pytest.raises(IntegrityError):
        store([twice])
