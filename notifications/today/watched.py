"""A case of an officer in which somebody else acts next, as a line of their first page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from casework.queries.queue.own_open_cases import OthersTurn
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from casework.workflow.step import opens_after
from casework.workflow.turns import written_meanwhile
from notifications.today.words import day_in, words_of_step
from notifications.waiting.lines import address_of


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A case in which somebody else acts next: in which seat, and with which step. `signing`: a signed step waits there.
    `later`: it is the viewer's own next step, and is not open yet.

    No step is named that waits for the reporter's answer, or while one waits for a signature, which few know. `asked_on` and
    `answer_by` are the days of the question, for somebody who may read it; `since`: when it became the turn of that seat.
    `writes` is what the viewer can write meanwhile, with its address; `opens_on` the day from which it can be sent, if only a
    running clock is in its way.
    """

    reference: str
    code_name: str
    state: CaseState
    seat: Seat | None
    step: str | Promise
    signing: bool
    later: bool
    asked_on: date | None
    answer_by: date | None
    since: date | None
    writes: tuple[str | Promise, str] | None
    opens_on: date | None


def watched(case: OthersTurn, zone: ZoneInfo, moment: datetime) -> Watched:
    waits = case.waiting_on == Seat.COMPLAINANT and case.expected_step == Verb.DECIDE_IDENTITY
    step = "" if waits or case.awaiting_signature else case.expected_step
    writes = _writes(case) if step else None
    return Watched(
        reference=case.reference,
        code_name=case.code_name,
        state=CaseState(case.state),
        seat=Seat(case.waiting_on) if case.waiting_on else None,
        step=words_of_step(Verb(step), begun=False) if step else "",
        signing=case.awaiting_signature,
        later=case.later,
        asked_on=case.asked_on,
        answer_by=case.answer_by,
        since=day_in(case.since, zone),
        writes=(words_of_step(writes[1], begun=False), address_of(*writes, case.reference)) if writes else None,
        opens_on=_opens_on(case, writes[1], zone, moment) if writes else None,
    )


def _writes(case: OthersTurn) -> tuple[Seat, Verb] | None:
    return written_meanwhile(CaseState(case.state), Verb(case.expected_step), [Seat(seat) for seat in case.seats])


def _opens_on(case: OthersTurn, verb: Verb, zone: ZoneInfo, moment: datetime) -> date | None:
    """Return the day after the last day of the side that acts now; None if the step waits for something else too."""
    if not case.due_clock or case.due < moment or not opens_after(verb, ClockName(case.due_clock)):
        return None
    return case.due.astimezone(zone).date() + timedelta(days=1)
