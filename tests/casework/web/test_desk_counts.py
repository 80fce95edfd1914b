"""What a queue counts is the same, however many there are to count, up to the most that is counted."""

from datetime import timedelta

import pytest

from accounts.pseudonyms import pseudonym
from casework.models import Case, Seating
from casework.queries.desk import queue
from ledger.clock import now
from tests.casework.web.conftest import Town
from tests.casework.web.test_desk import listed


@pytest.mark.parametrize(
    ("counted", "expected"), [(9, (3, 2, 1, 4)), (4, (3, 2, 1, 4)), (3, (3, 2, 1, 4)), (1, (2, 2, 1, 2))]
)
def test_counts_are_the_same_in_one_go_and_one_by_one_up_to_the_most_that_is_counted(
    town: Town, monkeypatch: pytest.MonkeyPatch, counted: int, expected: tuple[int, ...]
) -> None:
    """Four cases, of which three were asked for, two are late, one has the viewer in a seat, and all are nobody's."""
    ines, moment = town.people["ines"], now()
    cases = listed(ines, 4)
    Case.objects.filter(pk__in=[cases[0].pk, cases[1].pk]).update(due=moment - timedelta(days=1))
    Case.objects.filter(pk=cases[3].pk).update(severity=3)
    Seating.objects.create(case=cases[2], user=ines, person=pseudonym(ines), seat="intake")
    monkeypatch.setattr("casework.queries.desk.MANY", counted)
    page = queue(ines, wanted={"severity": [0]}, after=None, now=moment)
    assert (page.total, page.late, page.mine, page.nobodys) == expected
    assert queue(town.people["rex"], wanted={"severity": [0]}, after=None, now=moment).total == 0
