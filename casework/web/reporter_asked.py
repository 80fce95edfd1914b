"""Shows whether the reporter was asked, above the form that decides about the reporter's name."""

from django.http import HttpRequest
from django.urls import reverse

from casework.access import Actor
from casework.models import Case
from casework.queries.conversation import Conversation, messages_in
from casework.queries.second_reading import with_reader
from casework.queries.thread_seats import seats_in_thread
from casework.queries.waiting_messages import next_round
from casework.vocabulary import Thread, Verb
from casework.web.context import Context
from casework.web.message_drafts import BEGIN

LAST = 6
ABOUT = "identity"
"""The standard text with which the question begins, as the address of the message names it."""


def over_identity(case: Case, verb: Verb, by: Actor) -> Context:
    """Return the days of the last messages with the reporter, and what waits to go out; nothing where nobody can be asked.

    What a question is about is sealed: the officer reads that in the thread.
    """
    reads = seats_in_thread(case, Thread.REPORTER, Verb.READ_MESSAGES)
    if verb is not Verb.DECIDE_IDENTITY or case.view.filing.reporter is None or not reads:
        return {}
    on_its_way, to_reader = next_round(case, by.user.pk, Thread.REPORTER)
    return {
        "reporter_asked": {
            "thread": Thread.REPORTER,
            "said": messages_in(case, Thread.REPORTER)[-LAST:],
            "waiting": with_reader(case, Thread.REPORTER),
            "on_its_way": on_its_way,
            "to_reader": to_reader,
            "answer_by": case.view.conversation.get(Thread.REPORTER).answer_by(case.view.today),
            "writes": bool(seats_in_thread(case, Thread.REPORTER, Verb.SEND_MESSAGE)),
        }
    }


def decision_about(request: HttpRequest, talk: Conversation, case: Case) -> str:
    """Return the address of the step for which a message is written; "" if there is none, or the writer may not take it."""
    asks = talk.by_society and talk.thread is Thread.REPORTER and request.GET.get(BEGIN) == ABOUT
    may = Verb.DECIDE_IDENTITY.value in case.rights
    return reverse("step", args=[case.reference, Verb.DECIDE_IDENTITY]) if asks and may else ""
