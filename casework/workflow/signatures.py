"""Which steps need more than one signature, whose, and how many."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from casework.record.state import CaseView, Proposal
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import Asked, guard
from policy.quorum import Option, share_for, votes_needed


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """The seats of the first and of the second hand; `body` asks for the share that the rulebook names, of those who sit in it.

    `only_in`: the states in which a second hand is needed at all; empty: in every one.
    """

    first: frozenset[Seat]
    second: frozenset[Seat]
    body: str = ""
    only_in: frozenset[CaseState] = frozenset()


def _pair(first: Seat, second: Seat) -> Signatures:
    return Signatures(first=frozenset({first}), second=frozenset({second}))


_CLERKS = frozenset({Seat.INTAKE, Seat.INVESTIGATOR, Seat.ADVISER, Seat.BOARD_SECRETARY, Seat.MONITOR})
_PANEL = Signatures(first=frozenset({Seat.PANEL_CHAIR}), second=frozenset({Seat.PANEL_MEMBER}), body="panel")
_BENCH = frozenset({Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER})
_APPEAL = Signatures(first=_BENCH, second=_BENCH, body="appeal_panel")
_MONITORS = _pair(Seat.MONITOR, Seat.MONITOR)

_INQUIRY = _pair(Seat.INVESTIGATOR, Seat.DECIDER)
_SCREENERS = _pair(Seat.SCREENER, Seat.SCREENER)
_HOLDS = Signatures(
    first=frozenset({Seat.SCREENER, Seat.ADVISER}),
    second=frozenset({Seat.SCREENER, Seat.REVIEWER}),
    only_in=frozenset(
        {
            CaseState.SCREENING,
            CaseState.INFORMATION_REQUESTED,
            CaseState.EARLY_RESOLUTION,
            CaseState.PANEL_FORMING,
            CaseState.HEARING,
            CaseState.DELIBERATION,
            CaseState.BOARD_DECISION,
            CaseState.APPEAL_WINDOW,
            CaseState.MONITORING,
        }
    ),
)
_INTERIM = replace(_pair(Seat.INTERIM_MEMBER, Seat.INTERIM_MEMBER), body="interim")
_REVIEWERS = _pair(Seat.REVIEWER, Seat.REVIEWER)

SITTING: Mapping[str, frozenset[Seat]] = {
    "panel": frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER}),
    "appeal_panel": _BENCH,
    "interim": frozenset({Seat.INTERIM_MEMBER}),
}
"""Who sits in a body of the rulebook that decides by signatures."""

NEEDED: Mapping[Verb, Signatures] = {
    Verb.SCOPE_ALLEGATION: replace(_INQUIRY, only_in=frozenset({CaseState.INVESTIGATION})),
    Verb.DISMISS_CASE: _SCREENERS,
    Verb.EXTEND_INVESTIGATION: _INQUIRY,
    Verb.STOP_INVESTIGATION: _INQUIRY,
    Verb.ADD_ALLEGATION: _INQUIRY,
    Verb.REFER_CASE: Signatures(first=_SCREENERS.first | _INQUIRY.first, second=_SCREENERS.second | _INQUIRY.second),
    Verb.MERGE_CASE: _SCREENERS,
    Verb.UNMERGE_CASE: _SCREENERS,
    Verb.ACCEPT_WITHDRAWAL: _pair(Seat.REVIEWER, Seat.PROTECTION_OFFICER),
    Verb.RELEASE_COMPLAINT: _pair(Seat.REVIEWER, Seat.PROTECTION_OFFICER),
    Verb.ABATE_CASE: _pair(Seat.REGISTRAR, Seat.REVIEWER),
    Verb.PLACE_HOLD: _HOLDS,
    Verb.REVIEW_HOLD: _HOLDS,
    Verb.RELEASE_HOLD: _HOLDS,
    Verb.IMPOSE_INTERIM: _INTERIM,
    Verb.REVIEW_INTERIM: _INTERIM,
    Verb.LIFT_INTERIM: _INTERIM,
    Verb.LIFT_LEGAL_HOLD: _pair(Seat.DPO, Seat.ADVISER),
    Verb.ERASE_CONTENT: _pair(Seat.DPO, Seat.CUSTODIAN),
    Verb.CORRECT_SLIP: Signatures(
        first=frozenset({Seat.BOARD_SECRETARY, Seat.APPEAL_CHAIR}), second=frozenset({Seat.ADVISER})
    ),
    Verb.REFER_BAD_FAITH: _REVIEWERS,
    Verb.CORRECT_PUBLICATION: _pair(Seat.BOARD_SECRETARY, Seat.DPO),
    Verb.WITHDRAW_PUBLICATION: _pair(Seat.BOARD_SECRETARY, Seat.ADVISER),
    Verb.REOPEN_CASE: _REVIEWERS,
    Verb.REOPEN_TO_PANEL: _REVIEWERS,
    Verb.VOID_DECISION: _REVIEWERS,
    Verb.ADD_CHARGE: _pair(Seat.INVESTIGATOR, Seat.PANEL_CHAIR),
    Verb.RECORD_SERVICE: Signatures(first=_CLERKS, second=_CLERKS),
    Verb.RECORD_FINDINGS: _PANEL,
    Verb.CLOSE_NOT_PROVEN: _PANEL,
    Verb.RECOMMEND_SANCTION: _PANEL,
    Verb.SEND_BOARD_PACK: _pair(Seat.BOARD_SECRETARY, Seat.ADVISER),
    Verb.WAIVE_SOCIETY_APPEAL: _pair(Seat.INVESTIGATOR, Seat.REVIEWER),
    Verb.REFUSE_APPEAL: _APPEAL,
    Verb.DISMISS_APPEAL: _APPEAL,
    Verb.VARY_ON_APPEAL: _APPEAL,
    Verb.QUASH_ON_APPEAL: _APPEAL,
    Verb.REMIT_ON_APPEAL_TO_PANEL: _APPEAL,
    Verb.REMIT_ON_APPEAL_TO_BOARD: _APPEAL,
    Verb.VERIFY_CONDITION: _MONITORS,
    Verb.EXTEND_CONDITION: _MONITORS,
    Verb.REPORT_BREACH: _MONITORS,
    Verb.COMPLETE_MONITORING: _MONITORS,
    Verb.CLOSE_UNMET: _MONITORS,
}


@guard("What waits for your signature was rewritten. Read it before you sign.")
def signer_has_read_it(proposal: Proposal | None, signs: UUID) -> bool:
    """Whether what waits is the very proposal that the signer read."""
    return proposal is not None and proposal.id == signs


def how_many(verb: Verb, view: CaseView) -> int:
    """Return how many different people must sign a step; 1 where one is enough.

    A body's share is counted as in any ballot; two sign at least, and of interim members as many as the rulebook says.
    """
    needed = signatures_needed(verb, view)
    if needed is None:
        return 1
    if not needed.body:
        return 2
    rules = view.rules.bodies[needed.body]
    sitting = len({who for who, seat in view.people.seats if seat in SITTING[needed.body]})
    least = rules.least(sitting) if needed.body == "interim" else 0
    return max(least, votes_needed(share_for(Option.FINDING, rules), sitting))


def enough_have_signed(verb: Verb, case: Asked) -> bool:
    """Whether those who signed before, with the one who acts now, are enough and of the right seats."""
    needed = signatures_needed(verb, case.view)
    if needed is None:
        return True
    proposal = case.view.proposals.of(verb)
    if proposal is None:
        return False
    me = case.acting
    before = {person: {seat} for person, seat in proposal.signers if person not in case.view.people.barred}
    if me.person in before:
        return False
    hands = [*before.values(), set(me.seats)]
    if len(hands) < how_many(verb, case.view):
        return False
    return any(
        one & needed.first and two & needed.second
        for i, one in enumerate(hands)
        for j, two in enumerate(hands)
        if i != j
    )


def signatures_needed(verb: Verb, view: CaseView) -> Signatures | None:
    """Return whose signatures a step needs as the case stands; None where one person is enough."""
    needed = NEEDED.get(verb)
    return None if needed is None or (needed.only_in and view.state not in needed.only_in) else needed
