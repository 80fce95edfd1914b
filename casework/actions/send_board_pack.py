"""Send the papers out to the board."""

from django.db import transaction

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.outgoing import check_board_papers
from casework.recording import record
from casework.vocabulary import Verb
from casework.workflow import board as steps


@transaction.atomic(durable=True)
def send_board_pack(*, case: str, by: Actor, minute: str) -> Case:
    """Send the papers; their words are fixed by the entry. Two people sign: the board secretary and the adviser."""
    found = access.case_for(by, case, Verb.SEND_BOARD_PACK)
    check_board_papers(found, {"Minute for the board": minute})
    fact = steps.send_board_pack(found)
    found.keep(fact)
    access.reconcile(found)
    record(fact, subject=found, sealed={"minute": minute})
    return found
