"""The number on a caller's slip: one reporter has it, the nightly check compares it, it ends with the last file."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.codes import reference_digests
from accounts.models import User
from casework.models import Case, Seating
from casework.procedure.intake.actions import file_complaint
from casework.queries.checks.replay import Drift, drifts
from casework.queries.reports.reporter_numbers import forget_number_in
from casework.vocabulary import Accused
from tests.casework.desk_cast import MONDAY, REPORT, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with time_machine.travel(MONDAY, tick=False):
        yield Desk()


def filed(*names: str) -> tuple[str, list[Case]]:
    """File a report; return its number and its cases."""
    found = file_complaint(by=None, report=replace(REPORT, accused=tuple(Accused(name=name) for name in names)))
    return found.reference, [Case.objects.get(reference=reference) for reference in found.cases]


def reporter_of(case: Case) -> User:
    return User.objects.get(pk=Seating.objects.get(case=case, seat="complainant").user_id)


def test_two_reporters_never_have_the_same_number(desk: Desk) -> None:
    number, (case,) = filed("Rex Marlowe")
    other, _ = filed("Ada Quill")
    assert number != other
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.exclude(pk=reporter_of(case).pk).filter(reference_digest__isnull=False).update(
            reference_digest=reference_digests(number)[0]
        )


def test_the_nightly_check_names_a_case_whose_reporter_has_another_number(desk: Desk) -> None:
    _, (case,) = filed("Rex Marlowe")
    assert list(drifts([case.reference])) == []
    User.objects.filter(pk=reporter_of(case).pk).update(reference_digest=reference_digests("R-CCCC-CCCC")[0])
    assert list(drifts([case.reference])) == [Drift(case=case.reference, field="user.reference_digest")]


def test_a_reporter_without_a_number_is_no_difference(desk: Desk) -> None:
    """Accounts from before the number was kept have none."""
    _, (case,) = filed("Rex Marlowe")
    User.objects.filter(pk=reporter_of(case).pk).update(reference_digest=None)
    assert list(drifts([case.reference])) == []


def test_the_number_goes_with_the_last_case_of_a_report(desk: Desk) -> None:
    _, (first, second) = filed("Rex Marlowe", "Ada Quill")
    reporter = reporter_of(first)
    forget_number_in(first.id)
    assert User.objects.get(pk=reporter.pk).reference_digest is not None
    Seating.objects.filter(case=first).delete()
    forget_number_in(second.id)
    assert User.objects.get(pk=reporter.pk).reference_digest is None


def test_the_nightly_check_names_an_account_that_keeps_a_number_without_a_case(desk: Desk) -> None:
    _, (case,) = filed("Rex Marlowe")
    reporter = reporter_of(case)
    stray = Drift(case=f"account/{reporter.pk}", field="user.reference_digest")
    assert stray not in list(drifts())
    Seating.objects.filter(case=case).delete()
    assert stray in list(drifts())
