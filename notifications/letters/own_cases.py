"""The cases a member was told of, each under the reference of the first letter about it: the member meets no other."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.models import User
from casework.models import CaseGrant
from casework.record.rights import ACCUSED
from casework.vocabulary import CaseState, Seat, Verb
from notifications.models import Message
from notifications.topics.asked_of_member import Asked, asked_of


@dataclass(frozen=True, kw_only=True)
class OwnCase:
    """One case in the list. `client` is the member's name for a representative, empty for the member.

    `asked`: what it asks first; None if it asks nothing with a day.
    """

    reference: str
    client: str
    state: CaseState
    told_at: datetime
    asked: Asked | None


def own_cases(user: User) -> tuple[OwnCase, ...]:
    """Return the cases in which somebody is accused, or represents the accused, and may still read.

    Those that ask something come first, by their day; the others follow, newest first. Two queries, one if there is no case.
    """
    reads = CaseGrant.objects.filter(
        user=user, content_object=OuterRef("case"), permission__codename=Verb.OPEN_LETTER.value
    )
    letters = Message.objects.filter(Exists(reads), reader=user, seat__in=[seat.value for seat in ACCUSED])
    first = letters.order_by("case", "placed_at", "id").distinct("case").select_related("case__respondent")
    asked = asked_of(user, [one.case_id for one in first])
    found = [
        OwnCase(
            reference=one.reference,
            client=client_of(one),
            state=CaseState(one.case.state),
            told_at=one.placed_at,
            asked=asked.get(one.case_id),
        )
        for one in first
    ]
    newest = sorted(found, key=lambda one: (one.told_at, one.reference), reverse=True)
    return tuple(sorted(newest, key=lambda one: one.asked.by if one.asked else date.max))


def own_reference(message: Message) -> str:
    """Return the one reference by which the reader of a letter knows its case: that of their first letter about it."""
    return first_reference(message.case_id, message.reader_id) or message.reference


def first_reference(case: UUID, reader: UUID) -> str:
    """Return the reference of the first letter about a case to the accused or who speaks for them; empty if there is none."""
    first = Message.objects.filter(case=case, reader=reader, seat__in=ACCUSED)
    return first.order_by("placed_at", "id").values_list("reference", flat=True).first() or ""


def client_of(message: Message) -> str:
    """Return the name of the member for whom the reader of a letter speaks; empty if the reader is the member."""
    member = message.case.respondent
    return member.name if member and message.seat == Seat.REPRESENTATIVE.value else ""
