"""Conditions from the report to the case to answer, and of consent."""

from functools import cache

from casework.record.state import CaseView
from casework.record.state.report_votes import seated_deciders, votes_decide
from casework.record.turns.expected import Condition
from casework.vocabulary import AllegationState, ClockName, Seat

ACCUSED = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})


def _alleged(view: CaseView, *states: AllegationState) -> bool:
    return bool(view.allegations.in_state(*states))


def keep_away_lines_wait(view: CaseView) -> bool:
    """Nobody has ruled yet whom a line of the report means."""
    return bool(view.filing.lines_waiting)


def risk_is_not_recorded(view: CaseView) -> bool:
    """The risk is not recorded."""
    return not view.screening.triaged


def respondent_is_unknown(view: CaseView) -> bool:
    """The respondent is not identified."""
    return view.screening.respondent is None


def nothing_is_framed(view: CaseView) -> bool:
    """No allegation is framed."""
    return not view.allegations.all


def scope_is_undecided(view: CaseView) -> bool:
    """An allegation waits for the decision on its scope."""
    return _alleged(view, AllegationState.DRAFTED)


def something_is_in_scope(view: CaseView) -> bool:
    """An allegation is in scope."""
    return _alleged(view, AllegationState.IN_SCOPE)


def identity_is_undecided(view: CaseView) -> bool:
    """It is not decided whether the reporter's identity stays sealed."""
    return view.screening.identity_decision is None


def nothing_can_be_copied(view: CaseView) -> bool:
    """There is no evidence of which the respondent could be given a copy."""
    known = view.evidence
    return not any(one.side not in ACCUSED and one.id not in known.wholly for one in known.all)


def no_copy_is_prepared(view: CaseView) -> bool:
    """No copy of evidence is prepared for the respondent."""
    return not view.evidence.copies


def no_terms_are_written(view: CaseView) -> bool:
    """No terms are written."""
    return view.talks.terms is None


def a_reporter_has_not_accepted(view: CaseView) -> bool:
    """A reporter has not accepted the terms."""
    live = view.people.holding(Seat.COMPLAINANT) - view.joining.withdrawn
    return bool(live - {person for person, seat in view.talks.accepted if seat is Seat.COMPLAINANT})


def respondent_has_not_accepted(view: CaseView) -> bool:
    """The respondent has not accepted the terms."""
    return not any(seat in ACCUSED for _, seat in view.talks.accepted)


def default_is_proposed(view: CaseView) -> bool:
    """A default is proposed."""
    return view.notice.proposed


def notice_is_unacknowledged(view: CaseView) -> bool:
    """The notice is not acknowledged, and the time for it is not over."""
    return not view.notice.acknowledged and not view.over(ClockName.NOTICE_ACK)


def set_aside_is_asked(view: CaseView) -> bool:
    """The respondent asks to set a default aside."""
    return view.notice.set_aside_asked


def no_draft_is_shared(view: CaseView) -> bool:
    """No draft of the report is shared."""
    return view.report.draft is None


@cache
def may_still_comment(side: Seat) -> Condition:
    """Return the condition that a side has not commented on the draft report and may do so."""

    def silent(view: CaseView) -> bool:
        shared = view.report.draft is not None and view.open(ClockName.REPORT_COMMENTS)
        return shared and bool(view.people.holding(side)) and side not in view.report.commented

    silent.__doc__ = f"The draft report is shared, and the {side.value} has not commented and may."
    return silent


def votes_do_not_decide(view: CaseView) -> bool:
    """The votes so far do not decide about the report."""
    return not votes_decide(view)


def a_decider_has_not_voted(view: CaseView) -> bool:
    """A decider has not voted."""
    return bool(seated_deciders(view) - {vote.person for vote in view.report.votes})


@cache
def has_not_signed_offer(side: Seat) -> Condition:
    """Return the condition that a side has not signed the open offer."""
    seats = ACCUSED if side in ACCUSED else frozenset({side})

    def unsigned(view: CaseView) -> bool:
        offer = view.consent.open_offer
        return offer is not None and not offer.signed & seats

    unsigned.__doc__ = f"The {side.value} has not signed the offer."
    return unsigned


def a_reporter_may_speak_on_the_offer(view: CaseView) -> bool:
    """A reporter has not commented on the offer, and the time for it is not over."""
    offer = view.consent.open_offer
    unheard = offer is not None and view.people.holding(Seat.COMPLAINANT) - offer.heard
    return bool(unheard) and not view.over(ClockName.CONSENT_VIEWS)
