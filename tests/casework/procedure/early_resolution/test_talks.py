"""Early resolution on the database: both sides, sealed words, and what is never read outside the talks."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from casework import tasks
from casework.access import Actor
from casework.models import Case
from casework.queries.evidence.outgoing import HELD
from casework.vocabulary import CaseCompartment, CaseState, ClosingCode, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import last, take, trying, words

pytestmark = pytest.mark.django_db
OFFER = {"proposal": "Sit down with somebody from the Society, ruff.", "agreed": "on"}


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def offered(inquiry: Inquiry) -> Case:
    return take(inquiry.investigation(), Verb.OFFER_EARLY_RESOLUTION, inquiry.by("ola"), **OFFER)


def test_an_offer_tells_the_respondent_and_pauses_the_investigation(inquiry: Inquiry) -> None:
    case = offered(inquiry)
    assert (case.state, case.talks_from) == (CaseState.EARLY_RESOLUTION, "investigation")
    assert words(case, "proposal") == "Sit down with somebody from the Society, ruff."
    assert inquiry.rights("rex", case) == {
        "open_letter",
        "appoint_representative",
        "end_representation",
        "accept_terms",
        "talks_fail",
        "answer_interim",
        "report_retaliation",
        "read_interim",
        "read_own_evidence",
        "read_talks",
        "read_respondent_messages",
        "read_respondent_protection",
        "send_message",
        "read_messages",
    }
    due = {row.name: row.due and row.due.date().isoformat() for row in case.clocks.all()}
    assert (due["INVESTIGATION"], due["EARLY_RESOLUTION"]) == (None, "2026-04-16")


def test_an_offer_with_a_sealed_name_in_it_does_not_go_out(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    said = OFFER | {"proposal": "Meet Pia Sandgrouse."}
    offer = trying(case, Verb.OFFER_EARLY_RESOLUTION, inquiry.by("ola"), **said)
    assert refused(case, offer) == (str(HELD),)
    assert inquiry.rights("rex", case) == set()


def test_terms_are_accepted_by_each_side_and_then_the_case_is_settled(inquiry: Inquiry) -> None:
    case = offered(inquiry)
    ola, rex, reporter = inquiry.by("ola"), inquiry.by("rex"), inquiry.reporter(case)

    def accept(by: Actor) -> Case:
        return take(case, Verb.ACCEPT_TERMS, by, confirmed="on")

    assert refused(case, lambda: accept(rex)) == (REASONS["terms_are_written"],)
    case = take(case, Verb.PROPOSE_TERMS, ola, terms="An apology by May, dunlin.")
    assert words(case, "terms") == "An apology by May, dunlin."
    terms = last(case)
    case = accept(rex)
    assert refused(case, lambda: accept(rex)) == (REASONS["terms_are_not_accepted_by_you"],)
    settle = trying(case, Verb.SETTLE_CASE, ola, confirmed="on")
    assert refused(case, settle) == (REASONS["every_side_accepted_the_terms"],)
    case = accept(reporter)
    case = settle()
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.RESOLVED_EARLY
    assert last(case)[1]["terms"] == str(case.view.talks.terms)
    assert terms[0] == "case.terms_proposed"
    assert {name: "read_talks" in inquiry.rights(name, case) for name in ("rex", "ola", "dee", "vera")} == {
        "rex": True,
        "ola": False,
        "dee": False,
        "vera": True,
    }


def test_either_side_ends_the_talks_and_nobody_else_does(inquiry: Inquiry) -> None:
    case = offered(inquiry)

    def end(by: Actor) -> Callable[[], Case]:
        return trying(case, Verb.TALKS_FAIL, by, confirmed="on")

    assert refused(case, end(inquiry.by("ines"))) is NoRight
    assert refused(case, end(inquiry.by("stranger"))) is NotSeen
    case = end(inquiry.reporter(case))()
    assert (case.state, last(case)) == (
        CaseState.INVESTIGATION,
        ("case.talks_failed", {"from": "early_resolution", "to": "investigation"}),
    )
    assert "read_talks" not in inquiry.rights("ola", case)
    again = trying(case, Verb.OFFER_EARLY_RESOLUTION, inquiry.by("ola"), **OFFER)
    assert refused(case, again) == (REASONS["no_talks_before"],)


def test_talks_lapse_by_the_clock_alone(inquiry: Inquiry) -> None:
    case = offered(inquiry)
    inquiry.pass_(case, "EARLY_RESOLUTION")
    tasks.lapses()
    case = Case.objects.get(pk=case.pk)
    assert (case.state, last(case)[0]) == (CaseState.INVESTIGATION, "case.talks_lapsed")


def test_words_of_talks_stay_with_the_case_and_open_to_no_reader_of_evidence(inquiry: Inquiry) -> None:
    case = offered(inquiry)
    assert words(case, "proposal", CaseCompartment.CASE) == OFFER["proposal"]
    for name in ("dee", "vera"):
        assert "read_talks" not in inquiry.rights(name, case)
    assert case.view.people.holding(Seat.INVESTIGATOR) == {inquiry.person("ola")}
