"""Where a reporter gives what a letter asks for."""

from django.http import HttpRequest
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.vocabulary import Verb
from casework.web.reporter.chosen_part import chosen_case
from notifications.models import Message

ASKING = "request_for_items"


def where_to_answer(request: HttpRequest, message: Message, by: Actor) -> str:
    """Return the address of the step, while the letter waits for an answer; empty for every other letter.

    The step is about the chosen case: for a letter about another one it is empty as well.
    """
    case, wanted = message.case.reference, Verb.SUPPLY_INFORMATION
    is_open = message.template == ASKING and wanted.value in access.rights_in(by, case)[1]
    return reverse("follow_up_step", args=[wanted.value]) if is_open and chosen_case(request, by) == case else ""
