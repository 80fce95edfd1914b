"""The reporter comments on the answer."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.recording import record
from casework.vocabulary import Verb


@transaction.atomic(durable=True)
def comment_on_response(*, case: str, by: Actor, comment: str) -> Case:
    """Keep what the reporter says on the answer; officers read it, the respondent does not."""
    found = access.case_for(by, case, Verb.COMMENT_ON_RESPONSE)
    fact = found.comment_on_response()
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"comment": comment})
    return found
