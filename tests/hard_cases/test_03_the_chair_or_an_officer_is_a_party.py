"""People named in a report are denied the case automatically, and others replace them; naming everybody empties no desk."""

from dataclasses import replace
from datetime import date

import pytest

from casework.access import the_clock
from casework.procedure.intake.actions import acknowledge_complaint, sweep_conflicts
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import Accused, CaseState, Mention, NotSeen, Seat, Verb
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import REPORT
from tests.casework.taking import take, trying

pytestmark = pytest.mark.django_db


def test_an_accused_officer_is_denied_and_the_outside_alternate_assigns_the_case(
    inquiry: Inquiry,
) -> None:
    case = inquiry.swept(replace(REPORT, accused=(Accused(name="Ines Farrow"),)))
    assert case.view.people.conflict_of(inquiry.person("ines")) is Mention.RECORDED
    assert inquiry.rights("ines", case) == set()
    assert refused(case, lambda: acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))) is NotSeen
    case_ = acknowledge_complaint(reference=case.reference, by=inquiry.by("ivo"))
    assert (case_.state, case_.view.people.acted_as(inquiry.person("ivo"))) == (
        CaseState.SCREENING,
        frozenset({Seat.INTAKE}),
    )


def test_a_screener_complained_of_is_passed_over_by_the_rota(inquiry: Inquiry) -> None:
    case = inquiry.swept(replace(REPORT, accused=(Accused(name="Sol Brand"),)))
    case = acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))
    assert case.view.people.holding(Seat.SCREENER) == {inquiry.person("sam"), inquiry.person("sky")}
    assert refused(case, trying(case, Verb.TRIAGE_CASE, inquiry.by("sol"))) is NotSeen


def test_a_report_about_every_officer_still_has_a_handler_and_somebody_who_rules(
    inquiry: Inquiry,
) -> None:
    everybody = ", ".join(user.name for name, user in inquiry.people.items() if name not in ("rex", "stranger"))
    case = inquiry.swept(replace(REPORT, narrative=f"All of them knew: {everybody}."))
    free = {name for name in inquiry.people if inquiry.rights(name, case)}
    assert free == {"ivo"}

    seat = {"person": inquiry.person("ott"), "seat": Seat.REVIEWER, "reason": "From outside."}
    case = seat_officer(reference=case.reference, by=inquiry.by("ivo"), **seat)
    due = case.clocks.get(name="MENTION", subject=inquiry.person("ines")).due
    assert due is not None
    assert due.date() == date(2026, 3, 5)
    for name in ("ines", "sam", "sky"):
        ruling = {"subject": str(inquiry.person(name)), "stands": "no", "reasons": "A passing word."}
        case = take(case, Verb.RULE_ON_MENTION, inquiry.by("ott"), **ruling)
    assert case.view.people.conflict_of(inquiry.person("ines")) is Mention.LIFTED
    case = sweep_conflicts(reference=case.reference, by=the_clock())
    case = acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))
    assert case.view.people.holding(Seat.SCREENER) == {inquiry.person("sam"), inquiry.person("sky")}
    assert inquiry.rights("sol", case) == set()
