"""Actions of notes and tasks. They make no entry: what is written here is no part of the record, and binds nobody."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access import Actor
from casework.models import Case, CaseNote, CaseTask, NoteReader
from casework.procedure.name_check import check_read_inside, count_try
from casework.procedure.notes.forms import CANNOT_READ, NOTE, TASK
from casework.procedure.notes.signals import papers_changed
from casework.procedure.notes.telling import tell, tell_of_tick
from casework.queries.case.page import CasePage, case_page
from casework.queries.case.tasks import MOST, give_task, keep_task, own_tasks
from casework.queries.people.colleagues import colleagues, own_note_rights, readers, team_of
from casework.queries.steps.checklist import can_be_ticked, items_of, tick_item, untick_item
from casework.queries.threads.notes import (
    Note,
    change_words,
    keep_note,
    notes_shown,
    notes_with_words,
    page_of_notes,
    read_again,
    readers_of,
)
from casework.record.rights.notes import NoteRights
from casework.vocabulary import NoRight, NotNow, NotSeen, Reading, Verb
from casework.vocabulary.notes import NoteLevel

FIXED = _(
    "Somebody has read this note meanwhile, so it stays as it is. Nothing that you typed is lost. Write a new note."
)
NOT_YOUR_LEVEL = _(
    "You no longer write for these readers, so you cannot change this note. You can delete it. Your text is not lost."
)
TOO_MANY = _("There are 100 open tasks in this case. Do one of them first, or delete one.")
NOT_THEIRS = _("This person is not in the team of the case. Choose somebody else.")
NOT_THEIR_STEP = _("This person cannot take this step now. Choose another person, or no step.")
NOT_YOURS = _("Somebody else wrote this task. Tick it off, or ask them to delete it.")
DAY_PASSED = _("This day has passed. Choose a later one.")


@transaction.atomic(durable=True)
def open_notes(
    *, reference: str, by: Actor, verbs: Iterable[Verb], before: UUID | None = None
) -> tuple[CasePage, tuple[Note, ...], UUID | None]:
    """Return a case with a page of the notes that its viewer may read, and the note before which older ones stand.

    It is noted first that the viewer has read them: a note does not change after somebody else has read it. Raises NotSeen,
    or NoRight for a viewer without notes.
    """
    page = case_page(by, reference, verbs=verbs)
    user, shown = by.user.pk, notes_shown(page.case, by.user.pk, own_note_rights(page.case))
    rows, older = page_of_notes(shown, before)
    known = readers_of([row.pk for row in rows])
    read = {note for note, some in known.items() if any(one.user == user and one.read for one in some)}
    unread = {row.pk for row in rows if row.writer_id != user} - read
    _note_reading(page.case, by, unread)
    return page, notes_with_words(page.case, user, read_again(rows, unread), known), older


def _note_reading(case: Case, by: Actor, unread: Collection[UUID]) -> None:
    """Note that the viewer has read notes of others. They are locked until the transaction ends, so that none changes."""
    if not unread:
        return
    locked = CaseNote.objects.select_for_update(no_key=True).filter(pk__in=unread).order_by("pk")
    new = list(locked.values_list("pk", flat=True))
    rows = [NoteReader(note_id=note, user=by.user, read_at=case.view.now) for note in new]
    NoteReader.objects.bulk_create(rows, ignore_conflicts=True)
    if NoteReader.objects.filter(note__in=new, user=by.user, read_at__isnull=True).update(read_at=case.view.now):
        papers_changed.send(sender=CaseNote, case=case, people={by.user.pk: own_note_rights(case)}, by=by.user.pk)


@transaction.atomic(durable=True)
def write_note(*, reference: str, by: Actor, level: NoteLevel, words: str, named: Collection[UUID] = ()) -> CaseNote:
    """Keep a note for its readers. NotNow if it names somebody who does not read it; NoRight without this level."""
    case, rights = _enter_to_write(by, reference)
    if level not in rights.levels:
        raise NoRight
    access.claim(by, Reading.SEE_CASE, reference, case.view.now)
    seat = rights.seat_for(level)
    people = colleagues(case) if named else {}
    if not {one.user for one in readers(people.values(), level, seat, by.user.pk)} >= set(named):
        raise NotNow(str(CANNOT_READ))
    if level is not NoteLevel.MINE:
        check_read_inside(case, {str(NOTE): words})
    note = keep_note(case, by.user.pk, level, seat, words)
    NoteReader.objects.bulk_create([NoteReader(note=note, user_id=user, named=True) for user in named])
    if named:
        tell(CaseNote, case, by, people, named)
    return note


@transaction.atomic(durable=True)
def change_note(*, reference: str, by: Actor, note: UUID, words: str) -> None:
    """Change the words of a note of one's own that nobody else has read. NotNow if somebody has, or without its level."""
    case, rights = _enter_to_write(by, reference)
    row = _own_unread(case, by, note)
    if row.level not in rights.levels:
        raise NotNow(str(NOT_YOUR_LEVEL))
    if row.level != NoteLevel.MINE:
        check_read_inside(case, {str(NOTE): words}, instead=True)
    change_words(case, row, words)


@transaction.atomic(durable=True)
def delete_note(*, reference: str, by: Actor, note: UUID) -> None:
    """Delete a note of one's own that nobody else has read, and take back whom it notified. NotNow if somebody has read it."""
    case, _rights = _enter_to_write(by, reference)
    row = _own_unread(case, by, note)
    if row.level != NoteLevel.MINE:
        count_try(case)
    named = list(row.readers.values_list("user", flat=True))
    row.delete()
    tell(CaseNote, case, by, colleagues(case), named)


def _own_unread(case: Case, by: Actor, note: UUID) -> CaseNote:
    row = CaseNote.objects.select_for_update().filter(pk=note, case=case.pk, writer=by.user).first()
    if row is None:
        raise NotSeen
    if row.readers.filter(read_at__isnull=False).exists():
        raise NotNow(str(FIXED))
    return row


@transaction.atomic(durable=True)
def add_task(
    *,
    reference: str,
    by: Actor,
    words: str,
    person: UUID,
    due_on: date | None = None,
    step: Verb | None = None,
    step_out: bool = False,
) -> None:
    """Keep a task for a member of the team. NotNow if they are not in the team or may not take the step, or if the day is past.

    Somebody who worked on the case earlier, and may no longer read its report, can still ask. `step_out`: the task asks
    the person to give the case to somebody else.
    """
    case, rights = _enter_to_write(by, reference)
    if not rights.working:
        raise NoRight
    access.claim(by, Reading.SEE_CASE, reference, case.view.now)
    team = team_of(case)
    if person not in team:
        raise NotNow(str(NOT_THEIRS))
    if step is not None and step not in team[person].steps:
        raise NotNow(str(NOT_THEIR_STEP))
    if due_on is not None and due_on < case.view.today:
        raise NotNow(str(DAY_PASSED))
    if own_tasks(case).filter(done_at__isnull=True).count() >= MOST:
        raise NotNow(str(TOO_MANY))
    check_read_inside(case, {str(TASK): words})
    keep_task(case, by.user.pk, words=words, person=person, due_on=due_on, step=step, step_out=step_out)
    _tell_of_task(case, by, person)


@transaction.atomic(durable=True)
def tick_off(*, reference: str, by: Actor, item: str) -> None:
    """Tick an item of the checklist. NotSeen for one that cannot be ticked in this state."""
    case = _enter_team(by, reference)
    if not can_be_ticked(case, item):
        raise NotSeen
    tick_item(case, by.user.pk, item)


@transaction.atomic(durable=True)
def take_tick_off(*, reference: str, by: Actor, item: str) -> None:
    """Open an item of the checklist again. NotSeen for one that is not on the list of this state."""
    case = _enter_team(by, reference)
    if item not in {one.key for one in items_of(case)}:
        raise NotSeen
    untick_item(case, item)


@transaction.atomic(durable=True)
def finish_task(*, reference: str, by: Actor, task: UUID) -> None:
    """Note that a task is done. If it was already done, the first person stays named."""
    case = _enter_team(by, reference)
    row = _locked(case, task)
    if row.done_at is None:
        row.done_at, row.done_by = case.view.now, by.user
        row.save(update_fields=["done_at", "done_by"])
        tell_of_tick(case, by, row)


@transaction.atomic(durable=True)
def reopen_task(*, reference: str, by: Actor, task: UUID) -> None:
    case = _enter_team(by, reference)
    row = _locked(case, task)
    row.done_at, row.done_by = None, None
    row.save(update_fields=["done_at", "done_by"])
    tell_of_tick(case, by, row)


@transaction.atomic(durable=True)
def take_task(*, reference: str, by: Actor, task: UUID) -> None:
    """Give a task to oneself."""
    case = _enter_team(by, reference)
    row = _locked(case, task)
    before = row.person_id
    give_task(row, by.user)
    _tell_of_task(case, by, before, by.user.pk)


@transaction.atomic(durable=True)
def delete_task(*, reference: str, by: Actor, task: UUID) -> None:
    """Delete a task that the actor wrote. NotNow for a task that somebody else wrote, who may still need it."""
    case = _enter_team(by, reference)
    row = _locked(case, task)
    if row.writer_id != by.user.pk:
        raise NotNow(str(NOT_YOURS))
    count_try(case)
    CaseTask.objects.filter(pk=row.pk).delete()  # `row` itself would lose its key.
    row.done_at, row.done_by = None, None
    tell_of_tick(case, by, row)


def _locked(case: Case, task: UUID) -> CaseTask:
    row = own_tasks(case).select_for_update().filter(pk=task).first()
    if row is None:
        raise NotSeen
    return row


def _enter(by: Actor, reference: str) -> tuple[Case, NoteRights]:
    """Return a case and what the actor writes and reads in it. Raises NotSeen, or NoRight without notes."""
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    return case, own_note_rights(case)


def _enter_to_write(by: Actor, reference: str) -> tuple[Case, NoteRights]:
    """Return as `_enter` does, with the case locked: an erasure at the same time comes before this or after it."""
    case = access.case_written(by, reference, Reading.SEE_CASE)
    return case, own_note_rights(case)


def _enter_team(by: Actor, reference: str) -> Case:
    """Return a case in whose team the actor is. Raises NotSeen or NoRight."""
    case, rights = _enter(by, reference)
    if not rights.team:
        raise NoRight
    return case


def _tell_of_task(case: Case, by: Actor, *users: UUID | None) -> None:
    tell(CaseTask, case, by, colleagues(case), filter(None, users))
