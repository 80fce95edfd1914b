"""Two people refer a matter to a body that can deal with it better."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def refer_case(*, case: str, by: Actor, forum: str, disclosure: str, reasons: str, consented: bool, duty: bool) -> Case:
    """Close the case as referred to `forum`; `disclosure` is exactly what is passed on, and why no less would do."""
    found = access.case_for(by, case, Verb.REFER_CASE)
    fact = found.refer_case(consented=consented, duty=duty)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"forum": forum, "disclosure": disclosure, "reasons": reasons})
    return found
