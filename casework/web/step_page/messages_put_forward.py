"""The messages that wait for a person as second reader, above the forms that release and return them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.access import Actor
from casework.models import Case, WaitingMessage
from casework.queries.case.step_version import Change, changes_after
from casework.queries.evidence.outgoing import words_of_file
from casework.queries.threads.conversation import Said, messages_in
from casework.queries.threads.waiting_messages import put_forward_in, written_in
from casework.record.rights.second_readers import waiting_for
from casework.record.state.conversation import PutForward
from casework.vocabulary import CaseCompartment, Seat, Thread, Verb
from casework.web.shared.asked_texts import open_asked
from casework.web.shared.context import Context
from vault.compartments import CannotOpen

SECOND_READING = frozenset({Verb.RELEASE_MESSAGE, Verb.RETURN_MESSAGE})
LAST = 3
"""The most messages that are shown before the one that waits."""


@dataclass(frozen=True, kw_only=True)
class FileShown:
    """A file of a message, word for word, and what its author says of it."""

    name: str
    words: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class MessageShown:
    """A message as its reader will get it. `words` is None if it cannot be read now.

    `before` are the last messages of its thread, each with its words. `reads_thread`: the second reader may read them.
    `since` is what has happened in the case since it was written.
    """

    number: int
    thread: Thread
    seat: Seat
    words: str | None
    before: tuple[tuple[Said, str], ...]
    reads_thread: bool
    since: tuple[Change, ...]
    due_on: date | None = None
    files: tuple[FileShown, ...] = ()


def over_messages(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what the pages of a second reader show above their form: every word that would go out, and what it answers."""
    if verb not in SECOND_READING:
        return {}
    waiting = waiting_for(case.view, case.acting.seats, case.acting.person)
    before = {thread: _before(case, verb, by, thread) for thread in dict.fromkeys(one.thread for one in waiting)}
    shown = [_shown(case, one, number, before[one.thread]) for number, one in enumerate(waiting, 1)]
    return {"put_forward": shown, "look_first": verb is Verb.RELEASE_MESSAGE and any(one.since for one in shown)}


def _before(case: Case, verb: Verb, by: Actor, thread: Thread) -> tuple[tuple[Said, str], ...]:
    """Return what the party wrote since the Society wrote last, or the last message of all; nothing without the right."""
    said = messages_in(case, thread)
    since = next((len(said) - place for place, one in enumerate(reversed(said)) if one.mine), 0)
    shown = said[since:][-LAST:] or said[-1:]
    opened = open_asked(case, verb, by, {(one.entry, one.text.field) for one in shown})
    return tuple((one, str(opened.get((one.entry, one.text.field)) or "")) for one in shown)


def _shown(case: Case, one: PutForward, number: int, before: tuple[tuple[Said, str], ...]) -> MessageShown:
    row = put_forward_in(case, one.message)
    try:
        written = written_in(case, row) if row else None
        files = (
            tuple(_file(case, each.file, one.thread.kept, each.caption) for each in written.files) if written else ()
        )
    except CannotOpen:
        written, files = None, ()
    return MessageShown(
        number=number,
        thread=one.thread,
        seat=one.seat,
        words=written.message if written else None,
        before=before,
        reads_thread=one.thread.opens.value in case.rights,
        since=_since(case, one, row),
        due_on=written.due_on if written else None,
        files=files,
    )


def _since(case: Case, one: PutForward, row: WaitingMessage | None) -> tuple[Change, ...]:
    """Return what happened since a message was written; since it was put forward, if no moment was kept with it."""
    written_at = row.written_at if row else None
    put_forward_at = next(entry.at for entry in case.record if entry.event.id == one.entry)
    return changes_after(case, Verb.RELEASE_MESSAGE, written_at or put_forward_at)


def _file(case: Case, file: UUID, kept: CaseCompartment, caption: str) -> FileShown:
    name, words = words_of_file(case, file, kept).values()
    return FileShown(name=name, words=words, caption=caption)
