"""What the next page says once a step was taken, and where it leads: to a receipt, or to what the officer does next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from casework.models import Case
from casework.procedure.service.reminders import words_of_last_proof, words_of_last_reminder, words_of_return
from casework.queries.decisions.vote_ended import words_after_vote
from casework.queries.people.seats_ahead import investigator_ahead, screeners_seated, words_of_place
from casework.record.events import PartySignatureGiven
from casework.verbs import VERBS, Step
from casework.vocabulary import Verb
from casework.web.step_page.page import OFFICES
from ledger import queries as ledger
from ledger.clock import now

DONE, MOST_DONE = "done", 200
"""The session key of what was done today, and of how many different things the session keeps."""
NEXT = _lazy("Go to what is next for you")
SIGNED = "signed:"
"""Stands before a step that was signed and waited for others then. Whether it still waits, another part of the page says."""

LEAVING = frozenset({Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER})
"""Steps after which the case is not shown any more: what the next page says names the case."""

SEATING = frozenset({Verb.SEAT_OFFICER, Verb.SEAT_ADJUDICATOR, Verb.REPLACE_SEAT})
"""Steps whose form names a seat and a person: what the next page says names both."""
SAID_AFTER: Mapping[Verb, Callable[[Case], str]] = {
    Verb.ACKNOWLEDGE_COMPLAINT: screeners_seated,
    Verb.OPEN_INVESTIGATION: investigator_ahead,
    Verb.REMIND_READER: words_of_last_reminder,
    Verb.RECORD_SERVICE: words_of_last_proof,
    Verb.RECORD_BOUNCE: words_of_return,
    Verb.VOTE_CASE_TO_ANSWER: words_after_vote,
    Verb.VOTE_ON_GROUNDS: words_after_vote,
}
"""What else the next page says after a step."""


class Did(TextChoices):
    """What an officer did today that is no step."""

    MESSAGE = "message:written", _lazy("Write a message")
    NOTE = "note:written", _lazy("Write a note")
    TASK = "task:given", _lazy("Give a task")
    REPORT = "report:taken", _lazy("Take a report")
    TICKED = "task:done", _lazy("Tick off a task")
    ABSENCE = "absence:said", _lazy("Say when you are away")
    SENT_BACK = "step:sent_back", _lazy("Send a step back")
    TAKEN_BACK = "step:taken_back", _lazy("Take a step back")


def tell_done(request: HttpRequest, step: Step, case: Case, link: str = "") -> None:
    """Say on the next page that a step was taken, or that it only waits for somebody else's signature."""
    waits = waits_for_others(case, step.verb)
    words = _words_while_it_waits(step) if waits else _words_when_done(step, case)
    if not waits and step.verb in SEATING:
        words = f"{words} {words_of_place(request.POST.get('place', ''))}".rstrip()
    messages.success(
        request, format_html("{} {}", words, link) if link else words, extra_tags="signed" if waits else ""
    )


def waits_for_others(case: Case, verb: Verb) -> bool:
    """Whether a step that the person has signed waits for others."""
    me = case.acting.person
    return any(me in {person for person, _seat in one.signers} for one in case.view.proposals.all_of(verb))


def _words_while_it_waits(step: Step) -> str:
    return _("Not done yet: %(step)s. It waits for somebody else to sign.") % {"step": step.label}


def _words_when_done(step: Step, case: Case) -> str:
    done = str(step.done) or _("%(step)s – done.") % {"step": step.label}
    done = f"{done} {SAID_AFTER[step.verb](case)}" if step.verb in SAID_AFTER else done
    done = f"{done} {_('The task that asked for it is ticked off.')}" if case.task_done else done
    case_left = f"{case.code_name}, {case.reference}" if step.verb in LEAVING else ""
    return _("%(case)s: %(done)s") % {"case": case_left, "done": done} if case_left else done


def keep_done(
    request: HttpRequest, reference: str, did: Verb | Did, *, times: int = 1, only_signed: bool = False
) -> None:
    """Note in the session that an officer did something today, and how often: the last `MOST_DONE` different things.

    `only_signed`: the step waits for somebody else's signature.
    """
    if not times:
        return
    same = [now().date().isoformat(), reference, f"{SIGNED if only_signed else ''}{did.value}"]
    kept = [one for one in request.session.get(DONE, ()) if one[0] == same[0]]
    before = sum(one[3] for one in kept if one[:3] == same)
    others = [one for one in kept if one[:3] != same]
    request.session[DONE] = [*others, [*same, before + times]][-MOST_DONE:]


def forget_done(request: HttpRequest, reference: str, did: Verb | Did) -> None:
    """Take the latest such thing off what was done today: it was taken back."""
    fewer = [
        [*one[:3], one[3] - 1] if one[1:3] == [reference, did.value] else one for one in request.session.get(DONE, ())
    ]
    request.session[DONE] = [one for one in fewer if one[3]]


@dataclass(frozen=True, kw_only=True)
class Done:
    """What an officer did today, in which case, and how often.

    `reference` is empty if it is about no case. `left`: it took them out.
    """

    reference: str
    words: str | Promise
    times: int
    left: bool


def done_today(request: HttpRequest) -> list[Done]:
    """Return each thing that an officer did today in this session, the latest first."""
    today = now().date().isoformat()
    return [
        Done(reference=reference, words=words_of(did), times=times, left=did in LEAVING)
        for day, reference, did, times in reversed(request.session.get(DONE, ()))
        if day == today
    ]


def words_of(did: str) -> str | Promise:
    """Return what an officer did in words, from how the session keeps it."""
    words = {one.value: one.label for one in Did}
    if did in words:
        return words[did]
    label = VERBS[Verb(did.removeprefix(SIGNED))].label
    return _("Signed: %(step)s") % {"step": label} if did.startswith(SIGNED) else label


def link_after(request: HttpRequest, case: Case, audience: str, *, there: str, leads: str) -> str:
    """Return the link that goes with it: to a party's receipt, a decider's docket, or the first line of an officer's Today.

    An empty docket leads on to Today.
    """
    if audience not in OFFICES:
        return link_to_receipt(address_of_receipt(case, there, leads))
    if audience != "desk":
        return link_to(f"{reverse('docket')}?but={case.reference}", NEXT)
    return link_to_next(case.reference)


def link_to_next(reference: str) -> str:
    """Return the link to the first line of an officer’s first page that is about another case."""
    return link_to(f"{reverse('next_to_do')}?but={reference}", NEXT)


def tell_with_next(request: HttpRequest, words: str, reference: str) -> None:
    """Say on the next page what was done, with the way to what is next."""
    messages.success(request, format_html("{} {}", words, link_to_next(reference)))


def link_to_receipt(address: str) -> str:
    return link_to(address, _("Keep a receipt that proves it"))


def link_to(address: str, words: str | Promise) -> str:
    return format_html('<a class="govuk-notification-banner__link" href="{}">{}</a>', address, words)


def address_of_receipt(case: Case, there: str, leads: str) -> str:
    """Return where a party finds the receipt of their last act: by itself if the act has taken them out of the case."""
    if leads == there:
        return f"{there}sent/"
    acts = [entry for entry in ledger.stream(case.stream) if entry.body["actor"] == str(case.acting.person)]
    own = [entry for entry in acts if entry.type != PartySignatureGiven.type]
    return reverse("last_act_receipt", args=[own[-1].id])
