"""Actions of representation: each checks the right, takes its step, and records it in one transaction."""

from datetime import date

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.representation import steps
from casework.vocabulary import Scope, Verb


@transaction.atomic(durable=True)
def appoint_representative(
    *, reference: str, by: access.Actor, name: str, email: str, scope: list[Scope], until: date
) -> Case:
    """Let a person read with the respondent, and act for them within `scope`, to the end of the day `until`."""
    case = access.case_for(by, reference, Verb.APPOINT_REPRESENTATIVE)
    person, free = access.representative_called(case, name=name, email=email)
    event = steps.appoint_representative(case, person=person, scope=tuple(scope), until=until, free=free)
    return keep_and_record(case, event, {"name": name, "email": email})
