"""What a decisive fact rests on, by the entries of the same case: the links a verifier follows."""

from uuid import UUID

from casework.record.events import Fact, FindingMade, InvestigationOpened, NoticeServed, SanctionImposed, SignatureGiven
from casework.record.state.case import CaseFacts
from casework.vocabulary import Verb


def rests_on(fact: Fact, facts: CaseFacts) -> tuple[tuple[str, UUID], ...]:
    """Return (relation, entry) for each earlier entry that a fact cites; empty for facts that cite nothing."""
    match fact:
        case InvestigationOpened():
            return tuple(("allegation", one.framed_by) for one in facts.allegations.all)
        case NoticeServed(allegations=named):
            return tuple(("allegation", one.framed_by) for one in facts.allegations.all if one.id in named)
        case FindingMade(allegation=key):
            return tuple(("allegation", one.framed_by) for one in facts.allegations.all if one.id == key)
        case SanctionImposed(findings=proven):
            found = facts.deliberation.findings
            return tuple(("finding", one.id) for one in found if one.allegation in proven and one.proven)
        case SignatureGiven(key=key):
            return (("signing_key", key),)
    return ()


def signed_over(step: Verb, facts: CaseFacts) -> UUID | None:
    """Return the entry that a signature under a step is over, where it signs no proposal: the round in which a vote is cast.

    Without the round, what was signed in one would fit the same words in the next.
    """
    ballot = facts.board.ballot
    return ballot.put_by if step is Verb.CAST_VOTE and ballot else None
