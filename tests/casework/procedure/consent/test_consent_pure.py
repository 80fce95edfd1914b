"""Consent, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.record.events import ConsentAccepted, Terms
from casework.record.state.board import Ballot
from casework.record.state.people import PeoplePart
from casework.record.state.screening import ScreeningPart
from casework.vocabulary import (
    AllegationState,
    BallotState,
    CaseState,
    ClockName,
    ConsentState,
    NotNow,
    RequestKind,
    Route,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from policy.quorum import Electorate, Option
from policy.rules import Level
from tests.casework.lower_terms import with_lower
from tests.casework.panel_road import CLEO, OLA, REX, bundled, charge, charged, formed, listed
from tests.casework.pure import CLOCK, PureCase, someone

CARA = (someone("cara"), Seat.CONSENT_APPROVER)
BEA = (someone("bea"), Seat.BOARD_SECRETARY)
WIM = (someone("wim"), Seat.COMPLAINANT)
WANDA = (someone("wanda"), Seat.COMPLAINANT)
SPEAKER = (someone("speaker"), Seat.REPRESENTATIVE)
TERM = with_lower(Terms(level=Level.L2))


def offered(**known: Any) -> PureCase:
    case = charged(**{"people": PeoplePart(seats=frozenset({REX, OLA, WIM}))} | known)
    case.do(Verb.PROPOSE_CONSENT, by=OLA, terms=TERM)
    return case


def heard_from(case: PureCase) -> None:
    """Let the reporter say something on the offer."""
    case.do(Verb.COMMENT_ON_CONSENT, by=WIM)


def signed(case: PureCase, *sides: Any) -> None:
    """Let sides sign the offer in hand."""
    for by in sides:
        case.do(Verb.SIGN_CONSENT, by=by, offer=case.view.consent.offers[-1].id)


def accepted(case: PureCase) -> PureCase:
    signed(case, REX, OLA)
    heard_from(case)
    case.do(Verb.ACCEPT_CONSENT, by=CARA, reasons_written=True)
    return case


def refused(case: PureCase, verb: Verb, *, by: Any, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


@pytest.mark.parametrize("by", [OLA, REX])
def test_either_side_may_offer_and_the_panel_waits(by: Any) -> None:
    case = listed()
    case.do(Verb.PROPOSE_CONSENT, by=by, terms=TERM)
    assert (case.state, case.consent_from) == (CaseState.CONSENT_PROPOSED, CaseState.PANEL_FORMING)
    waiting = {run.name: run.waiting for run in case.view.clocks if run.running}
    assert waiting == {ClockName.PANEL_CHALLENGE: True, ClockName.CONSENT: False, ClockName.CONSENT_VIEWS: False}


@pytest.mark.parametrize("terms", [Terms(level=Level.L4), Terms(level=Level.L0), Terms(level=Level.L2, term_days=30)])
def test_a_term_outside_the_range_is_not_offered(terms: Terms) -> None:
    case = charged()
    assert refused(case, Verb.PROPOSE_CONSENT, by=OLA, terms=terms) == (REASONS["term_is_inside_the_matrix"],)
    assert case.consent_from == ""


@pytest.mark.parametrize(("severity", "allowed"), [(1, True), (3, True), (4, False), (None, False)])
def test_the_gravest_matters_are_not_settled_by_consent(severity: int | None, allowed: bool) -> None:
    case = charged(charge(severity=severity), screening=ScreeningPart(severity=None))
    assert (REASONS["severity_allows_consent"] not in case.reasons(Verb.PROPOSE_CONSENT, by=OLA)) is allowed


def test_two_offers_are_enough() -> None:
    case = offered()
    case.do(Verb.REJECT_CONSENT, by=REX, reasons_written=False)
    case.do(Verb.PROPOSE_CONSENT, by=REX, terms=TERM)
    case.do(Verb.REJECT_CONSENT, by=CARA, reasons_written=True)
    assert case.reasons(Verb.PROPOSE_CONSENT, by=OLA) == [REASONS["fewer_than_two_offers"]]


def test_a_rejected_offer_returns_the_case_to_where_it_was() -> None:
    case = formed()
    case.do(Verb.PROPOSE_CONSENT, by=REX, terms=TERM)
    case.do(Verb.REJECT_CONSENT, by=OLA, reasons_written=False)
    assert (case.state, case.view.consent.offers[0].state) == (CaseState.HEARING, ConsentState.REJECTED)
    assert case.view.consent.open_offer is None


def test_an_offer_shortly_before_the_hearing_needs_the_chairs_leave() -> None:
    case = formed()
    asks = {"kind": RequestKind.LATE_OFFER, "words_written": True}
    assert case.reasons(Verb.PROPOSE_CONSENT, by=OLA) == []
    assert refused(case, Verb.MAKE_REQUEST, by=REX, **asks) == (REASONS["an_offer_needs_leave"],)
    held = case.view.hearing.on
    assert held is not None
    case.wait(days=(held - case.view.today).days - 13)
    for by in (OLA, REX):
        assert case.reasons(Verb.PROPOSE_CONSENT, by=by) == [REASONS["hearing_is_not_near_or_leave_was_given"]]
    case.do(Verb.MAKE_REQUEST, by=REX, **asks)
    (asked,) = case.view.requests.waiting
    case.do(Verb.ANSWER_REQUEST, by=CLEO, request=asked.id, granted=True, reasons_written=True)
    assert [case.reasons(Verb.PROPOSE_CONSENT, by=by) for by in (OLA, REX)] == [[], []]


def test_an_offer_lapses_with_its_time_and_not_before() -> None:
    case = offered()
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    case.wait(days=21)
    early, running = case.reasons(Verb.CONSENT_LAPSES, by=CLOCK), case.reason("consent_time_is_over")
    case.wait(days=1)
    case.do(Verb.CONSENT_LAPSES, by=CLOCK)
    assert (early, case.state) == ([running], CaseState.PANEL_FORMING)


def test_an_offer_says_all_that_it_lacks() -> None:
    case = offered()
    assert case.reasons(Verb.ACCEPT_CONSENT, by=CARA) == [
        REASONS["full_admission_is_signed"],
        REASONS["both_sides_signed_the_term"],
        case.reason("reporter_was_heard"),
    ]


@pytest.mark.parametrize(
    ("side", "lacking"),
    [
        (OLA, ["full_admission_is_signed", "both_sides_signed_the_term"]),
        (SPEAKER, ["both_sides_signed_the_term"]),
    ],
)
def test_both_sides_sign(side: Any, lacking: list[str]) -> None:
    case = offered()
    signed(case, side)
    heard_from(case)
    assert case.reasons(Verb.ACCEPT_CONSENT, by=CARA) == [REASONS[name] for name in lacking]


def test_a_side_signs_once_by_any_of_its_speakers() -> None:
    case = offered()
    signed(case, SPEAKER, OLA)
    for by in (REX, SPEAKER, OLA):
        assert case.reasons(Verb.SIGN_CONSENT, by=by) == [REASONS["side_has_not_signed"]]


def test_nobody_signs_an_offer_that_took_the_place_of_the_one_they_read() -> None:
    case = offered()
    read = case.view.consent.offers[-1].id
    case.do(Verb.REJECT_CONSENT, by=OLA, reasons_written=False)
    case.do(Verb.PROPOSE_CONSENT, by=OLA, terms=with_lower(Terms(level=Level.L3)))
    assert refused(case, Verb.SIGN_CONSENT, by=REX, offer=read) == (REASONS["term_is_unchanged"],)


def test_the_second_offer_is_signed_anew() -> None:
    case = offered()
    signed(case, REX)
    case.do(Verb.REJECT_CONSENT, by=OLA, reasons_written=False)
    case.do(Verb.PROPOSE_CONSENT, by=REX, terms=TERM)
    offer = case.view.consent.open_offer
    assert offer is not None
    assert (offer.signed, offer.signatories, offer.heard) == (frozenset(), frozenset({REX[0]}), frozenset())


def test_the_reporter_is_heard_or_the_time_is_over() -> None:
    case = offered()
    signed(case, REX, OLA)
    assert case.reasons(Verb.ACCEPT_CONSENT, by=CARA) == [case.reason("reporter_was_heard")]
    case.wait(days=20)
    assert case.reasons(Verb.ACCEPT_CONSENT, by=CARA) == []
    assert case.reasons(Verb.COMMENT_ON_CONSENT, by=WIM) == [case.reason("consent_views_are_open")]


def test_every_reporter_of_the_case_is_heard() -> None:
    case = offered(people=PeoplePart(seats=frozenset({REX, OLA, WIM, WANDA})))
    signed(case, REX, OLA)
    heard_from(case)
    assert case.reasons(Verb.ACCEPT_CONSENT, by=CARA) == [case.reason("reporter_was_heard")]
    assert case.reasons(Verb.COMMENT_ON_CONSENT, by=WIM) == [REASONS["consent_is_not_commented_by_you"]]
    case.do(Verb.COMMENT_ON_CONSENT, by=WANDA)
    assert case.reasons(Verb.ACCEPT_CONSENT, by=CARA) == []


@pytest.mark.parametrize("hand", [OLA, REX], ids=["who made it", "who signed it"])
def test_nobody_approves_an_offer_they_had_a_hand_in(hand: Any) -> None:
    case = offered()
    signed(case, REX, OLA)
    heard_from(case)
    both = (*hand, Seat.CONSENT_APPROVER)
    assert case.reasons(Verb.ACCEPT_CONSENT, by=both) == [REASONS["approver_had_no_hand_in_it"]]


def test_an_approver_says_why_not_and_a_side_need_not() -> None:
    case = offered()
    said = refused(case, Verb.REJECT_CONSENT, by=CARA, reasons_written=False)
    assert said == (REASONS["rejection_reasons_are_written"],)


def test_approval_needs_reasons() -> None:
    case = offered()
    signed(case, REX, OLA)
    heard_from(case)
    reasons = refused(case, Verb.ACCEPT_CONSENT, by=CARA, reasons_written=False)
    assert (reasons, case.route) == ((REASONS["approval_reasons_are_written"],), "")


def test_an_accepted_offer_stands_for_findings_and_recommendation() -> None:
    case = accepted(offered())
    event = case.happened[-1].event
    assert isinstance(event, ConsentAccepted)
    assert case.state == CaseState.BOARD_DECISION
    assert case.route == Route.CONSENT
    assert event.level == Level.L2
    assert [one.state for one in case.view.allegations.all] == [AllegationState.ADMITTED]
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.BOARD_VOTE}


def sent_back(case: PureCase) -> PureCase:
    """Let the board have voted to send the case back."""
    motion = (Option.REMIT,)
    ballot = Ballot(
        id=uuid4(),
        pack=uuid4(),
        voters=frozenset(),
        electorate=Electorate(filled=3),
        motions=motion,
        closes_at=case.now,
        state=BallotState.CARRIED,
        carried=Option.REMIT,
    )
    case.view = replace(case.view, board=replace(case.view.board, ballot=ballot))
    return case


def test_a_returned_offer_counts_as_not_made_and_a_hearing_gets_a_new_day() -> None:
    case = bundled()
    case.do(Verb.PROPOSE_CONSENT, by=REX, terms=TERM)
    sent_back(accepted(case))
    day = case.view.today + timedelta(days=40)
    case.do(Verb.RETURN_CONSENT, by=BEA, defect_written=True, hearing_on=day)
    known = case.view
    assert case.state == CaseState.HEARING
    assert known.hearing.on == day
    assert known.consent.offers_made == 0
    assert [one.state for one in known.allegations.all] == [AllegationState.CHARGED]
    running = {run.name: run.due and known.day_of(run.due) for run in known.clocks if run.running}
    # Two business days, over Easter, before the fourteenth day: the pages count as served so much later.
    assert running == {ClockName.HEARING_NOTICE: None, ClockName.BUNDLE: date(2026, 4, 2)}


@pytest.mark.parametrize("days", [None, 30])
def test_a_hearing_that_goes_on_needs_a_day_far_enough_ahead(days: int | None) -> None:
    case = bundled()
    case.do(Verb.PROPOSE_CONSENT, by=REX, terms=TERM)
    sent_back(accepted(case))
    day = None if days is None else case.view.today + timedelta(days=days)
    assert refused(case, Verb.RETURN_CONSENT, by=BEA, defect_written=True, hearing_on=day) == (
        REASONS["hearing_is_30_days_ahead"],
    )


def test_an_offer_returned_before_a_panel_was_formed_needs_no_day() -> None:
    case = sent_back(accepted(offered()))
    case.do(Verb.RETURN_CONSENT, by=BEA, defect_written=True)
    assert (case.state, {run.name for run in case.view.clocks if run.running}) == (
        CaseState.PANEL_FORMING,
        {ClockName.PANEL_LIST},
    )


def test_a_defect_is_written_before_an_offer_is_returned() -> None:
    case = sent_back(accepted(offered()))
    assert refused(case, Verb.RETURN_CONSENT, by=BEA, defect_written=False) == (REASONS["defect_is_written"],)


def test_the_board_returns_an_offer_only_when_it_voted_to() -> None:
    case = accepted(offered())
    assert case.reasons(Verb.RETURN_CONSENT, by=BEA) == [REASONS["ballot_carried_a_remittal"]]
