"""A name that a reporter gives after the report: how few people it shuts out, and what it does not release."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
import time_machine

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.pseudonyms import pseudonym
from casework.access import case_shown, the_clock
from casework.models import Case
from casework.procedure.intake.actions import Filed, file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.queries.case.page import openable_texts
from casework.queries.conflicts.sealed_names import sealed_names_of
from casework.vocabulary import IdentityChoice, NotNow, Reading, Reporter, Verb
from tests.casework.desk_cast import MONDAY, REPORT, SINCE, Desk, by_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    with time_machine.travel(MONDAY, tick=False):
        yield Desk()


def name_again(filed: Filed, choice: IdentityChoice, name: str) -> Case:
    """Give a name by the code of a report, and sweep."""
    said = Reporter(choice=choice, name=name).value()
    do(Verb.GIVE_NAME, reference=filed.cases[0], by=by_code(filed), choice=choice, identity=said)
    return sweep_conflicts(reference=filed.cases[0], by=the_clock())


def test_names_that_come_later_shut_out_few_and_never_the_last_alternate(desk: Desk) -> None:
    filed = file_complaint(by=None, report=REPORT)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    name_again(filed, IdentityChoice.CONFIDENTIAL, "Ines Farrow")
    case = name_again(filed, IdentityChoice.CONFIDENTIAL, "Ivo Standish")
    people = case.view.people
    assert (desk.person("ines") in people.barred, desk.person("ivo") in people.barred) == (True, False)
    with pytest.raises(NotNow, match="twice"):
        name_again(filed, IdentityChoice.OPEN, "Vera Lindqvist")


def test_a_name_that_is_released_releases_nothing_that_was_sealed_before(desk: Desk) -> None:
    before = Reporter(
        choice=IdentityChoice.CONFIDENTIAL, name="Samantha Reeve", email="reeve@home.example", phone="020 7946 0958"
    )
    filed = file_complaint(by=None, report=replace(REPORT, reporter=before))
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    name_again(filed, IdentityChoice.OPEN, "Sam Carter")
    case = case_shown(desk.by("ines"), filed.cases[0], Reading.SEE_CASE)
    first, last = case.view.filing.identity_entries
    assert (Reading.READ_OPEN_NAME in case.rights, identities(case)) == (True, {last})
    assert identities(case_shown(by_code(filed), filed.cases[0], Reading.READ_OWN_COMPLAINT)) == {first, last}
    assert sealed_names_of(case).addresses == {"reeve@home.example"}
    assert sealed_names_of(case).names == ("Samantha Reeve", "Sam Carter")
    late = User.objects.create_person(email="reeve@home.example", name="S. Reeve")
    appoint(user=late, office=Office.SCREENER, since=SINCE)
    assert pseudonym(late) in sweep_conflicts(reference=case.reference, by=the_clock()).view.people.barred


def identities(case: Case) -> set[UUID]:
    """Return the entries whose name of the reporter the viewer of a case may open."""
    return {entry for entry, field in openable_texts(case, ()) if field == "identity"}
