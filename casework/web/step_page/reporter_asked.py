"""Shows whether the reporter was asked, above the form that decides about the reporter's name."""

from django.urls import reverse

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.screening.forms import shut_asked
from casework.queries.threads.conversation import Conversation, messages_in
from casework.queries.threads.seats import seats_in_thread
from casework.queries.threads.second_reading import with_reader
from casework.queries.threads.waiting_messages import has_own_due, next_round
from casework.vocabulary import Thread, Verb
from casework.web.shared.context import Context

LAST = 6


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


def shut_tick(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Let nobody tick that the reporter was asked while their own message to the reporter can still be taken back."""
    if verb is Verb.DECIDE_IDENTITY and has_own_due(case, by.user.pk, Thread.REPORTER):
        shut_asked(form)


def decision_ahead(talk: Conversation, case: Case) -> str:
    """Return the address of the decision about the reporter's name; "" where it is made, or the writer may not make it."""
    waits = talk.by_society and talk.thread is Thread.REPORTER and case.view.screening.identity_decision is None
    may = Verb.DECIDE_IDENTITY.value in case.rights
    return reverse("step", args=[case.reference, Verb.DECIDE_IDENTITY]) if waits and may else ""
