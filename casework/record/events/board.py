"""Events of the board and its ballot."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.terms import Terms
from casework.vocabulary import CaseCompartment, Reading, Route, Verb, VoidFor
from casework.vocabulary.public_half import PublicHalf
from ledger.sealed_answers import REST, field_of
from policy.quorum import Option
from policy.rules import Level

PACK = sealed_for(CaseCompartment.DECISION, Reading.READ_PACK)
VOTE = sealed_for(CaseCompartment.DECISION, Reading.READ_ROLL_CALL, Reading.READ_OWN_VOTE)
TALLY = sealed_for(CaseCompartment.DECISION, Reading.READ_ROLL_CALL)
DECISION = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK)
DECIDED = sealed_for(CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK, Reading.READ_RESULT)
MINUTES = sealed_for(CaseCompartment.DECISION, Reading.READ_RESULT)
DEMANDED = sealed_for(
    CaseCompartment.DECISION, Reading.READ_FINDINGS, Reading.READ_PACK, Reading.READ_CONDITION_EVIDENCE
)
ANSWERED = {
    Option.REMIT: _("Send it back"),
    Option.REMIT_TO_NEW_PANEL: _("Send it to a new panel"),
    Option.DISMISS_ON_LAW: _("Dismiss it on a point of law"),
    Option.CONSENT: _("The agreed terms"),
    Option.L8: _("Level 8"),
    Option.L7: _("Level 7"),
    Option.L6: _("Level 6"),
    Option.L5: _("Level 5"),
    Option.L4: _("Level 4"),
    Option.L3: _("Level 3"),
    Option.L2: _("Level 2"),
    Option.ACTIVATE: _("Bring the sanction held in abeyance into force"),
    Option.MORE_TIME: _("More time"),
}
"""The options of the board, each with the label of what a voter says of it."""


class BoardPackSent(Event):
    """The board's papers went out. This entry fixes their exact words; changed papers are sent again."""

    type = "case.board_pack_sent"
    title = _("Pack sent to the board")
    verb = Verb.SEND_BOARD_PACK
    sealed = {"minute": PACK}
    labels = {"minute": _("Minute")}
    outgoing = {"minute": "Minute for the board"}
    recommended: Level


class BallotOpened(Event):
    """The voters, the papers and the options in their order were frozen.

    `needed` and `least`: how many votes carry each option, and how many must take part for it to be put.
    """

    type = "case.ballot_opened"
    title = _("Ballot opened")
    verb = Verb.OPEN_BALLOT
    pack: UUID
    voters: tuple[UUID, ...]
    filled: int
    barred: int
    alternates: int
    motions: tuple[Option, ...]
    needed: tuple[int, ...]
    least: tuple[int, ...]
    closes_at: datetime


class BallotKeysMade(Event):
    """The signer made the keys of a ballot, and votes are taken until `closes_at`.

    `keys` are their public halves in hex: one an option, and one for the rest.
    """

    type = "case.ballot_keys_made"
    title = _("Made the keys that seal the votes")
    verb = Verb.MAKE_BALLOT_KEYS
    ballot: UUID
    keys: tuple[PublicHalf, ...]
    closes_at: datetime


class VoteCast(Event):
    """A voter of the frozen set answered every question in one act.

    What they say of each option is sealed by itself to the signer's key for that option, with its ground and words: it is
    opened after the closing time, if the count reaches it. `rest` is opened if no option was carried.
    """

    type = "case.vote_cast"
    title = _("Vote cast")
    verb = Verb.CAST_VOTE
    labels = {
        **{field_of(option): words for option, words in ANSWERED.items()},
        REST: _("Supports none of these"),
    }
    sealed = dict.fromkeys(labels, VOTE)
    ballot: UUID


class BallotClosed(Event):
    """No vote is taken any more: the closing time has come. What was voted is still sealed."""

    type = "case.ballot_closed"
    title = _("Ballot closed")
    verb = Verb.CLOSE_BALLOT
    ballot: UUID
    present: int


class BallotCounted(Event):
    """A closed ballot was counted and has a result. `carried` None: nothing was carried. The counts stay sealed."""

    type = "case.ballot_counted"
    title = _("Ballot counted")
    verb = Verb.COUNT_BALLOT
    sealed = {"tally": TALLY}
    labels = {"tally": _("Count")}
    ballot: UUID
    carried: Option | None
    present: int


class BallotVoided(Event):
    """A ballot was void and will be held again; nobody ever opens its votes.

    `absent`: the people who did not vote, if too few did; they declare again before they vote.
    """

    type = "case.ballot_voided"
    title = _("Ballot void")
    verb = Verb.VOID_BALLOT
    ballot: UUID
    cause: VoidFor
    absent: tuple[UUID, ...] = ()


class AlternateSeated(Event):
    """The next free person of the approved pool was seated to vote, in this decision only."""

    type = "case.alternate_seated"
    title = _("Alternate seated")
    verb = Verb.SEAT_ALTERNATE
    person: UUID


class BoardDecided(Moved):
    """The board decided what its ballot carried; `carried` None means that nothing was carried: no sanction."""

    type = "case.board_decided"
    title = _("Decision of the board")
    verb = Verb.DECIDE_CASE
    sealed = {"reasons": DECIDED, "wording": DECIDED, "conditions": DEMANDED}
    carried: Option | None
    level: Level
    route: Route


class BoardMinutesWritten(Event):
    """The minutes of the ballot were put before those who sat; approvals of earlier words no longer count."""

    type = "case.board_minutes_written"
    title = _("Minutes of the ballot written")
    verb = Verb.WRITE_BOARD_MINUTES
    sealed = {"board_minutes": MINUTES}
    labels = {"board_minutes": _("Minutes")}


class BoardMinutesApproved(Event):
    """Somebody who voted said that the minutes are right."""

    type = "case.board_minutes_approved"
    title = _("Minutes of the ballot approved")
    verb = Verb.APPROVE_BOARD_MINUTES


class BoardMinutesReturned(Event):
    """Somebody who voted asked for a correction of the minutes; they are with the secretary again."""

    type = "case.board_minutes_returned"
    title = _("Correction of the minutes asked for")
    verb = Verb.CORRECT_BOARD_MINUTES
    sealed = {"to_correct": MINUTES}
    labels = {"to_correct": _("What is to be corrected")}


class SanctionImposed(Terms, Event):
    """A decision imposed a sanction, on the proven findings named. It is stayed until it is final."""

    type = "sanction.imposed"
    title = _("Sanction imposed")
    verb = Verb.DECIDE_CASE
    sanction: UUID
    findings: tuple[UUID, ...]


class RemittedToPanel(Moved):
    """The board sent the case back to the same panel for its reasons or recommendation; the findings stay."""

    type = "case.remitted_to_panel"
    title = _("Sent back to the panel")
    verb = Verb.REMIT_TO_PANEL
    sealed = {"defect": DECISION}
    outgoing = {"defect": "Defect"}


class RemittedToNewPanel(Moved):
    """The board sent the case to a new panel; the findings are annulled."""

    type = "case.remitted_to_new_panel"
    title = _("Sent to a new panel")
    verb = Verb.REMIT_TO_NEW_PANEL
    sealed = {"defect": DECISION}


class BreachReturned(Moved):
    """The board sent a reported breach back; the conditions keep running."""

    type = "case.breach_returned"
    title = _("Report of a breach sent back")
    verb = Verb.RETURN_BREACH
    sealed = {"defect": DECISION}


class DecisionVoided(Moved):
    """A decisive vote had come from someone with a conflict; the board votes again."""

    type = "case.decision_voided"
    title = _("Decision voided")
    verb = Verb.VOID_DECISION
    sealed = {"reasons": DECISION}
