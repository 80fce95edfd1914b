"""What a step from the list would do in each of several cases, before anything is done."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.pseudonyms import people_behind
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.step_version import step_version
from casework.queries.case.withdrawal_asked import asks_to_withdraw
from casework.queries.people.absences import absences_told_to
from casework.queries.people.rota import next_on_rota
from casework.queries.people.seats_ahead import screeners_ahead
from casework.queries.threads.danger_box import is_read_for_danger
from casework.record.state import CaseView
from casework.record.state.danger import TOLD_OF_DANGER, is_in_danger
from casework.record.turns import expected_now
from casework.vocabulary import NoRight, NotSeen, Seat, Verb
from casework.workflow.step import in_the_way

NOT_YOURS = _lazy("This cannot be done. The case is not in your list, or the step is not yours any more.")


class Warnings(NamedTuple):
    """What somebody has to know before a step is taken in a case.

    `danger`: who says that somebody is in danger there, if the viewer is told of it. `withdraws`: a reporter asks to withdraw.
    `unread`: the step takes the report up, and nobody has ticked off that it was read for danger.
    """

    danger: str = ""
    withdraws: bool = False
    unread: bool = False


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be done in one case, or why it cannot be. `version` is that of the step, for the act that follows."""

    reference: str
    code_name: str
    words: str
    can: bool
    version: str = ""
    warnings: Warnings = Warnings()


def seat_to_fill(view: CaseView) -> Seat | None:
    """Return the seat for which a case waits: it is empty or left, or one more is wanted."""
    return next(seats_waited_for(view), None)


def seats_waited_for(view: CaseView) -> Iterator[Seat]:
    """Yield the seats for which a case waits, the first one first."""
    yield from (one.fills for one in expected_now(view) if Verb.SEAT_OFFICER in one.verbs and one.fills)


def _acknowledged(case: Case) -> tuple[bool, str]:
    told = _("The reporter is told that it has arrived. %(seats)s")
    return True, told % {"seats": screeners_ahead(case)}


def _seated(case: Case) -> tuple[bool, str]:
    seat = seat_to_fill(case.view)
    if seat is None:
        return False, _("No seat of this case waits for somebody to be seated from here.")
    chosen = next_on_rota(case.view, seat, case.acting.person)
    if not chosen:
        return False, _("%(seat)s: nobody is free.") % {"seat": seat.label}
    user = people_behind(set(chosen))[chosen[0]]
    absence = absences_told_to(case.seats, [user.pk], case.view.today).get(user.pk, "")
    words = _("%(seat)s: %(name)s is next on the rota.") % {"seat": seat.label, "name": user.name}
    return True, f"{words} {capfirst(absence)}{'.' if absence else ''}".rstrip()


BULK: Mapping[Verb, Callable[[Case], tuple[bool, str]]] = {
    Verb.ACKNOWLEDGE_COMPLAINT: _acknowledged,
    Verb.SEAT_OFFICER: _seated,
}
"""The steps that can be taken in several cases at once: none decides anything."""


def previews(by: Actor, verb: Verb, references: Collection[str]) -> list[Preview]:
    """Return what a step would do in each case, in this order. A case that is not there is like one that is not theirs."""
    return [_preview(by, verb, reference) for reference in references]


def is_warned_of(by: Actor, verb: Verb, reference: str) -> bool:
    """Whether the preview would warn of a step that can be taken in a case. It warns of no case that is not theirs."""
    try:
        case = access.case_shown(by, reference, verb)
    except (NotSeen, NoRight):
        return False
    return not in_the_way(case, verb) and any(_warnings(case, verb))


def _preview(by: Actor, verb: Verb, reference: str) -> Preview:
    try:
        case = access.case_shown(by, reference, verb)
    except (NotSeen, NoRight):
        access.note_refusal(by, verb, reference)
        return Preview(reference=reference, code_name="", words=str(NOT_YOURS), can=False)
    reasons = [str(reason) for reason in in_the_way(case, verb)]
    can, words = (False, " ".join(reasons)) if reasons else BULK[verb](case)
    version = step_version(case, verb) if can else ""
    return Preview(
        reference=reference,
        code_name=case.code_name,
        words=words,
        can=can,
        version=version,
        warnings=_warnings(case, verb),
    )


def _warnings(case: Case, verb: Verb) -> Warnings:
    unread = verb is Verb.ACKNOWLEDGE_COMPLAINT and not is_read_for_danger(case)
    return Warnings(_danger(case), asks_to_withdraw(case), unread)


def _danger(case: Case) -> str:
    if not is_in_danger(case.view) or case.seats.isdisjoint(TOLD_OF_DANGER):
        return ""
    triaged = case.view.screening.triaged
    return _("Somebody is in danger now.") if triaged else _("The reporter says that somebody is in danger.")
