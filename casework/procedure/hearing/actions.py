"""Actions of the hearing: each checks the right, takes its step, and records it in one transaction."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.hearing import steps
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.outgoing import check_outgoing
from casework.queries.particulars import supplement_of
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def add_charge(
    *,
    reference: str,
    by: access.Actor,
    commitment: int,
    first_day: date,
    last_day: date,
    ongoing: bool,
    known_on: date | None,
    act: str,
    evidence: tuple[UUID, ...],
    waived: bool,
    words: str,
) -> Case:
    """Add a charge with the chair's leave and all that a notice needs, at least fourteen days before the hearing."""
    case = access.case_for(by, reference, Verb.ADD_CHARGE)
    check_outgoing(case, Verb.ADD_CHARGE, {"Act": act, "Words to the respondent": words})
    event = steps.add_charge(
        case,
        allegation=uuid4(),
        commitment=commitment,
        first_day=first_day,
        last_day=last_day,
        ongoing=ongoing,
        known_on=known_on,
        evidence=evidence,
        waived=waived,
    )
    notice = supplement_of(case, event, act)
    return keep_and_record(case, event, {"act": act, "notice": notice, "words": words or None})
