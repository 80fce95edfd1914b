"""The inbox: which letters lie there for whom, and reading one, which is what serves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from casework import access
from casework.access import Actor
from casework.models import CaseGrant
from casework.procedure.plain_step import do
from casework.vocabulary import NotNow, NotSeen, Seat, Verb
from ledger.clock import now
from notifications.letters.subjects import SUBJECTS
from notifications.letters.writing import PARTIES, Letter, letter_for
from notifications.models import Message

PAGE = 25
OFFICES = frozenset(Seat) - PARTIES
LOG = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Line:
    """A letter in a list. `about` is the entry that it tells.

    `case` is the reference by which its reader knows the case, that of their first letter about it; empty where it is known.
    """

    reference: str
    about: UUID
    subject: str
    placed_at: datetime
    case: str
    unread: bool


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """A page of letters, newest first; `older` and `newer` are page numbers, or None at an end."""

    lines: tuple[Line, ...]
    unread: int
    number: int
    newer: int | None
    older: int | None


def inbox(user: User, seats: Collection[Seat], *, page: int, only: Collection[str] | None = None) -> Inbox:
    """Return a page of a person's letters in some seats, as far as the person may still see their cases. Two queries.

    `only` names the templates of the letters that this reader is shown; None: all.
    """
    alike = Message.objects.filter(case=OuterRef("case"), reader=user, seat__in=[seat.value for seat in seats])
    first = Subquery(alike.order_by("placed_at", "id").values("reference")[:1])
    rows = list(
        _lying(user, seats, only)
        .annotate(first_reference=first)
        .order_by("-placed_at", "id")[(page - 1) * PAGE : page * PAGE + 1]
    )
    return Inbox(
        lines=tuple(line(row) for row in rows[:PAGE]),
        unread=count_unread(user, seats, only),
        number=page,
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(rows) > PAGE else None,
    )


def count_unread(user: User, seats: Collection[Seat], only: Collection[str] | None = None) -> int:
    """Return how many of a person's letters in some seats nobody has opened. One query."""
    return _lying(user, seats, only).filter(opened_at__isnull=True).count()


def line(message: Message) -> Line:
    return Line(
        reference=message.reference,
        about=message.about,
        subject=str(SUBJECTS[message.template]),
        placed_at=message.placed_at,
        case=getattr(message, "first_reference", ""),
        unread=message.opened_at is None,
    )


def message_to(user: User, reference: str, seats: Collection[Seat], only: Collection[str] | None = None) -> Message:
    """Return a person's letter by its reference. NotSeen if it is somebody else's, is kept back, or does not exist."""
    found = _lying(user, seats, only).select_related("case__respondent", "case__rulebook__code")
    message = found.filter(reference=reference).first()
    if message is None:
        raise NotSeen
    return message


def letters_in(message: Message) -> tuple[Line, ...]:
    """Return the letters to the same person, in the same seat of the same case, newest first."""
    alike = Message.objects.filter(case=message.case, reader=message.reader_id, seat=message.seat)
    return tuple(line(row) for row in alike.order_by("-placed_at", "id"))


def read(message: Message, by: Actor) -> Letter:
    """Open a letter in its reader's own session, which serves it on a party, and write it."""
    if message.opened_at is None and message.seat in PARTIES:
        _serve(message, by)
    letter = letter_for(message, by)
    Message.objects.filter(pk=message.pk, opened_at__isnull=True).update(opened_at=now())
    return letter


def _serve(message: Message, by: Actor) -> None:
    """Record that the letter was opened, once: a second tab, or a page that was cut off, finds it recorded."""
    case = access.case_shown(by, message.case.reference, Verb.OPEN_LETTER)
    if case.view.service.is_opened(message.about, Seat(message.seat)):
        return
    try:
        do(Verb.OPEN_LETTER, reference=message.case.reference, by=by, about=message.about)
    except NotNow:
        LOG.info("letter_was_opened_at_the_same_time", entry_id=str(message.about))


def _lying(user: User, seats: Collection[Seat], only: Collection[str] | None) -> QuerySet[Message]:
    seen = CaseGrant.objects.filter(user=user, content_object=OuterRef("case"))
    found = Message.objects.filter(Exists(seen), reader=user, seat__in=[seat.value for seat in seats])
    return found if only is None else found.filter(template__in=only)
