"""Interim measures, on the database."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.access import the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_adjudicator
from casework.queries.evidence.outgoing import HELD
from casework.vocabulary import CaseCompartment, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY, SINCE
from tests.casework.taking import clocks, last, take, trying, words

pytestmark = pytest.mark.django_db
OFFICES = {
    "ada": Office.ADVISER,
    "prue": Office.PROTECTION_OFFICER,
    "ivy": Office.INTERIM_MEMBER,
    "ida": Office.INTERIM_MEMBER,
    "iris": Office.INTERIM_MEMBER,
}
PROPOSED = {"measure": "No access to the tender files, knot.", "threat": "Files went missing last week."}
IMPOSED = {**PROPOSED, "lighter": "A warning was not heeded, knot.", "reasons": "Files are at risk.", "urgent": "no"}
IMPOSED.pop("threat")


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        cast = Inquiry(clock)
        for key, office in OFFICES.items():
            cast.people[key] = User.objects.create_person(email=f"{key}@society.example", name=f"{key.title()} Held")
            appoint(user=cast.people[key], office=office, since=SINCE)
        yield cast


def seated(inquiry: Inquiry, case: Case) -> Case:
    for name in ("ivy", "ida", "iris"):
        seat = {"person": inquiry.person(name), "seat": Seat.INTERIM_MEMBER, "reason": "Of the three."}
        case = seat_adjudicator(reference=case.reference, by=inquiry.by("ada"), **seat)
    return case


def proposed(inquiry: Inquiry) -> Case:
    case = take(inquiry.investigation(), Verb.PROPOSE_INTERIM, inquiry.by("ola"), **PROPOSED)
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=inquiry.last(case))
    return case


def test_a_proposal_tells_the_respondent_alone_and_runs_from_its_service(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    assert "open_letter" not in inquiry.rights("rex", case)
    case = take(case, Verb.PROPOSE_INTERIM, inquiry.by("ola"), **PROPOSED)
    assert (last(case), words(case, "measure", CaseCompartment.RESPONDENT)) == (
        ("case.interim_proposed", {}),
        "No access to the tender files, knot.",
    )
    assert clocks(case)["INTERIM_SHOW_CAUSE"] is None
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=inquiry.last(case))
    assert clocks(case)["INTERIM_SHOW_CAUSE"] == date(2026, 3, 16)
    assert "read_interim" not in inquiry.rights_of(inquiry.reporter(case).user, case)
    for name, refusal in (("ines", NoRight), ("stranger", NotSeen)):
        assert refused(case, trying(case, Verb.PROPOSE_INTERIM, inquiry.by(name), **PROPOSED)) is refusal


def test_no_sealed_name_goes_out_in_a_proposal(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    named = trying(case, Verb.PROPOSE_INTERIM, inquiry.by("ola"), **PROPOSED | {"threat": "Pia Sandgrouse is afraid."})
    assert refused(case, named) == (str(HELD),)


def test_the_adviser_sees_a_case_without_a_panel_only_while_something_waits(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    assert "see_case" not in inquiry.rights("ada", case)
    case = take(case, Verb.PROPOSE_INTERIM, inquiry.by("ola"), **PROPOSED)
    held = inquiry.rights("ada", case)
    assert ("see_case" in held, "read_complaint" in held, "read_interim" in held) == (True, False, False)


def test_two_of_three_impose_a_measure_once_the_respondent_has_answered(inquiry: Inquiry) -> None:
    case = seated(inquiry, proposed(inquiry))
    early = trying(case, Verb.IMPOSE_INTERIM, inquiry.by("ola"), **IMPOSED)
    assert refused(case, early) is NoRight
    case = take(case, Verb.ANSWER_INTERIM, inquiry.by("rex"), answer="I need the files, dunlin.")
    assert last(case)[0] == "case.interim_answered"
    assert words(case, "answer", CaseCompartment.RESPONDENT) == "I need the files, dunlin."
    assert clocks(case).get("INTERIM_SHOW_CAUSE", 0) == 0
    case = take(case, Verb.IMPOSE_INTERIM, inquiry.by("ivy"), **IMPOSED)
    alone = trying(case, Verb.IMPOSE_INTERIM, inquiry.by("ivy"))
    assert refused(case, alone) != ()
    case = take(case, Verb.IMPOSE_INTERIM, inquiry.by("ida"))
    assert (last(case), words(case, "lighter", CaseCompartment.RESPONDENT)) == (
        ("case.interim_imposed", {"heard": True}),
        "A warning was not heeded, knot.",
    )
    assert {name: day for name, day in clocks(case).items() if name.startswith("INTERIM")} == {
        "INTERIM_REVIEW": date(2026, 6, 1),
        "INTERIM_CAP": date(2027, 3, 2),
    }


def test_an_unheard_measure_that_nobody_reviews_ends_by_the_clock_and_not_before(inquiry: Inquiry) -> None:
    case = seated(inquiry, proposed(inquiry))
    urgent = IMPOSED | {"urgent": "yes"}
    case = take(case, Verb.IMPOSE_INTERIM, inquiry.by("ivy"), inquiry.by("iris"), **urgent)
    assert last(case) == ("case.interim_imposed", {"heard": False})
    assert refused(case, lambda: do(Verb.INTERIM_LAPSES, reference=case.reference, by=the_clock())) == (
        REASONS["interim_time_is_over"],
    )
    inquiry.pass_(case, "INTERIM_URGENT")
    case = do(Verb.INTERIM_LAPSES, reference=case.reference, by=the_clock())
    assert (last(case)[0], {name for name in clocks(case) if name.startswith("INTERIM")}) == (
        "case.interim_lapsed",
        set(),
    )


def test_a_measure_is_reviewed_and_ended_by_two(inquiry: Inquiry) -> None:
    case = seated(inquiry, proposed(inquiry))
    case = take(case, Verb.ANSWER_INTERIM, inquiry.by("rex"), answer="No.")
    case = take(case, Verb.IMPOSE_INTERIM, inquiry.by("ivy"), inquiry.by("ida"), **IMPOSED)
    inquiry.clock.move_to(now() + timedelta(days=60))
    case = take(case, Verb.REVIEW_INTERIM, inquiry.by("ida"), inquiry.by("ivy"), reasons="Still so, turnstone.")
    assert (last(case)[0], words(case, "reasons", CaseCompartment.RESPONDENT)) == (
        "case.interim_reviewed",
        "Still so, turnstone.",
    )
    assert clocks(case)["INTERIM_REVIEW"] == date(2026, 7, 30)
    case = take(case, Verb.LIFT_INTERIM, inquiry.by("ivy"), inquiry.by("iris"), reasons="Found again.")
    assert (last(case)[0], {name for name in clocks(case) if name.startswith("INTERIM")}) == (
        "case.interim_lifted",
        set(),
    )
