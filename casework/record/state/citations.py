"""The entries of the same case on which a decisive event rests: a verifier follows these links."""

from uuid import UUID

from casework.record.events import (
    Event,
    FindingMade,
    InvestigationOpened,
    NoticeServed,
    SanctionImposed,
    SignatureGiven,
    VoteCast,
)
from casework.record.state.case import CaseView
from casework.vocabulary import Verb


def cited_entries(event: Event, view: CaseView) -> tuple[tuple[str, UUID], ...]:
    """Return (relation, entry) for each earlier entry that an event cites."""
    match event:
        case InvestigationOpened():
            return tuple(("allegation", one.framed_by) for one in view.allegations.all)
        case NoticeServed(allegations=named):
            return tuple(("allegation", one.framed_by) for one in view.allegations.all if one.id in named)
        case FindingMade(allegation=key, lines=lines):
            framed = (("allegation", one.framed_by) for one in view.allegations.all if one.id == key)
            return (*framed, *(("minute", entry) for entry in view.hearing.entries_of(lines)))
        case SanctionImposed(findings=proven):
            found = view.deliberation.findings
            return tuple(("finding", one.id) for one in found if one.allegation in proven and one.proven)
        case SignatureGiven(key=key):
            return (("signing_key", key),)
    return ()


def entries_of_ballot(event: Event, view: CaseView) -> tuple[UUID, ...]:
    """Return the entries to which the answers of a vote are bound: the one that opened its ballot, and its papers."""
    ballot = view.board.ballot
    return (ballot.id, ballot.pack) if isinstance(event, VoteCast) and ballot else ()


def signed_entry(step: Verb, view: CaseView) -> UUID | None:
    """Return the entry that a signature covers where it signs no proposal: for a vote the ballot, for a letter its words.

    Without it, a signature of one ballot would fit the same vote in the next.
    """
    if step is Verb.SIGN_DECISION_LETTER:
        return view.decision_letter.entry
    ballot = view.board.ballot
    return ballot.id if step is Verb.CAST_VOTE and ballot else None
