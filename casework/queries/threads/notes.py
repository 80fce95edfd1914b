"""The notes of a case, sealed under its key: those that a person may read, newest first, and who has read each."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

import structlog
from django.db.models import Q, QuerySet

from accounts.compiled import Given
from casework.models import Case, CaseNote, NoteReader
from casework.record.rights.notes import NoteRights
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment, NotSeen, Seat
from casework.vocabulary.notes import NoteLevel
from ledger.canonical import encode
from vault import aead
from vault.compartments import CannotOpen, opening, sealing_key
from vault.models import WrappedKey

LOG = structlog.get_logger()
PAGE, MOST_LINES, LONGEST_TASK = 30, 12, 300
WITH = ("key", "writer")
"""The rows that opening a note needs beside its own."""


def lines_for_tasks(words: str) -> tuple[str, ...]:
    """Return the first lines of a text that say something, each cut to the length of a task."""
    said = (line.strip(" \t□*-")[:LONGEST_TASK] for line in words.splitlines())
    return tuple(line for line in said if line)[:MOST_LINES]


class Reader(NamedTuple):
    """Somebody with a row at a note. `read`: they have read it; otherwise it names them and waits."""

    user: UUID
    name: str
    named: bool
    read: bool


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note as one reader sees it. `words` is None if it cannot be opened. `mine`: the reader wrote it.

    `read_by` and `named` are names of others. `names_me`: the reader is named in it. `is_fixed`: somebody else has read it.
    """

    id: UUID
    level: NoteLevel
    seat: Seat
    who: str
    mine: bool
    on: date
    changed: bool
    words: str | None
    read_by: tuple[str, ...]
    named: tuple[str, ...]
    names_me: bool

    @property
    def lines(self) -> tuple[str, ...]:
        return lines_for_tasks(self.words or "")

    @property
    def is_fixed(self) -> bool:
        return bool(self.read_by) or not self.mine


@dataclass(frozen=True, kw_only=True)
class NotesPage:
    """A page of notes, newest first. `older`: the note before which the next page begins, None on the last page."""

    notes: tuple[Note, ...]
    older: UUID | None


def notes_shown(case: Case, user: UUID, rights: NoteRights) -> QuerySet[CaseNote]:
    """Return the notes of a case that a person with these rights may read; no query yet."""
    return notes_of(case.pk, user, rights)


def notes_of(case: UUID | Given, user: UUID | Given, rights: NoteRights) -> QuerySet[CaseNote]:
    """Return the same by the key of the case; no query yet."""
    of_seat = Q(level=NoteLevel.SEAT, seat__in=[seat.value for seat in rights.seats])
    team = Q(level=NoteLevel.TEAM) if rights.team else Q(pk__in=[])
    return CaseNote.objects.filter(Q(writer=user) | of_seat | team, case=case)


def page_of_notes(shown: QuerySet[CaseNote], before: UUID | None) -> tuple[Sequence[CaseNote], UUID | None]:
    """Return a page of notes, newest first, and the last of them if there are older ones. NotSeen for a note not shown."""
    if before is not None:
        last = shown.filter(pk=before).values_list("at", "pk").first()
        if last is None:
            raise NotSeen
        shown = shown.filter(Q(at__lt=last[0]) | Q(at=last[0], pk__lt=last[1]))
    found = list(shown.select_related(*WITH).order_by("-at", "-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def readers_of(notes: Collection[UUID]) -> Mapping[UUID, Sequence[Reader]]:
    """Return who has read each note or is named in it. One query."""
    rows = NoteReader.objects.filter(note__in=notes).order_by("user__name", "user")
    found: dict[UUID, list[Reader]] = {}
    for note, user, name, named, read_at in rows.values_list("note", "user", "user__name", "named", "read_at"):
        found.setdefault(note, []).append(Reader(user=user, name=name, named=named, read=read_at is not None))
    return found


def read_again(rows: Sequence[CaseNote], changed: Collection[UUID]) -> Sequence[CaseNote]:
    """Return these rows as they are now, where they are among `changed`, without those that are gone. One query, or none."""
    if not changed:
        return rows
    now = CaseNote.objects.filter(pk__in=changed).select_related(*WITH).in_bulk()
    return [now.get(row.pk, row) for row in rows if row.pk in now or row.pk not in changed]


def notes_with_words(
    case: Case, user: UUID, rows: Iterable[CaseNote], readers: Mapping[UUID, Sequence[Reader]]
) -> tuple[Note, ...]:
    """Return notes with their words, in this order. No query."""
    return tuple(_note(case, row, user, readers.get(row.pk, ())) for row in rows)


def own_note(case: Case, user: UUID, key: UUID) -> Note:
    """Return a note that a person wrote in a case. NotSeen for any other. Two queries."""
    row = CaseNote.objects.filter(pk=key, case=case.pk, writer=user).select_related(*WITH).first()
    if row is None:
        raise NotSeen
    return _note(case, row, user, readers_of([key]).get(key, ()))


def _note(case: Case, row: CaseNote, user: UUID, readers: Iterable[Reader]) -> Note:
    others = [one for one in readers if one.user != user]
    return Note(
        id=row.pk,
        level=NoteLevel(row.level),
        seat=Seat(row.seat),
        who=row.writer.name,
        mine=row.writer_id == user,
        on=case.view.day_of(row.at),
        changed=row.changed,
        words=words_or_none(case, row),
        read_by=tuple(one.name for one in others if one.read),
        named=tuple(one.name for one in others if one.named),
        names_me=any(one.named for one in readers if one.user == user),
    )


def words_or_none(case: Case, row: CaseNote) -> str | None:
    """Return the words of a note; None, and a line in the log, if it cannot be opened."""
    try:
        return words_in(case, row)
    except CannotOpen:
        LOG.exception("note_not_opened")
        return None


def keep_note(case: Case, user: UUID, level: NoteLevel, seat: Seat, words: str) -> CaseNote:
    """Seal a new note under the key of its case."""
    row = CaseNote(id=uuid4(), case_id=case.pk, writer_id=user, seat=seat.value, level=level.value, at=case.view.now)
    _seal(case, row, words)
    row.save(force_insert=True)
    return row


def change_words(case: Case, row: CaseNote, words: str) -> None:
    _seal(case, row, words)
    row.changed = True
    row.save(update_fields=["key", "blob", "changed"])


def words_in(case: Case, row: CaseNote) -> str:
    """Return the words of a note. Raises CannotOpen if it was altered or moved."""
    secret = opening(row.key, compartment_of(case, CaseCompartment.CASE))
    _front, body = aead.decrypt(secret, bytes(row.blob), aad=_place(row, row.key))
    words: str = json.loads(body)["words"]
    return words


def named_and_waiting(case: UUID, people: Mapping[UUID, NoteRights]) -> frozenset[UUID]:
    """Return those of these people who are named in a note of a case that they may read and have not read. One query."""
    rows = NoteReader.objects.filter(note__case=case, user__in=people.keys(), named=True, read_at__isnull=True)
    named = rows.values_list("user", "note__level", "note__seat")
    return frozenset(user for user, level, seat in named if people[user].reads(NoteLevel(level), Seat(seat)))


def forget_notes_in(case: UUID) -> None:
    """Delete the notes of a case whose keys are destroyed."""
    CaseNote.objects.filter(case=case).delete()


def _seal(case: Case, row: CaseNote, words: str) -> None:
    key = sealing_key(compartment_of(case, CaseCompartment.CASE))
    row.key = key.row
    row.blob = aead.encrypt(key.secret, encode({"words": words}), aad=_place(row, key.row))


def _place(row: CaseNote, key: WrappedKey) -> bytes:
    """Bind a note to its case, writer and readers: in another row it does not open."""
    return encode(
        {
            "v": 1,
            "use": "case-note",
            "kid": str(key.id),
            "id": str(row.pk),
            "case": str(row.case_id),
            "writer": str(row.writer_id),
            "seat": row.seat,
            "level": row.level,
        }
    )
