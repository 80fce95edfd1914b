"""The doctor says what a restore would say: what the last check found, and which office does not follow from the record."""

from datetime import date
from io import StringIO

from django.core.management import call_command

from accounts.models import Appointment, User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from ledger.nightly_result import record_check
from operations.doctor import restore_check
from operations.doctor.database import THEN


def test_what_the_last_check_found_is_told_until_a_check_finds_nothing(db: None) -> None:
    assert {restore_check.last_night, restore_check.offices} < set(THEN)
    clock = pseudonym(User.objects.clock())
    assert list(restore_check.last_night()) == []
    at = record_check(person=clock, verify=0, replay=1).at
    (found,) = restore_check.last_night()
    assert (found.name, found.mend) == ("record-in-doubt", restore_check.LOOK)
    assert found.what == (
        f"The check of {at:%-d %B %Y} left the record in doubt (ledger_verify 0, ledger_replay 1):"
        " a restore would be refused."
    )
    record_check(person=clock, verify=2, replay=0)
    assert list(restore_check.last_night()) == []


def test_an_office_that_nobody_gave_is_told_before_a_restore_is_refused_for_it(db: None) -> None:
    call_command("first_administrator", "adam@example.org", "Adam Keeper", stdout=StringIO())
    assert list(restore_check.offices()) == []
    person = User.objects.create_person(email="nora@example.org", name="Nora Newcome")
    appoint(user=person, office=Office.AUDITOR, since=date(2026, 3, 2))
    assert [(one.name, one.what) for one in restore_check.offices()] == [
        (
            "office-differs",
            f"system/auditor/{pseudonym(person)}: appointment that nobody gave. A restore would be refused.",
        )
    ]
    Appointment.objects.filter(user=person).delete()
    assert list(restore_check.offices()) == []
