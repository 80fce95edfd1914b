"""The rows of a page of the queue: what each case shows to its viewer, and no more than its page would."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models.turn import NEVER
from casework.queries.case.page import NAMING
from casework.queries.people.whose_turn import page_of_question, question_asked
from casework.queries.queue.details import UNNAMED, Columns, Found, Holder, OwnTurn
from casework.queries.queue.filter import LEADS, SEATING
from casework.queries.queue.here import people_here
from casework.queries.queue.order import Order
from casework.queries.queue.seen import Seen
from casework.record.state.danger import TOLD_OF_DANGER
from casework.record.state.people import PARTIES
from casework.record.turns import FAR, seats_of_duty
from casework.record.turns.alongside import LEADING
from casework.vocabulary import CaseState, ClockName, Reading, Seat, Verb
from casework.vocabulary.marks import OwnMark
from policy.queries import rules_of

NAMED = frozenset(right.value for right in NAMING)


class LateClock(NamedTuple):
    """A clock that has ended, the Society's day on which it did, how many days are left, and whose duty it is."""

    clock: ClockName | None
    day: date
    days_left: int
    whose: str


class Row(NamedTuple):
    """One line of the queue. Days are the Society's; `due` is None if no clock runs, and in “My turn” the viewer's own.

    `about` is the respondent's name, empty unless the viewer may read it; `hidden`: nobody sees it before the risk is
    recorded; `unknown`: it is not known yet. `waiting_name` and `officer` are names of officers. `own`: the case waits
    for the viewer, or a step in it for their signature. `empty`: it waits for somebody to take a seat. `also` is the next
    other clock; `late_since` the one by which the case is late longest, if that is not `due`. It comes first where the list
    is sorted by it (`late_first`), in the view of late cases with all that is said of it (`late_whole`).
    `step` is what is expected of the viewer, the soonest first, None if nothing is; `signs`: it waits for their
    signature; `fills`: the seats that it fills. `question`: the one that it answers together with other steps;
    `answered_at`: the name of the page that has all its answers. `expected` what is expected of anybody, with its
    `expected_question`. `signed`: a step that somebody else has to sign, among those that the viewer may take.
    `fresh`: the viewer has not opened it; `changed`: it came to another stage since. `marks` are the viewer's own.
    `here` names those in the viewer's seat who look at it just now.
    `danger`: the recorded risk says that somebody is in danger now, and the viewer's seat is told. Intake
    is known by its right to fill seats. `begun`: the viewer began something there and did not send it. `ticked`: they had
    ticked it before they went back to the list.
    """

    reference: str
    code_name: str
    state: CaseState
    on_hold: bool
    linked: int
    files: int
    about: str
    hidden: bool
    unknown: bool
    waiting_on: Seat | None
    waiting_name: str
    own: bool
    empty: bool
    since: date | None
    due: date | None
    due_clock: ClockName | None
    also: tuple[ClockName, date] | None
    late_since: LateClock | None
    late_first: bool
    late_whole: bool
    severity: int
    danger: bool
    commitments: tuple[int, ...]
    officer: str
    received: date
    step: Verb | None
    signs: bool
    fills: str
    question: Promise | None
    answered_at: str
    expected: Verb | None
    expected_question: Promise | None
    signed: Verb | None
    mine: bool
    late: bool
    days_left: int
    fresh: bool
    changed: bool
    marks: tuple[OwnMark, ...]
    here: str
    begun: bool
    ticked: bool = False

    @property
    def asks_nobody(self) -> Promise | str:
        """Why nobody can be asked for progress, as far as the row tells; empty if somebody may be.

        Those who are late are asked, even while the next step is another’s.
        """
        if self.late_since is not None and self.late_since.whose and not self.own:
            return ""
        if self.waiting_on is None:
            return _("Nobody to ask for progress: no step is expected of anybody.")
        if self.waiting_on in PARTIES:
            return _("Nobody to ask for progress: it waits for somebody outside the team.")
        return _("Nobody to ask for progress: it is your own turn.") if self.own else ""


def queue_rows(cases: Sequence[Found], seen: Seen, order: Order) -> list[Row]:
    """Return the rows of these cases, which are among those that the viewer may see. No query unless others look at one."""
    here = people_here(seen.viewer, [one.case.id for one in cases if one.others_look], seen.now)
    return [_row(one, here.get(one.case.id, ()), seen.now, order) for one in cases]


def _row(found: Found, here: Sequence[str], now: datetime, order: Order) -> Row:
    case, turn, seats, rights = found.case, found.turn, found.seats, found.rights
    zone = ZoneInfo(rules_of(case.rulebook_id).zone)
    state = CaseState(case.state)
    moment, clock = (turn.due, turn.clock) if turn and order.own else (case.due, case.due_clock)
    due = moment.astimezone(zone).date() if moment < NEVER else None
    waiting_on = Seat(case.waiting_on) if case.waiting_on else None
    reads_people = Reading.READ_PEOPLE.value in rights
    named = seats if reads_people else ()
    opened, mine = found.looked, any(one.own for one in seats)
    clocks = found.clocks if reads_people else ()
    is_late = reads_people and case.late_from < min(now, moment)
    step = Verb(turn.step) if turn else None
    expected = Verb(case.expected_step) if case.expected_step else None
    return Row(
        reference=case.reference,
        code_name=case.code_name,
        state=state,
        on_hold=case.on_hold,
        linked=max(found.linked - 1, 0),
        files=case.files if Reading.READ_EVIDENCE.value in rights else 0,
        about=_about(found),
        hidden=not case.triaged,
        unknown=case.respondent_id is None,
        waiting_on=waiting_on,
        waiting_name=_holders(named, {waiting_on} - UNNAMED) if waiting_on else "",
        own=turn is not None and (turn.signs or case.expected_step == turn.step),
        empty=case.expected_step in SEATING,
        since=case.turn_since.astimezone(zone).date() if case.turn_since < NEVER else None,
        due=due,
        due_clock=ClockName(clock) if clock else None,
        also=_other_clock(clocks, clock, now, zone),
        late_since=_late_since(case, clocks, named, now) if is_late else None,
        late_first=order.by_shown_date,
        late_whole=order.whole,
        severity=case.severity,
        danger=case.danger and (Verb.SEAT_OFFICER.value in rights or _is_told_of_danger(turn, seats)),
        commitments=tuple(case.commitments),
        officer=_officer(named, state),
        received=case.filed_at.astimezone(zone).date(),
        step=step,
        signs=turn is not None and turn.signs,
        fills=turn.fills if turn else "",
        question=question_asked(step, begun=turn.signs) if turn and step else None,
        answered_at=page_of_question(step, turn.seat, begun=turn.signs) if turn else "",
        expected=expected,
        expected_question=question_asked(expected, begun=case.awaiting_signature) if expected else None,
        signed=Verb(found.signed) if found.signed else None,
        mine=mine,
        late=moment < now,
        days_left=(due - now.astimezone(zone).date()).days if due else 0,
        fresh=opened is None and (mine or turn is not None),
        changed=opened is not None and opened < case.moved_at < NEVER,
        marks=tuple(OwnMark(mark) for mark in found.marks),
        here=_first_of(here) if reads_people else "",
        begun=found.begun,
    )


def _is_told_of_danger(turn: OwnTurn | None, seats: Sequence[Holder]) -> bool:
    held = {one.seat for one in seats if one.own} | ({turn.seat} if turn else set())
    return not held.isdisjoint(TOLD_OF_DANGER)


def _about(found: Found) -> str:
    return (found.respondent or "") if found.case.triaged and not found.rights.isdisjoint(NAMED) else ""


def _officer(seats: Sequence[Holder], state: CaseState) -> str:
    """Return who leads a case: the seat that leads its stage or, if nobody is named in it, the officer on the team page."""
    leading = {seat for states, some in LEADING if state in states for seat in some}
    found = (_holders(seats, some) for some in (leading, *({seat} for seat in LEADS[::-1])))
    return next(filter(None, found), "")


def _holders(seats: Iterable[Holder], wanted: Iterable[Seat | None]) -> str:
    """Return the name of the first who holds one of the seats, and how many more do."""
    found = set(wanted)
    return _first_of([name for seat, _, name in seats if seat in found])


def _first_of(names: Sequence[str]) -> str:
    return "" if not names else names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def _other_clock(
    clocks: Iterable[tuple[ClockName, datetime]], shown: str, now: datetime, zone: ZoneInfo
) -> tuple[ClockName, date] | None:
    """Return the clock that is due next beside the one that is shown; none that has ended."""
    left = (
        (name, due.astimezone(zone).date())
        for name, due in clocks
        if name.value != shown and name not in FAR and due >= now
    )
    return next(left, None)


def _late_since(
    case: Columns, clocks: Iterable[tuple[ClockName, datetime]], named: Sequence[Holder], now: datetime
) -> LateClock:
    """Return the clock from which a case is late, by the name of the officer whose duty it is or of their seat."""
    zone = ZoneInfo(rules_of(case.rulebook_id).zone)
    day = case.late_from.astimezone(zone).date()
    clock = next((name for name, due in clocks if due == case.late_from), None)
    seats = seats_of_duty(clock, CaseState(case.state)) if clock else ()
    whose = _holders(named, seats) or next((str(seat.label) for seat in seats), "")
    return LateClock(clock, day, (day - now.astimezone(zone).date()).days, whose)
