"""Conditions of the panel, the hearing and the deliberation."""

from functools import cache

from casework.record.state import CaseView
from casework.record.state.eligibility import (
    challenged_members,
    seated_appeal_panel,
    seated_panel,
    silent,
    yet_to_declare,
)
from casework.record.state.hearing_notice import notice_came_late
from casework.record.turns.expected import Condition
from casework.vocabulary import ClockName, PanelState, Seat


def a_challenge_waits(view: CaseView) -> bool:
    """A challenge to a member of the panel waits for a ruling."""
    return bool(challenged_members(view))


def panel_is_incomplete(view: CaseView) -> bool:
    """No panel is named, one of its members no longer sits, or one did not declare in time."""
    named, sitting = view.panel.state in (PanelState.NAMED, PanelState.LISTED), seated_panel(view)
    return not named or len(sitting) < view.panel.size or bool(silent(view, sitting))


def a_panel_member_has_to_declare(view: CaseView) -> bool:
    """Somebody on the panel has not declared."""
    return bool(yet_to_declare(view, seated_panel(view)))


def an_appeal_member_has_to_declare(view: CaseView) -> bool:
    """Somebody on the appeal panel has not declared."""
    return bool(yet_to_declare(view, seated_appeal_panel(view)))


def a_declaration_waits(view: CaseView) -> bool:
    """What somebody told waits for a ruling."""
    return bool(view.declarations.waiting - view.people.barred)


def panel_list_is_not_served(view: CaseView) -> bool:
    """The list of the panel is not served."""
    return view.panel.state is PanelState.NAMED


def panel_fell_apart(view: CaseView) -> bool:
    """The panel has too few members left, or no chair."""
    left = seated_panel(view)
    least = view.rules.bodies["panel"].least(view.panel.size)
    return len(left) < least or not left & view.people.holding(Seat.PANEL_CHAIR)


def bundle_is_not_served(view: CaseView) -> bool:
    """No bundle is served, and the hearing is not open."""
    return not view.hearing.bundle and not view.hearing.open


def respondent_is_asked_about_days(view: CaseView) -> bool:
    """Days are offered for the hearing, and the respondent's side has not answered in time."""
    last, said = view.panel.answer_by, {person for person, _answers in view.panel.day_answers}
    side = view.people.holding(Seat.RESPONDENT) | view.people.holding(Seat.REPRESENTATIVE)
    return last is not None and view.today <= last and not side & said


def hearing_is_not_open(view: CaseView) -> bool:
    """The hearing is not open."""
    return not view.hearing.open


def hearing_notice_came_late(view: CaseView) -> bool:
    """The hearing is not open, and nothing shows that the notice came in time for its day."""
    return notice_came_late(view)


def no_sitting_is_recorded(view: CaseView) -> bool:
    """The hearing is open, and no sitting is recorded."""
    return view.hearing.open and view.hearing.throughout is None


def minute_is_to_be_given(view: CaseView) -> bool:
    """The minute has lines that were not given to both sides as they stand; the findings are not saved."""
    return bool(view.hearing.minute) and not view.hearing.minute_given and not view.deliberation.saved


@cache
def minute_is_to_be_approved_by(seat: Seat) -> Condition:
    """Return the condition that somebody in a seat of the panel may still approve the minute."""

    def wanted(view: CaseView) -> bool:
        sit = seated_panel(view) & view.people.holding(seat)
        return view.open(ClockName.MINUTE_APPROVAL) and bool(sit - view.hearing.minute_approved)

    wanted.__doc__ = f"The minute was given, and the {seat.label.lower()} has not approved it."
    return wanted


def late_evidence_waits(view: CaseView) -> bool:
    """Late evidence waits for a ruling, and no reviewer has to look through it first."""
    return bool(view.deliberation.late - view.evidence.unread)


def late_evidence_needs_a_hearing(view: CaseView) -> bool:
    """Late evidence was admitted and has to be heard; the findings are not saved."""
    return view.deliberation.late_admitted and not view.deliberation.saved


@cache
def first_view_is_wanted_of(seat: Seat) -> Condition:
    """Return the condition that somebody in a seat of the panel has formed no first view, and no findings are saved."""

    def wanted(view: CaseView) -> bool:
        known = view.deliberation
        return not known.saved and bool((seated_panel(view) & view.people.holding(seat)) - known.first_views)

    wanted.__doc__ = f"{seat.label} has formed no first view."
    return wanted


@cache
def findings_are_not_signed_by(seat: Seat) -> Condition:
    """Return the condition that somebody in a seat of the panel has not signed findings that are not saved."""

    def wanted(view: CaseView) -> bool:
        known = view.deliberation
        return not known.saved and bool((seated_panel(view) & view.people.holding(seat)) - known.signers)

    wanted.__doc__ = f"{seat.label} has not signed the findings."
    return wanted


def findings_are_not_saved(view: CaseView) -> bool:
    """The findings are not saved."""
    return not view.deliberation.saved


def nothing_may_weigh_yet(view: CaseView) -> bool:
    """Something is proven, and the panel has not named what may weigh."""
    return bool(view.deliberation.proven_findings) and not view.deliberation.may_be


def nothing_is_proven(view: CaseView) -> bool:
    """The findings are saved, and nothing is proven."""
    return view.deliberation.saved and not view.deliberation.proven_findings


def respondent_may_speak_on_sanction(view: CaseView) -> bool:
    """The respondent has not spoken on the sanction and may."""
    return not view.deliberation.views_filed and view.open(ClockName.SANCTION_VIEWS)
