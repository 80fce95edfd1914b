"""What a reporter has read in this session. The record never notes when a reporter reads who did not report openly."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest

from casework.models import Case
from casework.queries.threads.conversation import ThreadLine, is_read_secretly
from casework.vocabulary import Thread

READ = "read_here"
"""The session key of how many messages each thread had when it was read."""


def note_read_here(request: HttpRequest, case: Case, thread: Thread) -> None:
    """Note in the session that a thread was read whole, if the record does not note it."""
    if is_read_secretly(case, thread):
        before = request.session.get(READ, {})
        read = before | {f"{case.reference}:{thread.value}": case.view.conversation.get(thread).count}
        if read != before:
            request.session[READ] = read


def as_read_here(request: HttpRequest, case: Case, lines: Iterable[ThreadLine]) -> list[ThreadLine]:
    """Return the threads of a case, without calling new what was read in this session."""
    read = request.session.get(READ, {})
    return [
        replace(line, unread=min(line.unread, line.count - read.get(f"{case.reference}:{line.thread.value}", 0)))
        for line in lines
    ]
