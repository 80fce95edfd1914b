"""Actions of the hearing: each checks the right, takes its step, and records it in one transaction."""

from typing import Unpack
from uuid import uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.hearing import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.screening.guards import Supplement
from casework.queries.oaths import sealed_leaf
from casework.queries.outgoing import check_outgoing
from casework.queries.particulars import supplement_of
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def add_charge(*, reference: str, by: access.Actor, act: str, words: str, **supplement: Unpack[Supplement]) -> Case:
    """Add a charge, with the chair's leave and all that a notice needs, at least fourteen days before the hearing."""
    case = access.case_for(by, reference, Verb.ADD_CHARGE)
    check_outgoing(case, Verb.ADD_CHARGE, {"Act": act, "Words to the respondent": words})
    event = steps.add_charge(case, allegation=uuid4(), **supplement)
    notice, oath = supplement_of(case, event, act), sealed_leaf(case, event.last_day)
    return keep_and_record(case, event, {"act": act, "notice": notice, "words": words or None, "oath": oath})
