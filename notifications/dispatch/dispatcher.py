"""From events to letters: reads the record in its order and places each letter in its reader's inbox, once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from casework import access
from casework.models import Case
from casework.record.events import ReaderReminded, read_event
from casework.record.rights import ACCUSED, Holder, may_know_of_report
from casework.record.state import CaseView
from casework.vocabulary import Channel, Seat
from ledger import queries as ledger
from ledger.clock import now
from ledger.models import Entry
from notifications.letters.table import COPIED, Post, posts_of
from notifications.mail.throttle import random_delay
from notifications.models import Cursor, Message
from notifications.waiting.placing import case_in, place_items
from vault.references import new_reference

BATCH = 200
type Holders = Mapping[UUID, tuple[User, set[Holder]]]


def place_letters() -> int:
    """Place the letters of the entries nobody has read yet, and what waits; return how many were read, at most a batch.

    The cursor moves with both in one transaction, so a crash repeats the batch, and each letter and each thing is there once.
    """
    with transaction.atomic():
        Cursor.objects.get_or_create(pk=1)
        cursor = Cursor.objects.select_for_update().get(pk=1)
        entries = ledger.entries(after=cursor.log_index, limit=BATCH)
        cases: dict[str, Case | None] = {}
        letters = [message for entry in entries for message in letters_for(entry, cases)]
        Message.objects.bulk_create(letters, ignore_conflicts=True)
        for entry in entries:
            announce_again(entry)
        place_items(entries, cases, now())
        if entries:
            cursor.log_index = entries[-1].log_index
            cursor.save(update_fields=["log_index"])
    return len(entries)


def letters_for(entry: Entry, cases: dict[str, Case | None]) -> Iterator[Message]:
    """Yield the letters that an entry calls for, one per reader; none for streams that are not a case's.

    A letter carries the day of its event, from which periods run, even if dispatch was late. A reader with an address gets a
    mail that announces it. Nothing here shows whether a reporter asked for mail: every letter to a reporter waits a random
    few hours, and only then is that choice unsealed. `cases` caches the cases folded for earlier entries.
    """
    if not entry.stream.startswith("case/"):
        return
    posts = posts_of(read_event(entry.type, entry.id, entry.body["data"]))
    if not posts:
        return
    moment = now()
    case = case_in(entry.stream, cases, moment)
    if case is None:
        return
    for seat, post in with_copies(posts, copied=case.view.representation.accepted):
        read = case.view.service.is_opened(entry.id, seat)
        for reader in readers(case, seat, alone=UUID(entry.body["actor"]) if post.sender_alone else None):
            yield Message(
                case=case,
                reader=reader,
                seat=seat,
                letter=post.letter,
                template=post.template,
                about=entry.id,
                reference=new_reference("N"),
                placed_at=entry.occurred,
                opened_at=moment if read else None,
                mail_due=None if read else _announce_at(reader, seat, moment),
            )


def announce_again(entry: Entry) -> None:
    """Have the letter announced again of which an entry says that its reader is reminded of it by mail. One statement."""
    if not entry.stream.startswith("case/") or entry.type != ReaderReminded.type:
        return
    event = ReaderReminded.read(entry.id, entry.body["data"])
    if event.channel is Channel.MAIL:
        lying = Message.objects.filter(about=event.about, seat=event.reader.value, opened_at__isnull=True)
        lying.update(mail_due=now(), tries=0, reminders=F("reminders") + 1)


def _announce_at(reader: User, seat: Seat, moment: datetime) -> datetime | None:
    if seat is Seat.COMPLAINANT:
        return random_delay(moment)
    return moment if reader.email else None


def with_copies(posts: Mapping[Seat, Post], *, copied: bool) -> Iterator[tuple[Seat, Post]]:
    """Yield each seat with its letter and, if copies go out, those that get one: a representative who has accepted."""
    for seat, post in posts.items():
        yield seat, post
        if copied and not post.no_copy:
            yield from ((other, post) for other in COPIED.get(seat, ()))


def readers(case: Case, seat: Seat, *, alone: UUID | None = None) -> list[User]:
    """Return who holds a seat of the case now and may hear of it: only the person `alone`, where one is named.

    Nobody conflicted, no accused who was never told, nobody at the desk before the report is open to it, and no caller who
    took no code.
    """
    if not may_hear(seat, case.view):
        return []
    return list(readers_among(access.holders_of(case), case.view, seat, alone=alone).values())


def may_hear(seat: Seat, view: CaseView) -> bool:
    """Whether a seat may hear of a case. A caller who took no code could read nothing that is written to them."""
    if seat is Seat.COMPLAINANT and view.filing.code_declined:
        return False
    return may_know_of_report(seat, view) and (seat not in ACCUSED or view.notice.known_to_respondent)


def readers_among(found: Holders, view: CaseView, seat: Seat, *, alone: UUID | None = None) -> Mapping[UUID, User]:
    """Return, by pseudonym, those of the holders of a case to whom a letter to a seat goes that may hear of it."""
    sitting = {person: user for person, (user, held) in found.items() if seat in {h.seat for h in held}}
    barred = view.people.barred
    return {person: user for person, user in sitting.items() if person not in barred and alone in (None, person)}
