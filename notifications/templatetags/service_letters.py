"""The letters to the member that are not served, above the steps about their service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django import template
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
WHY_NOT = {
    Verb.REMIND_READER: _("No mail about it came back, so its reminders go by e-mail, without you."),
    Verb.PROVE_NON_RECEIPT: _("It does not count as served, so there is nothing to put right."),
}
"""Why a letter that is not served is none of the choices of a step."""


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
    `why_not`: why it is none of the choices of the form; empty if it is one.
    """

    letter: SentLetter
    name: str
    key: str
    waits: bool
    posted: bool
    reminders: tuple[Reminding, ...]
    why_not: Promise | str = ""


register.simple_tag(letters_named)


@register.simple_tag
def letters_to_serve(
    case: Case, verb: Verb, proposed: tuple[tuple[str, str], ...], form: Form
) -> tuple[ServiceLetter, ...]:
    """Return the letters that are not served, beside a step about service; none beside other steps. One query.

    `proposed` is what waits for a signature, in words.
    """
    if verb not in ABOUT_SERVICE:
        return ()
    letters = _unserved(case, {answer for _question, answer in proposed or ()})
    choices = {key for key, _words in getattr(form.fields.get("letter"), "choices", ())}
    return tuple(
        one if one.key in choices else replace(one, why_not=WHY_NOT.get(verb, _("It cannot be chosen here.")))
        for one in letters
    )


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
