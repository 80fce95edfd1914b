"""Second readers, who let what waits for them go out."""

from collections.abc import Mapping

from accounts.models import User
from casework import tasks
from casework.access import Actor
from casework.models import Turn, WaitingMessage
from casework.models.waiting_message import WaitingState
from casework.procedure.conversation.actions import release_message
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story


def reader_of(row: WaitingMessage, people: Mapping[str, User]) -> User:
    """Return a person whose turn it is to read a message; if there is nobody, intake seats a reviewer."""
    turns = Turn.objects.filter(case=row.case, step=Verb.RELEASE_MESSAGE).select_related("user")
    if not turns:
        Story(people=people, case=row.case.reference).seat(Seat.REVIEWER)
    return turns.all()[0].user


def release_what_waits(people: Mapping[str, User]) -> None:
    """Release each message that waits for a second reader, as a person whose turn it is, and let it go out."""
    for row in WaitingMessage.objects.filter(state=WaitingState.PUT_FORWARD).order_by("pk").select_related("case"):
        release_message(reference=row.case.reference, by=Actor(user=reader_of(row, people)), message=row.pk)
    tasks.deliver_messages()
