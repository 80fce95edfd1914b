"""Nobody is pressed out of a report, nobody is treated worse for one, and who lies knowingly answers for that elsewhere."""

from datetime import timedelta

import pytest

from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import sweep_conflicts
from casework.procedure.seats.actions import seat_officer
from casework.queries.threads.follow_up import own_cases
from casework.vocabulary import CaseState, ClosingCode, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take, trying

pytestmark = pytest.mark.django_db


def asked(inquiry: Inquiry) -> Case:
    """Pia asks to withdraw; Vera and Prue will answer her."""
    case = inquiry.investigation()
    for name, seat in (("vera", Seat.REVIEWER), ("prue", Seat.PROTECTION_OFFICER)):
        given = {"person": inquiry.person(name), "seat": seat, "reason": "Of the office."}
        case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **given)
    wish = {"wish": "They say I lose my place, knot.", "confirmed": "on"}
    return take(case, Verb.ASK_WITHDRAWAL, inquiry.reporter(case), **wish)


def beside(case: Case) -> Case:
    other = Case.objects.exclude(pk=case.pk).get(linked=case.linked)
    return sweep_conflicts(reference=other.reference, by=the_clock())


def test_a_withdrawal_under_pressure_is_refused_and_retaliation_is_its_own_case(inquiry: Inquiry) -> None:
    case = asked(inquiry)
    reporter = inquiry.reporter(case)
    harm = {"who": "Rex Marlowe", "detriment": "My shifts are gone, knot.", "first_day": "2026-03-02"}
    case = take(case, Verb.REPORT_RETALIATION, reporter, **harm)
    other = beside(case)
    assert own_cases(reporter.user) == [case.reference, other.reference]
    for name in ("ola", "vera", "ines"):
        assert refused(other, trying(other, Verb.RECUSE_OFFICER, inquiry.by(name), confirmed="on")) is NotSeen

    inquiry.clock.move_to(now() + timedelta(days=15))
    accept = trying(case, Verb.ACCEPT_WITHDRAWAL, inquiry.by("vera"), no_adoption="It is small.")
    assert refused(case, accept) == (REASONS["coercion_is_checked"],)
    (pia,) = case.view.people.holding(Seat.COMPLAINANT)
    take(case, Verb.CHECK_COERCION, inquiry.by("prue"), subject=str(pia), talk="She is pressed, knot.")
    case = take(case, Verb.ADOPT_CASE, inquiry.by("vera"), interest="Nobody may be pressed out of a report.")
    assert refused(case, accept)[-1] == REASONS["case_is_not_adopted"]
    assert (case.state, case.view.people.seats_of(pia)) == (
        CaseState.INVESTIGATION,
        frozenset({Seat.COMPLAINANT, Seat.WITNESS}),
    )


def test_a_knowing_falsehood_is_looked_at_by_others_and_closes_nothing(inquiry: Inquiry) -> None:
    case = asked(inquiry)
    (pia,) = case.view.people.holding(Seat.COMPLAINANT)
    take(case, Verb.CHECK_COERCION, inquiry.by("prue"), subject=str(pia), talk="Nobody presses her.")
    inquiry.clock.move_to(now() + timedelta(days=15))
    case = take(case, Verb.ACCEPT_WITHDRAWAL, inquiry.by("vera"), inquiry.by("prue"), no_adoption="It was made up.")
    lie = {
        "who": "The person who reported",
        "falsehood": "The mail was made up.",
        "said_on": "2026-03-02",
        "shown": "on",
    }
    case = take(case, Verb.REFER_BAD_FAITH, inquiry.by("vera"), inquiry.by("vic"), **lie)
    other = beside(case)
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.WITHDRAWN
    assert last(case) == ("case.bad_faith_referred", {"other": str(other.pk)})
    handled = frozenset(inquiry.person(name) for name in ("vera", "vic", "ola", "ines")) | case.view.people.holding(
        Seat.SCREENER
    )
    assert (other.state, other.view.people.barred) == (CaseState.SUBMITTED, handled)
