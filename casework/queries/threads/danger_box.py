"""What a case and each of its steps say first while somebody is in danger: what is done already, and what to do today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.models import Case, CaseTask
from casework.queries.case.page import is_veiled
from casework.queries.steps.offers import Offer, offers
from casework.queries.threads.seats import seats_in_thread
from casework.record.state.danger import TOLD_OF_DANGER, is_in_danger
from casework.vocabulary import CaseState, Reading, Seat, Thread, Verb
from casework.vocabulary.checklists import READ_FOR_DANGER

WAYS = frozenset({Verb.PROPOSE_INTERIM, Verb.REFER_CASE})
"""The steps by which the Society can act when somebody is in danger."""


@dataclass(frozen=True, kw_only=True)
class DangerBox:
    """What to do while somebody is in danger. `ways` are the steps that can help, which may be shut.

    `only_reported`: the reporter alone says so, and the risk is not recorded. `taken_up`: the report was acknowledged.
    `unprotected`: the viewer can seat a protection officer, and nobody is seated. `writes`: the viewer can ask the reporter
    about it. `waits`: a message to the reporter waits for its second reader. `written_on`: when they were last written to.
    """

    only_reported: bool
    taken_up: bool
    ways: tuple[Offer, ...]
    unprotected: bool
    writes: bool
    waits: bool
    written_on: date | None


def danger_box(case: Case, offered: Iterable[Offer]) -> DangerBox | None:
    """Return the box from the steps that the viewer is offered; None without danger, or if their seat is not told. No query."""
    if not is_in_danger(case.view) or case.seats.isdisjoint(TOLD_OF_DANGER) or is_veiled(case):
        return None
    offered, talk = tuple(offered), case.view.conversation
    seats = any(one.verb is Verb.SEAT_OFFICER and one.allowed for one in offered)
    written_at = talk.get(Thread.REPORTER).written_at
    writes = bool(seats_in_thread(case, Thread.REPORTER, Verb.SEND_MESSAGE))
    return DangerBox(
        only_reported=not case.view.screening.triaged,
        taken_up=case.view.state is not CaseState.SUBMITTED,
        ways=tuple(one for one in offered if one.verb in WAYS),
        unprotected=seats and not case.view.people.holding(Seat.PROTECTION_OFFICER),
        writes=writes,
        waits=writes and any(one.thread is Thread.REPORTER for one in talk.put_forward),
        written_on=case.view.day_of(written_at) if writes and written_at else None,
    )


def is_read_for_danger(case: Case) -> bool:
    """Whether somebody ticked off that the report was read for danger to a person. One query."""
    return CaseTask.objects.filter(case=case.pk, item=READ_FOR_DANGER.key, done_at__isnull=False).exists()


def danger_over_step(case: Case, verb: Verb) -> DangerBox | None:
    """Return the box for the page of a step, which does not lead to itself.

    None if its viewer does not see the case. A blind reader of the risk does not learn what the first reader recorded.
    """
    if verb is Verb.READ_BLIND or Reading.SEE_CASE.value not in case.rights:
        return None
    return danger_box(case, (one for one in offers(case, case.rights, (*WAYS, Verb.SEAT_OFFICER)) if one.verb != verb))
