"""The member a case is about is found in the register."""

from uuid import UUID, uuid4

from django.db import transaction

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.events import ConflictDetected
from casework.models import Case
from casework.queries.conflict_sweep import sweep
from casework.recording import record
from casework.vocabulary import Verb
from policy.models import Member
from policy.queries import member_by_number


@transaction.atomic(durable=True)
def identify_respondent(*, case: str, by: Actor, member: str) -> Case:
    """Bind the case to the member with this number and to what that member signed, and deny it to all tied to them.

    The member goes by a name of their own in this case. One without an account is reached on paper. NotNow when there is
    no such member.
    """
    found = access.case_for(by, case, Verb.IDENTIFY_RESPONDENT)
    known = member_by_number(member)
    fact = found.identify_respondent(respondent=_named_here(known, found) if known else None)
    found.respondent = known
    ties = sweep(found).ties
    detected = [ConflictDetected(person=tie.person, provisional=tie.provisional) for tie in ties]
    found.keep(fact, *detected)
    access.reconcile(found)
    also = [(one, {"basis": tie.basis()}) for one, tie in zip(detected, ties, strict=True)]
    record(fact, subject=found, sealed={"member": known.number if known else None}, also=also)
    return found


def _named_here(member: Member, case: Case) -> UUID:
    return pseudonym(member.user, str(case.id)) if member.user else uuid4()
