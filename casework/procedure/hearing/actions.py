"""Actions of the hearing: each checks the right, takes its step, and records it in one transaction."""

from typing import Unpack
from uuid import uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.hearing import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.screening.guards import Supplement
from casework.queries.case.particulars import kinds_of, read_particulars, sealed_supplement
from casework.queries.evidence.outgoing import check_outgoing
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def add_charge(
    *, reference: str, by: access.Actor, act: str, words: str, particulars: str = "", **supplement: Unpack[Supplement]
) -> Case:
    """Add a charge, with the chair's leave and all that a notice needs, at least fourteen days before the hearing."""
    case = access.case_for(by, reference, Verb.ADD_CHARGE)
    check_outgoing(case, Verb.ADD_CHARGE, {"Act": f"{act}\n{particulars}", "Words to the respondent": words})
    read = read_particulars(particulars, act=act)
    event = steps.add_charge(case, allegation=uuid4(), kinds=kinds_of(read), **supplement)
    return keep_and_record(case, event, sealed_supplement(case, event, act=act, words=words, particulars=read))
