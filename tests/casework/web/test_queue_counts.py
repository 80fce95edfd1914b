"""What a queue counts is the same, however many there are to count, up to the most that is counted."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import reverse

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.models import Case, CaseGrant, Seating, SlowReport, Turn
from casework.queries.queue.page import queue
from casework.vocabulary import Reading
from ledger.canonical import Values
from ledger.clock import now
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import DESK, listed


@pytest.mark.parametrize(
    ("counted", "expected"), [(9, (3, 2, 1, 4)), (4, (3, 2, 1, 4)), (3, (3, 2, 1, 4)), (1, (2, 2, 1, 2))]
)
def test_counts_are_the_same_in_one_go_and_one_by_one_up_to_the_most_that_is_counted(
    town: Town, monkeypatch: pytest.MonkeyPatch, counted: int, expected: tuple[int, ...]
) -> None:
    """Four cases, of which three were asked for, two are late, one has the viewer in a seat, and all are nobody's.

    In a fifth, which is hidden from the viewer, they have a seat and a turn all the same.
    """
    ines, moment = town.people["ines"], now()
    *cases, hidden = listed(ines, 5)
    hidden.grants.all().delete()
    Turn.objects.create(case=hidden, user=ines, seat="intake", step="seat_officer")
    Seating.objects.create(case=hidden, user=ines, person=pseudonym(ines), seat="intake")
    Case.objects.filter(pk__in=[cases[0].pk, cases[1].pk, hidden.pk]).update(
        due=moment - timedelta(days=1), late_from=moment - timedelta(days=1)
    )
    Case.objects.filter(pk=cases[3].pk).update(severity=3)
    Seating.objects.create(case=cases[2], user=ines, person=pseudonym(ines), seat="intake")
    monkeypatch.setattr("casework.queries.queue.seen.MANY", counted)
    page = queue(ines, wanted={"severity": [0]}, now=moment)
    assert (page.total, page.views["late"], page.views["mine"], page.views["nobodys"]) == expected
    assert (page.views["turn"], page.views["empty"], page.most) == (0, 0, counted)
    assert queue(town.people["rex"], wanted={"severity": [0]}, now=moment).total == 0


def test_the_database_expects_as_many_cases_of_a_person_as_there_are(town: Town) -> None:
    viewer = town.people["ines"]
    cases = listed(viewer, 200)
    others = Permission.objects.filter(content_type__app_label="casework").exclude(codename=Reading.SEE_CASE.value)[:9]
    CaseGrant.objects.bulk_create(
        CaseGrant(content_object=case, user=viewer, permission=other) for case in cases for other in others
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE casework_casegrant")
    (plan,) = json.loads(CaseGrant.objects.giving(viewer, Reading.SEE_CASE).explain(format="json"))
    assert 150 < plan["Plan"]["Plan Rows"] < 300, plan


def test_each_chip_takes_one_part_of_the_filter_away(town: Town) -> None:
    page = text(town.browser("ines").get(f"{DESK}?state=screening&state=hearing&severity=3&whose=mine&after="))
    chips = re.findall(r'class="ob-chip" href="([^"]+)">([^<]+) <', page)
    assert [(words.strip(), address.replace("&amp;", "&")) for address, words in chips] == [
        ("Stage: Screening", "?state=hearing&severity=3&whose=mine"),
        ("Stage: Hearing", "?state=screening&severity=3&whose=mine"),
        ("Severity: S3 serious", "?state=screening&state=hearing&whose=mine"),
    ]


def test_linked_cases_are_counted_among_those_of_the_list_alone(town: Town) -> None:
    ines, moment = town.people["ines"], now()
    one, other, slow, hidden = listed(ines, 4)
    Case.objects.update(linked=one.linked)
    hidden.grants.all().delete()
    SlowReport.objects.create(case=slow, flood="f", until=moment + timedelta(days=1))
    assert linked(ines, {}, moment) == {one.reference: 1, other.reference: 1}
    assert linked(ines, {"flood": "f"}, moment) == {slow.reference: 0}
    SlowReport.objects.update(until=moment)
    assert linked(ines, {}, moment) == {case.reference: 2 for case in (one, other, slow)}


def linked(viewer: User, wanted: Values, moment: datetime) -> dict[str, int]:
    return {row.reference: row.linked for row in queue(viewer, wanted=wanted, now=moment).rows}


def test_the_number_beside_a_view_says_that_it_counts_cases(town: Town) -> None:
    listed(town.people["ines"], 2)
    page = " ".join(text(town.browser("ines").get(reverse("queue"))).split())
    assert 'title="2 cases">2 <span class="govuk-visually-hidden"> cases</span>' in page
