"""The letters to the member that are not served, above the steps about their service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import template

from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.record.state.service import Sent, ServicePart
from casework.vocabulary import Seat, Verb
from notifications.case_letters import SentLetter, letters_named, letters_to_the_member
from policy.deemed_service import REMINDERS, reminder_day
from policy.rules import Rules

register = template.Library()
ABOUT_SERVICE = frozenset(
    {Verb.RECORD_SERVICE, Verb.REMIND_READER, Verb.RECORD_BOUNCE, Verb.DIRECT_SERVICE, Verb.PROVE_NON_RECEIPT}
)


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """One of the two reminders of a letter: entered on a day, or due on it."""

    number: int
    on: date
    sent: bool


@dataclass(frozen=True, kw_only=True)
class ServiceLetter:
    """A letter to the member that is not served, by its `name` on the form, where `key` chooses it.

    `waits`: its proof waits for a signature. `posted`: two people entered its posting, and its days are not over.
    """

    letter: SentLetter
    name: str
    key: str
    waits: bool
    posted: bool
    reminders: tuple[Reminding, ...]


register.simple_tag(letters_named)


@register.simple_tag
def letters_to_serve(case: Case, verb: Verb, proposed: tuple[tuple[str, str], ...]) -> tuple[ServiceLetter, ...]:
    """Return the letters that a step about service can be about; none for other steps. One query.

    `proposed` is what waits for a signature, in words.
    """
    if verb not in ABOUT_SERVICE:
        return ()
    return tuple(_unserved(case, {answer for _question, answer in proposed or ()}))


def _unserved(case: Case, said: set[str]) -> Iterator[ServiceLetter]:
    known, shown = case.view.service, {one.about: one for one in letters_to_the_member(case)}
    names = names_of_letters(known.sent)
    for one in known.unserved:
        if one.about in shown:
            yield ServiceLetter(
                letter=shown[one.about],
                name=names[one.about],
                key=f"{one.about}:{Seat.RESPONDENT}",
                waits=any(words == names[one.about] or words.startswith(f"{names[one.about]} (") for words in said),
                posted=any(about == one.about for about, _day in known.posted),
                reminders=tuple(_reminders(known, one, case.view.rules)) if known.mail_failed(one.about) else (),
            )


def _reminders(known: ServicePart, letter: Sent, rules: Rules) -> Iterator[Reminding]:
    """Yield both reminders of a letter: those that count with their day, and the days on which the others are due."""
    sent = list(known.reminded_on(letter.about))
    first = known.first_day_of_reminder(letter, rules)
    days = [*sent, *([first] if first else [])]
    while len(days) < REMINDERS and (day := reminder_day(letter.on, days, rules)):
        days.append(day)
    yield from (Reminding(number=n, on=day, sent=n <= len(sent)) for n, day in enumerate(days, 1))
