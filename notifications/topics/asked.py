"""Somebody for whom something waits, and whether something waits for them on a panel, the board or an appeal panel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from casework.record.clocks import ENDS_A_WINDOW
from casework.record.rights import rights_of
from casework.record.rights.posting import poster_of
from casework.record.rights.second_readers import waiting_for
from casework.record.state import CaseView, appeal_votes, report_votes
from casework.record.state.eligibility import challenged_appeal_members, seated_panel
from casework.record.state.requests import requests_for
from casework.record.state.service import Sent
from casework.record.turns import EXPECTED, Expected, expected_now
from casework.record.turns.alongside import LEADING
from casework.vocabulary import AppealState, CaseState, ClockName, ConsentState, Mention, Seat, Verb
from casework.vocabulary.states import EVERYWHERE, INQUIRY, INTAKE


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The person for whom something waits, by pseudonym, in one of their seats."""

    person: UUID
    seat: Seat


def its_work_goes_on(view: CaseView, asked: Asked) -> bool:
    """Whether the work of a seat is not over, as that of a screener is once an investigation was opened."""
    return view.state in WORKS_IN.get(asked.seat, EVERYWHERE)


WORKS_IN: Mapping[Seat, frozenset[CaseState]] = {
    Seat.SCREENER: frozenset().union(*(states for states, seats in LEADING if Seat.SCREENER in seats)),
    Seat.DECIDER: INTAKE | INQUIRY | {CaseState.CASE_TO_ANSWER, CaseState.CONSENT_PROPOSED},
}
"""The states in which a seat has work, if it has none later."""


def challenge_is_theirs_to_rule_on(view: CaseView, asked: Asked) -> bool:
    return bool(view.panel.challenged) and asked.person not in view.panel.challenged


def days_are_asked(view: CaseView, asked: Asked) -> bool:
    """Whether days are offered and the person has not answered in time."""
    last, said = view.panel.answer_by, {person for person, _answers in view.panel.day_answers}
    return last is not None and view.today <= last and asked.person not in said


def request_is_theirs(view: CaseView, asked: Asked) -> bool:
    return bool(requests_for(view, frozenset({asked.seat})))


def document_is_owed(view: CaseView, _asked: Asked) -> bool:
    return bool(view.requests.orders)


def is_to_declare(view: CaseView, asked: Asked) -> bool:
    if asked.seat is not Seat.BOARD_MEMBER:
        return asked.person not in view.declarations.free | view.declarations.waiting
    ballot = view.board.ballot
    declared = view.board.declared | view.declarations.waiting
    return asked.person not in declared and not (ballot is not None and ballot.is_running)


def declaration_waits(view: CaseView, _asked: Asked) -> bool:
    return bool(view.declarations.waiting - view.people.barred)


def vote_is_not_cast(view: CaseView, asked: Asked) -> bool:
    """Whether the person may vote in the ballot that is open, and has not voted."""
    ballot = view.board.ballot
    if ballot is None or not ballot.is_open or not ballot.keys or asked.person not in ballot.voters:
        return False
    return asked.person not in ballot.voted


def letter_waits(view: CaseView, _asked: Asked) -> bool:
    """Whether the letter of a decision waits for its chair."""
    return view.decision_letter.waits_for_chair


def minute_waits_for_them(view: CaseView, asked: Asked) -> bool:
    """Whether the minute of the hearing was given, and this member of the panel has not approved it."""
    return view.hearing.minute_given and asked.person not in view.hearing.minute_approved


def first_view_is_theirs_to_give(view: CaseView, asked: Asked) -> bool:
    """Whether the panel deliberates on the findings, and this member of it has formed no first view."""
    known = view.deliberation
    return not known.saved and asked.person in seated_panel(view) - known.first_views


def findings_are_theirs_to_sign(view: CaseView, asked: Asked) -> bool:
    """Whether each member of the panel has formed a first view, and this one has not signed the findings."""
    known, panel = view.deliberation, seated_panel(view)
    return not known.saved and panel <= known.first_views and asked.person in panel - known.signers


def minutes_wait_for_them(view: CaseView, asked: Asked) -> bool:
    """Whether the person sat, has not approved the minutes, and nobody asked for a correction."""
    minutes = view.board.minutes
    return minutes is not None and not minutes.correction_waits and asked.person in view.board.to_approve


def late_application_waits(view: CaseView, _asked: Asked) -> bool:
    return view.appeal.late_pending


def appeal_is_to_be_sifted(view: CaseView, _asked: Asked) -> bool:
    return bool(view.appeal.in_state(AppealState.LODGED))


def grounds_wait_for_them(view: CaseView, asked: Asked) -> bool:
    """Whether an appeal was heard, the vote on its grounds runs, and the person has not voted."""
    heard = view.appeal.in_state(AppealState.HEARD)
    voted = {person for person, _right in view.appeal.votes}
    return bool(heard) and view.appeal.found is None and asked.person not in voted


def vote_ended_without_them(view: CaseView, asked: Asked) -> bool:
    """Whether the vote of their body ended before this person had voted."""
    if asked.seat is Seat.DECIDER:
        return report_votes.vote_ended_without(view, asked.person)
    return appeal_votes.vote_ended_without(view, asked.person)


def report_waits_for_them(view: CaseView, asked: Asked) -> bool:
    """Whether the final report waits for this decider: for their vote, or for what follows once the votes decide."""
    voted = {vote.person for vote in report_votes.counted_votes(view)}
    return asked.person not in voted or report_votes.votes_decide(view)


def appeal_challenge_is_theirs_to_rule_on(view: CaseView, asked: Asked) -> bool:
    challenged = challenged_appeal_members(view)
    return bool(challenged) and asked.person not in challenged


def new_evidence_waits(view: CaseView, _asked: Asked) -> bool:
    return bool(view.appeal_hearing.waiting)


def withholding_waits(view: CaseView, _asked: Asked) -> bool:
    return bool(view.evidence.proposed)


def copy_is_owed(view: CaseView, _asked: Asked) -> bool:
    return bool(view.evidence.owed)


def message_is_theirs_to_read(view: CaseView, asked: Asked) -> bool:
    """Whether a message that somebody else wrote waits for this person as second reader."""
    return bool(waiting_for(view, frozenset({asked.seat}), asked.person))


def mention_waits(view: CaseView, _asked: Asked) -> bool:
    return any(one.state is Mention.PROVISIONAL for one in view.people.conflicts)


def filing_waits(view: CaseView, _asked: Asked) -> bool:
    return bool(view.evidence.unread)


def no_interim_panel(view: CaseView, _asked: Asked) -> bool:
    return not view.people.holding(Seat.INTERIM_MEMBER) - view.people.barred


def no_approver(view: CaseView, _asked: Asked) -> bool:
    return view.consent.open_offer is not None and not view.people.holding(Seat.CONSENT_APPROVER) - view.people.barred


def waits_for_its_day(view: CaseView, clock: ClockName) -> bool:
    """Whether a clock stops only with a hearing that is set for a later day: until then nobody can do anything about it."""
    day = view.appeal_hearing.on
    return clock is ClockName.APPEAL_HEARING and day is not None and view.today < day


def escalated_clock_runs(view: CaseView, _asked: Asked) -> bool:
    """Whether a clock that was escalated is still late. The end of a window makes nobody late."""
    escalated = (one for one in view.people.escalations if one.clock not in ENDS_A_WINDOW)
    late = (one for one in escalated if not waits_for_its_day(view, one.clock))
    return any(view.over(one.clock, one.subject) for one in late)


def offer_is_signed(view: CaseView, _asked: Asked) -> bool:
    offer = view.consent.open_offer
    return offer is not None and offer.state is ConsentState.SIGNED


def letters_are_theirs(view: CaseView, asked: Asked) -> bool:
    """Whether a person posts a letter that is not served, and has not signed its proof, which waits for somebody else."""
    return bool(letters_of(view, asked))


def a_letter_back_is_theirs(view: CaseView, asked: Asked) -> bool:
    """Whether such a letter of theirs came back and is to be posted: once more, or as a reminder that is left."""
    known, theirs = view.service, letters_of(view, asked)
    back = (one for one in known.unserved if one.about in theirs)
    return any(known.to_post_again_since(one.about) or _is_reminded_by_post(view, one) for one in back)


def _is_reminded_by_post(view: CaseView, letter: Sent) -> bool:
    known = view.service
    return known.mail_failed(letter.about) and known.first_day_of_reminder(letter, view.rules) is not None


def letters_of(view: CaseView, asked: Asked) -> set[UUID]:
    """Return the letters that are not served, that a person posts, and whose proof they have not signed."""
    proofs = view.proposals.all_of(Verb.RECORD_SERVICE)
    signed = {one.subject for one in proofs if asked.person in {signer for signer, _ in one.signers}}
    left = (one for one in view.service.unserved if one.about not in signed)
    return {one.about for one in left if poster_of(view, one) is asked.seat}


def signed_by(view: CaseView, asked: Asked) -> set[Verb]:
    """Return the steps that a person has signed and that wait for others."""
    return {one.step for one in view.proposals.waiting if asked.person in {signer for signer, _ in one.signers}}


def rows_left(view: CaseView, asked: Asked) -> Iterator[Expected]:
    """Yield what is expected now and what ends the stage, without the steps that the person signed and that wait for others."""
    ends = EXPECTED.get(view.state, ())[-1:] if view.state else ()
    signed = signed_by(view, asked)
    yield from (one for one in (*expected_now(view), *ends) if signed.isdisjoint(one.verbs))


def signature_waits(view: CaseView, asked: Asked) -> bool:
    """Whether a step waits that the person may sign and has not signed."""
    rights = rights_of(asked.seat, view, asked.person)
    waiting = (one for one in view.proposals.waiting if one.step in rights)
    return any(asked.person not in {signer for signer, _ in one.signers} for one in waiting)


def step_came_back(view: CaseView, asked: Asked) -> bool:
    """Whether a step that the person put forward was sent back, and the seat may still take it."""
    rights = rights_of(asked.seat, view, asked.person)
    back = view.proposals.returned_to(asked.person)
    return any(one.step in rights and not one.taken_back for one in back)


def step_is_signed_in_part(view: CaseView, asked: Asked) -> bool:
    """Whether somebody signed a step that the person put forward, and it waits for more signatures."""
    own = (one for one in view.proposals.waiting if one.signers[0][0] == asked.person)
    return any(len(one.signers) > 1 for one in own)


def step_was_taken(view: CaseView, asked: Asked) -> bool:
    """Whether others signed a step that the person had put forward, and so took it."""
    return any(one.proposer == asked.person for one in view.proposals.taken)


def step_stayed_unsigned(view: CaseView, asked: Asked) -> bool:
    """Whether a move of the case ended a step that the person had put forward, and nobody has put it forward since."""
    return bool(view.proposals.unsigned_of(asked.person))


def step_was_left(view: CaseView, asked: Asked) -> bool:
    """Whether a step came back to somebody who has since left the case, and this person may take it in the same seat."""
    rights = rights_of(asked.seat, view, asked.person)
    return any(one.step in rights for one in view.proposals.left_to(asked.person, {asked.seat}))


def is_not_erased(view: CaseView, _asked: Asked) -> bool:
    return view.holding.erased_on is None


def blind_reading_runs(view: CaseView, _asked: Asked) -> bool:
    return view.open(ClockName.BLIND_READING)


def readers_are_far_apart(view: CaseView, _asked: Asked) -> bool:
    """Whether two readers of the risk differ widely, and the case is still open."""
    return view.screening.readers_are_far_apart and view.state is not CaseState.CLOSED


def is_their_turn(view: CaseView, asked: Asked) -> bool:
    """Whether the seat is expected to act now, or to take the step that ends the stage: its work goes on meanwhile."""
    return any(not is_told_apart(one) and asked.seat is one.seat_now(view) for one in rows_left(view, asked))


def is_told_apart(one: Expected) -> bool:
    """Whether a row of expected steps has its own notification instead of the one for a turn.

    Seats, letters, messages and a blind reading do.
    """
    return fills_a_seat(one) or not TOLD_APART.isdisjoint(one.verbs)


TOLD_APART = frozenset({Verb.REMIND_READER, Verb.RECORD_SERVICE, Verb.RELEASE_MESSAGE, Verb.READ_BLIND})
SEATING = frozenset({Verb.SEAT_OFFICER, Verb.SEAT_APPEAL_PANEL, Verb.SEAT_MONITORS})


def fills_a_seat(one: Expected) -> bool:
    return not SEATING.isdisjoint(one.verbs)


def seat_is_empty(view: CaseView, asked: Asked) -> bool:
    """Whether a seat whose turn it is has a place free, and this seat fills it."""
    return any(fills_a_seat(one) and asked.seat in one.seats for one in expected_now(view))
