"""One commitment, one conduct period, one act."""

from base64 import b64encode
from datetime import date
from uuid import uuid4

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.oaths import leaf_in_force
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import screening as steps


@transaction.atomic(durable=True)
def frame_allegation(
    *,
    case: str,
    by: Actor,
    commitment: int,
    first_day: date,
    last_day: date,
    ongoing: bool,
    known_on: date | None,
    act: str,
) -> Case:
    """Frame an allegation under the edition of the Code that the member had sworn to at the time."""
    found = access.case_for(by, case, Verb.FRAME_ALLEGATION)
    fact = steps.frame_allegation(
        found,
        allegation=uuid4(),
        commitment=commitment,
        first_day=first_day,
        last_day=last_day,
        ongoing=ongoing,
        known_on=known_on,
    )
    leaf = leaf_in_force(found, last_day)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"act": act, "oath": b64encode(leaf).decode() if leaf else None})
    return found
