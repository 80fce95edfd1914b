"""Whom an event bars from its case. The verifier has the same table: `BARS` in `ledger/verify.py`."""

from uuid import UUID

from casework.record import events as e
from casework.vocabulary import Declared

BARRING = (
    e.ConflictDetected,
    e.ConflictDeclared,
    e.Recused,
    e.MentionRuled,
    e.KeepAwayRuled,
    e.ChallengeRuled,
    e.AppealChallengeRuled,
    e.InterestsDeclared,
    e.DeclarationRuled,
    e.RequestAnswered,
)
"""The kinds of events that may bar somebody."""


def barred_by(happened: e.Recorded) -> tuple[UUID, ...]:
    """Return the people whom an event bars from the case, for good or until a mention is ruled on."""
    match happened.event:
        case e.ConflictDeclared() | e.Recused() | e.InterestsDeclared(answer=Declared.NOT_FREE):
            return (happened.actor,)
        case e.ConflictDetected(person=person) | e.DeclarationRuled(person=person, harmless=False):
            return (person,)
        case e.ChallengeRuled(member=person, upheld=True) | e.AppealChallengeRuled(member=person, upheld=True):
            return (person,)
        case e.MentionRuled(subject=person, stands=True) | e.RequestAnswered(person=UUID() as person):
            return (person,)
        case e.KeepAwayRuled(persons=persons):
            return tuple(persons)
    return ()
