"""Two of three agree on a measure."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_outgoing
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def impose_interim(*, case: str, by: Actor, measure: str, lighter: str, reasons: str, urgent: bool) -> Case:
    """Impose what was proposed, or less, as the second hand of two. `urgent`: it cannot wait until the respondent is heard."""
    found = access.case_for(by, case, Verb.IMPOSE_INTERIM)
    told = {"The measure": measure, "Why nothing lighter would do": lighter, "Why": reasons}
    check_outgoing(found, Verb.IMPOSE_INTERIM, told)
    written = {"reasoned": bool(measure and reasons), "lighter": bool(lighter)}
    fact = found.impose_interim(**written, urgent=urgent)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"measure": measure, "lighter": lighter, "reasons": reasons})
    return found
