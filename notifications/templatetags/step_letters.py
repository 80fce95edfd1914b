"""The letters that a step sends, for the page of the step: to whom, which one, and when it counts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.procedure.service.reminders import words_of_last_proof, words_of_last_reminder
from casework.record.events import (
    KINDS,
    Event,
    ItemServedWhole,
    ItemWithheld,
    ReporterRequestAnswered,
    RespondentRequestAnswered,
)
from casework.record.rights import ACCUSED
from casework.record.state.deeming import DEEMED, Deeming
from casework.record.state.notice import REVEALING
from casework.record.state.requests import requests_for
from casework.recording import Rehearsed
from casework.vocabulary import Seat, Verb
from casework.web.requests import acting
from notifications.dispatch.case_letters import LettersHad
from notifications.dispatch.case_letters import letters_had as letters_to
from notifications.dispatch.dispatcher import with_copies
from notifications.dispatch.letters_ahead import LetterAhead, letters_ahead, set_into_page
from notifications.letters.feedback_days import words_of_next_word
from notifications.letters.greetings import greets_nobody_here, knows_representatives
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import LETTERS, TOLD_ANONYMOUSLY

register = template.Library()
COUNTS = {
    Deeming.BY_TIME: _("It counts when it is opened, or once two reminders and the days after them are over."),
    Deeming.WITH_POST: _("It counts when it is opened, or once its posting is proven and the days after it are over."),
    Deeming.NEVER: _("It counts when it is opened, or once two people have entered the proof."),
}
SAID_AHEAD: Mapping[Verb, Callable[[Case, int], str]] = {
    Verb.REMIND_READER: words_of_last_reminder,
    Verb.RECORD_SERVICE: words_of_last_proof,
    Verb.GIVE_FEEDBACK: words_of_next_word,
}
"""What else the page of a step says before it is taken, from a rehearsal."""
AT_ONCE = _("It waits in the account from then on.")
DEPENDS: Mapping[type[Event], Promise] = {
    ItemWithheld: _("if you withhold it"),
    ItemServedWhole: _("if you serve it whole"),
}
"""Letters that go only on one answer of a step."""
COPY = _("A copy. It does not count as service.")
NEITHER_HAS_IT = _("The text greets “%(name)s”. Neither the member nor a representative in this case has that name.")
NOT_THE_MEMBER = _("The text greets “%(name)s”. The member does not have that name.")
TO_THE_REPORTER = _("The reporter can read it within minutes, with their twelve words or in their account.")
NOT_WITHOUT_A_NAME = _(
    "A reporter who gave their name can read it within minutes, with their twelve words or in their account. One who gave no "
    "name is not shown it: it would tell that the person is a member."
)
"""What is said of a letter that the channel of an anonymous report leaves out. Nobody here knows whether this report is one."""


@dataclass(frozen=True, kw_only=True)
class LetterToSend:
    """A letter that a step sends. `depends`: on what it depends whether it goes; "" if it always does."""

    seat: Seat
    subject: Promise
    counts: Promise
    depends: Promise | str = ""


@register.simple_tag
def letters_of(verb: Verb, case: Case) -> list[LetterToSend]:
    """Return the letters that go out once an officer takes a step, with the copies of a representative.

    Nothing goes to a member who does not know of the case. Where the letters depend on an answer, each says so.
    """
    found: dict[tuple[Seat, str], LetterToSend] = {}
    for kind in _kinds_of(verb, case):
        for seat, post in with_copies(LETTERS.get(kind, {}), copied=case.view.representation.accepted):
            if post.sender_alone or (seat in ACCUSED and not may_reach_member(case, kind)):
                continue
            found.setdefault((seat, post.template), _letter_to_send(kind, seat, post.template))
    return list(found.values())


def _kinds_of(verb: Verb, case: Case) -> Iterator[type[Event]]:
    """Yield the events that a step can record in this case now."""
    here = HERE.get(verb)
    for kind in KINDS.values():
        if getattr(kind, "verb", None) is verb and (here is None or here(kind, case)):
            yield kind


def _answers_a_request(kind: type[Event], case: Case) -> bool:
    """Whether a request of the side to which this event answers waits for the viewer."""
    return any(ANSWER_TO[one.side] is kind for one in requests_for(case.view, case.acting.seats))


ANSWER_TO: Mapping[Seat, type[Event]] = {
    Seat.RESPONDENT: RespondentRequestAnswered,
    Seat.COMPLAINANT: ReporterRequestAnswered,
}
HERE: Mapping[Verb, Callable[[type[Event], Case], bool]] = {Verb.ANSWER_REQUEST: _answers_a_request}
"""Of a step that records one of several events: whether it can be this one, as the case stands."""


@register.simple_tag
def sends_letters(verb: Verb) -> bool:
    """Whether a step sends a letter to anybody at all. The proof that one was served sends none."""
    kinds = (kind for kind in KINDS.values() if getattr(kind, "verb", None) is verb)
    return any(not post.sender_alone for kind in kinds for post in LETTERS.get(kind, {}).values())


@register.simple_tag
def letters_had(case: Case) -> LettersHad:
    """Return the last letters that the reporter of a case has had, as far as its viewer may know. One query."""
    return letters_to(case, Seat.COMPLAINANT)


def may_reach_member(case: Case, kind: type[Event]) -> bool:
    return case.view.notice.known_to_respondent or kind in REVEALING


@register.simple_tag
def said_ahead(made: Rehearsed, verb: Verb) -> str:
    """Return what else follows from a rehearsed step. The page after it says the same."""
    number = sum(getattr(event, "verb", None) is verb for event, _texts in made.acts) or 1
    return SAID_AHEAD[verb](made.case, number) if verb in SAID_AHEAD else ""


@register.simple_tag(takes_context=True)
def letters_seen(context: Context, made: Rehearsed, verb: Verb) -> list[tuple[LetterAhead, SafeString]]:
    """Return the letters that a rehearsed step would send, each with its text as it can stand beside others."""
    found = letters_ahead(made, verb, acting(context["request"]))
    return [(one, set_into_page(one.html, n)) for n, one in enumerate(found, 1)]


@register.simple_tag
def strangers_greeted(made: Rehearsed) -> tuple[str, ...]:
    """Return a sentence about each name that a rehearsed step greets and that fits nobody whom its viewer may know."""
    words = NEITHER_HAS_IT if knows_representatives(made.shown) else NOT_THE_MEMBER
    return tuple(str(words % {"name": name}) for name in greets_nobody_here(made))


def _letter_to_send(kind: type[Event], seat: Seat, name: str) -> LetterToSend:
    deeming = DEEMED.get(kind) if seat is Seat.RESPONDENT else None
    to_reporter = TO_THE_REPORTER if name in TOLD_ANONYMOUSLY else NOT_WITHOUT_A_NAME
    otherwise = to_reporter if seat is Seat.COMPLAINANT else AT_ONCE
    counts = COUNTS[deeming] if deeming else COPY if seat is Seat.REPRESENTATIVE else otherwise
    return LetterToSend(seat=seat, subject=SUBJECTS[name], counts=counts, depends=DEPENDS.get(kind, ""))
