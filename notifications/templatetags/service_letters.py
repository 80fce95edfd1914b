"""The letters to the member that are not served, above the steps about their service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django import template
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.procedure.seats.guards import OFFICERS
from casework.procedure.service.asked_letters import asked_first
from casework.procedure.service.forms import names_of_letters
from casework.procedure.service.guards import prints_whole
from casework.queries.case.page import respondent_named
from casework.queries.people.case_people import people_named
from casework.queries.people.who_posts import who_posts
from casework.record.rights import rights_of
from casework.record.rights.posting import is_held, nobody_prints, poster_of, reads_whole, seats_that_print
from casework.record.state.service import Sent, ServicePart
from casework.vocabulary import Seat, Verb
from notifications.dispatch.case_letters import SentLetter, letters_named, letters_to_the_member
from policy.deemed_service import REMINDERS, reminder_day
from policy.rules import Rules

register = template.Library()
ABOUT_SERVICE = frozenset(
    {Verb.RECORD_SERVICE, Verb.REMIND_READER, Verb.RECORD_BOUNCE, Verb.DIRECT_SERVICE, Verb.PROVE_NON_RECEIPT}
)
POSTED = frozenset({Verb.RECORD_SERVICE, Verb.REMIND_READER})
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
    `why_not`: why it is none of the choices of the form; empty if it is one. `prints`: the viewer can print all of it.
    `posted_by` are the seats of those who can, first the one that posts it; none if no seat that posts letters can: then
    `printed_by` are the seats and names of others who can, and `seats_wanted` the seats in which somebody could. `keeper`: the
    seat that posts it then, on paper that somebody printed before.
    """

    letter: SentLetter
    name: str
    key: str
    waits: bool
    posted: bool
    reminders: tuple[Reminding, ...]
    prints: bool
    posted_by: tuple[str, ...]
    printed_by: tuple[str, ...]
    seats_wanted: tuple[str, ...]
    keeper: Promise | str = ""
    can_be_chosen: bool = True
    why_not: Promise | str = ""


register.simple_tag(letters_named)


@register.simple_tag
def member_to_write_to(case: Case) -> str:
    """Return the respondent's name and number for a viewer who may know who it is; empty for others."""
    return respondent_named(case, case.rights)


@register.simple_tag
def letters_to_serve(case: Case, verb: Verb, form: Form) -> tuple[ServiceLetter, ...]:
    """Return the letters that are not served, beside a step about service, those first that it asks of the viewer now.

    None beside other steps. One query, and one for each letter for the names of who prints it, unless the door read them.
    """
    if verb not in ABOUT_SERVICE:
        return ()
    letters = _unserved(case, verb)
    choices = {key for key, _words in getattr(form.fields.get("letter"), "choices", ())}
    return tuple(
        one if one.key in choices else replace(one, can_be_chosen=False, why_not=_why_not(verb, one)) for one in letters
    )


def _why_not(verb: Verb, one: ServiceLetter) -> Promise | str:
    """Return why a letter is none of the choices of a step; empty where the page says it already by who can print it."""
    reminds_by_mail = verb is Verb.REMIND_READER and not one.reminders
    others_print = verb in POSTED and not one.prints and not reminds_by_mail
    return "" if others_print else WHY_NOT.get(verb, _("It cannot be chosen here."))


def _unserved(case: Case, verb: Verb) -> Iterator[ServiceLetter]:
    signed = {one.subject for one in case.view.proposals.all_of(Verb.RECORD_SERVICE)}
    known, shown = case.view.service, {one.about: one for one in letters_to_the_member(case)}
    names = names_of_letters(case.view, case.acting)
    for one in asked_first(case.view, case.acting.seats, verb, known.unserved):
        if one.about in shown:
            yield ServiceLetter(
                letter=shown[one.about],
                name=names[one.about],
                key=f"{one.about}:{Seat.RESPONDENT}",
                waits=one.about in signed,
                posted=any(about == one.about for about, _day in known.posted),
                reminders=tuple(_reminders(known, one, case.view.rules)) if known.mail_failed(one.about) else (),
                prints=shown[one.about].reads and shown[one.about].number > 0 and prints_whole(case, one),
                posted_by=who_posts(case, one),
                printed_by=_printed_by(case, one),
                seats_wanted=_seats_wanted(case, one),
                keeper=keeper.label if (keeper := poster_of(case.view, one)) else "",
            )


def _printed_by(case: Case, letter: Sent) -> tuple[str, ...]:
    """Return those who can print a letter whole, by seat and name, where no seat that posts letters can."""
    if not nobody_prints(case.view, letter):
        return ()
    people = ((seat, name, rights_of(seat, case.view, person)) for seat, name, person in people_named(case))
    return tuple(f"{seat.label}, {name}" for seat, name, rights in people if reads_whole(case.view, letter, rights))


def _seats_wanted(case: Case, letter: Sent) -> tuple[str, ...]:
    """Return the seats that intake can fill and whose holder can print a letter whole, where nobody who posts letters can.

    An empty seat that posts letters is named alone: while its holder could print one, no other seat may enter its posting.
    """
    posting = tuple(seats_that_print(case.view, letter))
    if any(is_held(case.view, seat) for seat in posting):
        return ()
    seats = sorted(OFFICERS.intersection(posting) or OFFICERS)
    return tuple(str(seat.label) for seat in seats if reads_whole(case.view, letter, rights_of(seat, case.view)))


def _reminders(known: ServicePart, letter: Sent, rules: Rules) -> Iterator[Reminding]:
    """Yield both reminders of a letter: those that count with their day, and the days on which the others are due."""
    sent = list(known.reminded_on(letter.about))
    first = known.first_day_of_reminder(letter, rules)
    days = [*sent, *([first] if first else [])]
    while len(days) < REMINDERS and (day := reminder_day(letter.on, days, rules)):
        days.append(day)
    yield from (Reminding(number=n, on=day, sent=n <= len(sent)) for n, day in enumerate(days, 1))
