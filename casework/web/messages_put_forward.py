"""The messages that wait for a person as second reader, above the forms that release and return them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.models import Case
from casework.queries.outgoing import words_of_file
from casework.queries.waiting_messages import put_forward_in, written_in
from casework.record.rights.second_readers import waiting_for
from casework.record.state.conversation import PutForward
from casework.vocabulary import CaseCompartment, Seat, Thread, Verb
from casework.web.context import Context
from vault.compartments import CannotOpen

SECOND_READING = frozenset({Verb.RELEASE_MESSAGE, Verb.RETURN_MESSAGE})


@dataclass(frozen=True, kw_only=True)
class FileShown:
    """A file of a message, word for word, and what its author says of it."""

    name: str
    words: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class MessageShown:
    """A message as its reader will get it. `words` is None if it cannot be read now."""

    number: int
    thread: Thread
    seat: Seat
    words: str | None
    due_on: date | None = None
    files: tuple[FileShown, ...] = ()


def over_messages(case: Case, verb: Verb) -> Context:
    """Return what the pages of a second reader show above their form: every word that would go out."""
    if verb not in SECOND_READING:
        return {}
    waiting = waiting_for(case.view, case.acting.seats, case.acting.person)
    return {"put_forward": [_shown(case, one, number) for number, one in enumerate(waiting, 1)]}


def _shown(case: Case, one: PutForward, number: int) -> MessageShown:
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
        due_on=written.due_on if written else None,
        files=files,
    )


def _file(case: Case, file: UUID, kept: CaseCompartment, caption: str) -> FileShown:
    name, words = words_of_file(case, file, kept).values()
    return FileShown(name=name, words=words, caption=caption)
