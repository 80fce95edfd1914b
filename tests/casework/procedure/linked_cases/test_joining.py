"""Withdrawing, adopting, ending, reopening and linking, on the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.access import the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_officer
from casework.queries.evidence.outgoing import HELD
from casework.vocabulary import CaseState, ClosingCode, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import SINCE
from tests.casework.taking import last, reason, take, trying, words
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
OFFICES = {"prue": Office.PROTECTION_OFFICER, "vic": Office.REVIEWER, "ada": Office.ADVISER, "dia": Office.DPO}


def with_offices(clock: time_machine.Traveller) -> Inquiry:
    """An inquiry in whose society the other offices are held too."""
    cast = Inquiry(clock)
    for key, office in OFFICES.items():
        cast.people[key] = User.objects.create_person(email=f"{key}@society.example", name=f"{key.title()} Held")
        appoint(user=cast.people[key], office=office, since=SINCE)
    return cast


begun = begun_by(with_offices)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


def seat(inquiry: Inquiry, case: Case, name: str, seat: Seat) -> Case:
    wanted = {"person": inquiry.person(name), "seat": seat, "reason": "Of the office."}
    return seat_officer(reference=case.reference, by=inquiry.by("ines"), **wanted)


def asked(inquiry: Inquiry) -> Case:
    case = inquiry.investigation()
    seat(inquiry, case, "vera", Seat.REVIEWER)
    case = seat(inquiry, case, "prue", Seat.PROTECTION_OFFICER)
    said = {"wish": "I am tired of it, knot.", "confirmed": "on"}
    return take(case, Verb.ASK_WITHDRAWAL, inquiry.reporter(case), **said)


ACCEPTED = {"no_adoption": "A small matter, sanderling."}


@begins(asked)
def test_asking_stops_nothing_and_is_read_by_those_who_look_after_reporters(inquiry: Inquiry, case: Case) -> None:
    assert case.state == CaseState.INVESTIGATION
    assert last(case)[0] == "case.withdrawal_asked"
    assert words(case, "wish") == "I am tired of it, knot."
    assert {row.name for row in case.clocks.all()} == {"FEEDBACK", "INVESTIGATION", "STATUS", "WITHDRAWAL_WAIT"}
    readers = {name for name in ("ola", "vera", "prue", "ines") if "read_channel" in inquiry.rights(name, case)}
    assert readers == {"vera", "prue"}
    for name, refusal in (("ola", NoRight), ("rex", NotSeen)):
        assert refused(case, trying(case, Verb.ASK_WITHDRAWAL, inquiry.by(name), confirmed="on")) is refusal


@begins(asked)
def test_a_request_is_taken_back(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.TAKE_BACK_WITHDRAWAL, inquiry.reporter(case), confirmed="on")
    assert (last(case)[0], case.clocks.filter(name="WITHDRAWAL_WAIT").count()) == ("case.withdrawal_taken_back", 0)
    again = trying(case, Verb.TAKE_BACK_WITHDRAWAL, inquiry.reporter(case), confirmed="on")
    assert refused(case, again) == (REASONS["withdrawal_is_yours"],)


@begins(asked)
def test_two_accept_a_withdrawal_after_fourteen_days(inquiry: Inquiry, case: Case) -> None:
    early = trying(case, Verb.ACCEPT_WITHDRAWAL, inquiry.by("vera"), **ACCEPTED)
    assert refused(case, early) == (reason(case, "withdrawal_wait_is_over"), REASONS["coercion_is_checked"])
    (person,) = case.view.people.holding(Seat.COMPLAINANT)
    case = take(case, Verb.CHECK_COERCION, inquiry.by("prue"), subject=str(person), talk="By telephone, stilt.")
    assert (last(case), words(case, "talk")) == (
        ("case.coercion_checked", {"subject": str(person)}),
        "By telephone, stilt.",
    )
    speak = trying(case, Verb.CHECK_COERCION, inquiry.by("vera"), subject=str(person), talk="x")
    assert refused(case, speak) is NoRight
    inquiry.clock.move_to(now() + timedelta(days=15))
    case = take(case, Verb.ACCEPT_WITHDRAWAL, inquiry.by("vera"), inquiry.by("prue"), **ACCEPTED)
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.WITHDRAWN
    assert words(case, "no_adoption") == "A small matter, sanderling."


@begins(asked)
def test_the_only_complaint_is_not_released(inquiry: Inquiry, case: Case) -> None:
    (person,) = case.view.people.holding(Seat.COMPLAINANT)
    inquiry.clock.move_to(now() + timedelta(days=15))
    said = {"subject": str(person), "reasons": "She is free to."}
    release = trying(case, Verb.RELEASE_COMPLAINT, inquiry.by("vera"), **said)
    assert refused(case, release) == (REASONS["another_complaint_lives"],)


@begins(asked)
def test_an_adopted_case_goes_on_and_its_reporter_is_a_witness(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.ADOPT_CASE, inquiry.by("vera"), interest="Others were hurt, whimbrel.")
    (person,) = case.view.people.holding(Seat.COMPLAINANT)
    assert (case.state, case.view.people.seats_of(person)) == (
        CaseState.INVESTIGATION,
        frozenset({Seat.COMPLAINANT, Seat.WITNESS}),
    )
    assert {row.seat for row in case.seatings.filter(person=person)} == {"complainant", "witness"}
    assert words(case, "interest") == "Others were hurt, whimbrel."
    inquiry.clock.move_to(now() + timedelta(days=15))
    accept = trying(case, Verb.ACCEPT_WITHDRAWAL, inquiry.by("vera"), **ACCEPTED)
    assert REASONS["case_is_not_adopted"] in refused(case, accept)
    assert refused(case, trying(case, Verb.ADOPT_CASE, inquiry.by("vera"), interest="x")) == (
        REASONS["case_is_not_adopted"],
    )


@begins(Inquiry.served)
def test_a_death_ends_the_case_by_two_hands_and_no_right_of_the_respondent_is_left(
    inquiry: Inquiry, case: Case
) -> None:
    seat(inquiry, case, "regi", Seat.REGISTRAR)
    case = seat(inquiry, case, "vera", Seat.REVIEWER)
    alone = trying(case, Verb.ABATE_CASE, inquiry.by("dee"), proof="x")
    assert refused(case, alone) is NoRight
    case = take(case, Verb.ABATE_CASE, inquiry.by("regi"), inquiry.by("vera"), proof="A certificate, avocet.")
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.ABATED_BY_DEATH
    assert words(case, "proof") == "A certificate, avocet."
    assert {row.name for row in case.clocks.all()} == {"RETENTION"}


def closed(inquiry: Inquiry) -> Case:
    case, one = inquiry.framed()
    first, second = inquiry.screeners(case)
    said = {f"code_{one.hex}": "out_of_scope", f"reasons_{one.hex}": "Not ours."}
    case = take(case, Verb.DISMISS_CASE, first, second, **said)
    inquiry.clock.move_to(now() + timedelta(days=33))
    return do(Verb.REVIEW_LAPSES, reference=case.reference, by=the_clock())


GROUND = {"kind": "new_evidence", "words": "A mail came up, phalarope."}


@begins(closed)
def test_two_reviewers_reopen_a_case_and_others_screen_it(inquiry: Inquiry, case: Case) -> None:
    before = set(case.view.people.holding(Seat.SCREENER))
    assert refused(case, trying(case, Verb.REOPEN_TO_PANEL, inquiry.by("vera"), **GROUND)) == (
        REASONS["closed_after_charge"],
    )
    case = take(case, Verb.REOPEN_CASE, inquiry.by("vera"), inquiry.by("vic"), **GROUND)
    assert case.state == CaseState.SCREENING
    assert case.closing_code == ""
    assert last(case)[0] == "case.officer_seated"
    new = case.view.people.holding(Seat.SCREENER)
    assert (len(new), new & before) == (1, frozenset())
    assert (
        words(case, "ground", back=2)
        == "There is evidence that could not have been brought before: A mail came up, phalarope."
    )


@begins(closed)
def test_after_two_years_only_fraud_reopens(inquiry: Inquiry, case: Case) -> None:
    inquiry.clock.move_to(now() + timedelta(days=735))
    case = take(case, Verb.REOPEN_CASE, inquiry.by("vera"), **GROUND)
    sign = trying(case, Verb.REOPEN_CASE, inquiry.by("vic"))
    assert refused(case, sign) == (REASONS["within_two_years_unless_fraud"],)


def test_cases_are_linked_in_both_records_and_a_seat_in_one_bars_in_the_other(inquiry: Inquiry) -> None:
    one, other = inquiry.screening(), inquiry.screening()
    by = next(b for b in inquiry.screeners(one) if b.user in {o.user for o in inquiry.screeners(other)})
    said = {"other": other.reference, "reasons": "The same tender, dunlin."}
    one = take(one, Verb.LINK_CASES, by, **said)
    other.refresh_from_db()
    assert [last(case) for case in (one, other)] == [
        ("case.cases_linked", {"other": str(other.id)}),
        ("case.cases_linked", {"other": str(one.id)}),
    ]
    assert [words(case, "reasons") for case in (one, other)] == ["The same tender, dunlin."] * 2
    assert refused(one, trying(one, Verb.LINK_CASES, by, **said)) == (REASONS["link_is_new"],)
    seat(inquiry, one, "ola", Seat.INVESTIGATOR)
    barred = lambda: seat(inquiry, other, "ola", Seat.DECIDER)  # noqa: E731
    assert refused(other, barred) == (REASONS["person_is_free_to_sit"],)
    take(one, Verb.SEVER_CASES, by, other=other.reference, reasons="Two tenders after all.")
    assert [ledger.stream(case.stream)[-1].type for case in (one, other)] == ["case.cases_severed"] * 2
    assert refused(one, trying(one, Verb.SEVER_CASES, by, **said)) == (REASONS["a_case_is_linked"],)


@pytest.mark.parametrize(
    "typed", [lambda case: case.reference[3:].lower(), lambda case: case.reference[3:7], lambda case: "amber plover"]
)
def test_the_other_case_is_named_as_in_a_search(inquiry: Inquiry, typed: Callable[[Case], str]) -> None:
    one, other = inquiry.screening(), inquiry.screening()
    for row, name in ((one, "Grey Heron"), (other, "Amber Plover")):
        Case.objects.filter(pk=row.pk).update(code_name=name)
    by = next(b for b in inquiry.screeners(one) if b.user in {o.user for o in inquiry.screeners(other)})
    one = take(one, Verb.LINK_CASES, by, other=typed(other), reasons="One tender.")
    assert one.view.joining.linked == {other.pk}


def test_the_reasons_of_a_link_hold_no_sealed_name_of_either_case(inquiry: Inquiry) -> None:
    one, other = inquiry.screening(), inquiry.screening()
    by = next(b for b in inquiry.screeners(one) if b.user in {o.user for o in inquiry.screeners(other)})
    link = trying(one, Verb.LINK_CASES, by, other=other.reference, reasons="Both from Pia Sandgrouse.")
    said = refused(one, link)
    assert (said[0], "Look in “Reasons”." in said[1]) == (str(HELD), True)


def test_words_that_match_several_cases_link_none_of_them(inquiry: Inquiry) -> None:
    one, other = inquiry.screening(), inquiry.screening()
    Case.objects.filter(pk__in=[one.pk, other.pk]).update(code_name="Amber Plover")
    by = next(b for b in inquiry.screeners(one) if b.user in {o.user for o in inquiry.screeners(other)})
    link = trying(one, Verb.LINK_CASES, by, other="amber plover", reasons="x")
    assert refused(one, link) == (REASONS["other_case_is_found"],)


def test_a_case_that_is_not_seen_and_one_that_does_not_exist_are_refused_alike(inquiry: Inquiry) -> None:
    one, other = inquiry.screening(), inquiry.screening()
    mine = {b.user for b in inquiry.screeners(other)}
    by = next(b for b in inquiry.screeners(one) if b.user not in mine)
    Case.objects.filter(pk=other.pk).update(code_name="Amber Plover")
    for reference in (other.reference, other.reference[3:].lower(), "amber plover", "OB-XXXX-XXXX"):
        link = trying(one, Verb.LINK_CASES, by, other=reference, reasons="x")
        assert refused(one, link) == (REASONS["other_case_is_found"],)
