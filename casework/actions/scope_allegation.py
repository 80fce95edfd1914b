"""If it were true, would it breach this commitment?"""

from uuid import UUID

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import ClosingCode, Verb


@transaction.atomic(durable=True)
def scope_allegation(
    *, case: str, by: Actor, allegation: UUID, in_scope: bool, code: ClosingCode | None, waived: bool, reasons: str
) -> Case:
    """Put an allegation in scope, or out of it with a code; `waived` admits one that is out of time, for the reasons given."""
    found = access.case_for(by, case, Verb.SCOPE_ALLEGATION)
    fact = found.scope_allegation(allegation=allegation, in_scope=in_scope, code=code, waived=waived)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"reasons": reasons})
    return found
