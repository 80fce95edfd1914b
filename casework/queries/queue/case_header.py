"""What stands above every page of a case: its stage, whose turn it is, the step that comes next, and the menu of the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from django.utils.functional import Promise

from casework.models.turn import NEVER
from casework.queries.case.page import CasePage
from casework.queries.case.waiting_signatures import WaitingStep, waiting_steps
from casework.queries.case.withdrawal_asked import asks_to_withdraw
from casework.queries.people.colleagues import can_ask
from casework.queries.people.whose_turn import WhoseTurn, asks_only_who_gave_a_name, question_asked
from casework.queries.queue.bulk import seats_waited_for
from casework.queries.steps.offers import Offer
from casework.queries.threads.danger_box import DangerBox, danger_box
from casework.record.rights.notes import is_asked_for_progress
from casework.record.state.people import PARTIES
from casework.record.turns import expected_now, late_duty
from casework.vocabulary import CaseState, ClockName, Reading, Seat, Verb
from casework.vocabulary.case_stages import (
    GROUP_OF,
    ON_THE_SCREENING_SHEET,
    OTHER_WAYS_TO_SCREEN,
    STAGE_OF,
    CaseStage,
    StepGroup,
)

IN_THE_CORNER = Verb.DECLARE_CONFLICT
"""This step has a place of its own, in which it always stands."""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A stage in the bar: passed, the one in which the case is, or neither."""

    stage: CaseStage
    passed: bool
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class LateElsewhere:
    """What another seat is late with: the clock, the names of those who hold the seat, and the days left.

    `can_ask`: the viewer can ask for progress.
    """

    seat: Seat
    clock: ClockName | None
    holders: tuple[str, ...]
    days: int
    can_ask: bool


@dataclass(frozen=True, kw_only=True)
class Menu:
    """The steps that a viewer is offered. `first` is the one step that stands as a button: it may be shut.

    `groups` offer the others; `shut` are not possible now, and of these `done` are those that somebody has taken. `sheet`: the
    button leads to the screening sheet, and the menu offers the step of `first` too. `to_sheet`: a link leads there, because
    the button does not.
    `fills` are the seats to fill, the first one first. `question`: the button leads to the page that answers it, since
    several steps can; None if the button is one step.
    """

    first: Offer | None
    question: Promise | None
    groups: tuple[tuple[StepGroup, tuple[Offer, ...]], ...]
    shut: tuple[Offer, ...]
    done: tuple[Offer, ...]
    declares: bool
    sheet: bool
    to_sheet: bool
    fills: tuple[Seat, ...]


@dataclass(frozen=True, kw_only=True)
class MenuShown:
    """The menu on a tab of a case, as its template takes it: it names nobody, and two that are equal look the same.

    `step_page` is the route of a step's page, `steps` the words of each. `about` is the name of the letter to remind of by
    post; "" if there is none.
    """

    menu: Menu
    tab: str
    step_page: str
    steps: Mapping[Verb, object] = field(compare=False)
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseHeader:
    """`people` has the holders of each seat as one line.

    `turn` says whose turn it is; `holders` names the others, as far as the viewer may know them. `since` is the day on which it
    became the turn of the seat that lists name, as in the queue; None if the viewer's turn is another.
    `unasked`: it waits for a reporter who is asked nothing if they gave no name.
    `linked` counts the cases that it is linked to.
    `danger` says what to do if somebody is in danger now. `withdraws`: a reporter asks to withdraw. `late` are the steps that
    are expected of the viewer and late, each with its days left, as on Today; `late_elsewhere` is what another seat is late
    with. `waiting` are the steps that wait for another signature and that the viewer may sign or has signed, `sent_back` those
    that came back. `written` are the steps that are shut and can be written already.
    """

    menu: Menu
    stops: tuple[Stop, ...]
    turn: WhoseTurn
    holders: tuple[str, ...]
    since: date | None
    unasked: bool
    people: tuple[tuple[Seat, str], ...]
    on_hold: bool
    linked: int
    danger: DangerBox | None
    withdraws: bool
    late: tuple[tuple[Verb, int], ...]
    late_elsewhere: LateElsewhere | None
    waiting: tuple[WaitingStep, ...]
    sent_back: tuple[Verb, ...]
    written: tuple[Offer, ...]


def case_header(page: CasePage) -> CaseHeader:
    """Return the header of a case as its viewer may see it. No query."""
    view = page.case.view
    shown = page.case.turn_since < NEVER and (page.turn.is_first or page.turn.others or page.turn.later)
    return CaseHeader(
        menu=_menu(page),
        stops=tuple(stops(page)),
        turn=page.turn,
        holders=page.next_to_act,
        since=view.day_of(page.case.turn_since) if shown else None,
        unasked=page.turn.others is Seat.COMPLAINANT and asks_only_who_gave_a_name(view),
        people=tuple(_by_seat(page)),
        on_hold=bool(view.holding.clocks),
        linked=0 if page.veiled else len(view.joining.linked & page.case.others_told),
        danger=danger_box(page.case, page.offers),
        withdraws=asks_to_withdraw(page.case),
        late=() if page.veiled else tuple(_own_late(page)),
        late_elsewhere=_late_elsewhere(page),
        waiting=() if page.veiled else waiting_steps(page),
        sent_back=() if page.veiled else tuple(_came_back(page)),
        written=() if page.veiled else tuple(one for one in page.offers if one.written),
    )


def _menu(page: CasePage) -> Menu:
    first, taken = first_offer(page), {line.verb for line in page.lines if line.role is not Seat.CLOCK}
    sheet = is_on_sheet(page, first)
    button = None if sheet else first
    beside = (offer for offer in page.offers if offer is not button and offer.verb is not IN_THE_CORNER)
    days = {} if page.veiled else dict(page.turn.days)
    others = [replace(offer, due_on=days[offer.verb]) if offer.verb in days else offer for offer in beside]
    done = tuple(one for one in others if not (one.allowed or one.waits or one.written) and one.verb in taken)
    shut = tuple(
        one for one in others if one not in done and not (one.allowed or one.waits or one.signed or one.written)
    )
    groups = ((group, tuple(_in_group(group, others, (*done, *shut)))) for group in StepGroup)
    return Menu(
        first=first,
        question=question_open(page, first),
        groups=tuple((group, some) for group, some in groups if some),
        shut=tuple(one for group in StepGroup for one in _in_group(group, shut, ())),
        done=done,
        declares=IN_THE_CORNER.value in page.rights,
        sheet=sheet,
        to_sheet=not sheet and has_sheet(page),
        fills=tuple(dict.fromkeys(seats_waited_for(page.case.view))) if Verb.SEAT_OFFICER.value in page.rights else (),
    )


def _came_back(page: CasePage) -> Iterator[Verb]:
    """Yield the steps that were sent back to the viewer, or to somebody who left their seat, and that they may still take."""
    me, proposals = page.case.acting.person, page.case.view.proposals
    back = (*proposals.returned_to(me), *proposals.left_to(me, page.case.seats))
    yield from (one.step for one in back if not one.taken_back and one.step.value in page.rights)


def question_open(page: CasePage, first: Offer | None) -> Promise | None:
    """Return the question of a step if several that answer it are open to the viewer; None if there is no choice."""
    asked = question_asked(first.verb, begun=first.waits) if first else None
    ways = [one for one in page.offers if one.allowed and asked and question_asked(one.verb, begun=one.waits) is asked]
    return asked if len(ways) > 1 else None


def is_on_sheet(page: CasePage, first: Offer | None) -> bool:
    """Whether the step for the button has a part of the screening sheet, and the viewer screens the case."""
    return screens(page) and first is not None and first.verb in ON_THE_SCREENING_SHEET and not first.waits


def has_sheet(page: CasePage) -> bool:
    """Whether the viewer screens the case, and a step of the screening sheet is open to them."""
    steps = ON_THE_SCREENING_SHEET.union(OTHER_WAYS_TO_SCREEN)
    return screens(page) and any(one.verb in steps and (one.allowed or one.waits) for one in page.offers)


def screens(page: CasePage) -> bool:
    """Whether the viewer screens the case, and may open its screening sheet."""
    seated = page.case.view.state is CaseState.SCREENING and Seat.SCREENER in page.case.seats
    return seated and Verb.OPEN_INVESTIGATION.value in page.rights


def first_offer(page: CasePage) -> Offer | None:
    """Return the step for the button: the first open one that answers a turn of the viewer, or the first if none is open.

    Nobody without a turn has a button. A shut step is named only if it will be theirs.
    """
    by_verb = {offer.verb: offer for offer in page.offers if not offer.signed}
    offered = [by_verb[verb] for verb in page.turn.steps if verb in by_verb]
    opened = None if page.turn.later else next((offer for offer in offered if offer.allowed), None)
    return opened or next((offer for offer in offered if not offer.allowed), None)


def _own_late(page: CasePage) -> Iterator[tuple[Verb, int]]:
    """Yield each step that is expected of the viewer, open and late, with its days left."""
    view, open_now = page.case.view, {offer.verb for offer in page.offers if offer.allowed and not offer.signed}
    for one in expected_now(view):
        _clock, due = one.day(view) if page.case.seats & set(one.seats) else (None, None)
        verb = next((verb for verb in one.verbs if verb in open_now), None)
        if verb and due and due < view.now:
            yield verb, (view.day_of(due) - view.today).days


def _late_elsewhere(page: CasePage) -> LateElsewhere | None:
    """Return what another seat is late with, to viewers who may know the people of the case. No query."""
    view = page.case.view
    if page.veiled or page.case.late_from >= view.now or Reading.READ_PEOPLE.value not in page.rights:
        return None
    late = late_duty(view)
    if late is None or late.seat in page.case.seats or late.seat in PARTIES:
        return None
    return LateElsewhere(
        seat=late.seat,
        clock=late.clock,
        holders=tuple(name for seat, name in page.people if seat is late.seat),
        days=(view.day_of(late.due) - view.today).days,
        can_ask=can_ask(page.case) and is_asked_for_progress(late.seat, view.state),
    )


def _in_group(group: StepGroup, others: Iterable[Offer], apart: tuple[Offer, ...]) -> Iterator[Offer]:
    """Yield the steps of a group, without those that stand `apart`: those that are open first."""
    some = [one for one in others if GROUP_OF.get(one.verb, StepGroup.DECIDE) is group and one not in apart]
    yield from sorted(some, key=lambda offer: not (offer.allowed or offer.waits))


def stops(page: CasePage) -> Iterator[Stop]:
    """Yield the stages. One counts as passed if the viewer may know that the case was in it; the hearing once it began."""
    view = page.case.view
    now = STAGE_OF[view.state] if view.state else CaseStage.RECEIVED
    states = {line.moved_to for line in page.milestones if line.moved_to} - {CaseState.PANEL_FORMING}
    met = {STAGE_OF[state] for state in states} | {CaseStage.RECEIVED}
    order = list(CaseStage)
    for stage in order:
        yield Stop(stage=stage, passed=stage in met and order.index(stage) < order.index(now), is_now=stage is now)


def _by_seat(page: CasePage) -> Iterator[tuple[Seat, str]]:
    """Yield each seat with the names of those who hold it."""
    for seat, some in groupby(page.people, key=lambda pair: pair[0]):
        yield seat, ", ".join(name for _seat, name in some)
