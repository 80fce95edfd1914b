"""What stands on top of each page of a member's case: how far it is, whose turn it is, and the member's next date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.queries.decisions.pack import terms_in_words
from casework.queries.wording.clock_lines import ClockLine
from casework.record.events import Terms
from casework.record.state import CaseView
from casework.record.turns import Expected, expected_now
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from policy.rules import Level

SENTENCES: Mapping[S, Promise] = {
    S.EARLY_RESOLUTION: gettext_lazy("Both sides try to settle this by talks"),
    S.DISMISSED: gettext_lazy("The report was not taken further"),
    S.DISMISSAL_REVIEW: gettext_lazy("Somebody else looks again at the dismissal"),
    S.INVESTIGATION: gettext_lazy("An investigator looks into it"),
    S.AWAITING_RESPONSE: gettext_lazy("The Society asks for your answer"),
    S.RESPONSE_REVIEW: gettext_lazy("The investigator writes the report"),
    S.CASE_TO_ANSWER: gettext_lazy("Deciders ask whether there is a case to answer"),
    S.CONSENT_PROPOSED: gettext_lazy("There is an offer to end the case by consent"),
    S.PANEL_FORMING: gettext_lazy("A panel is being formed"),
    S.HEARING: gettext_lazy("The hearing is being prepared"),
    S.DELIBERATION: gettext_lazy("The panel deliberates"),
    S.BOARD_DECISION: gettext_lazy("The board is to decide"),
    S.APPEAL_WINDOW: gettext_lazy("The board has decided, and an appeal is possible"),
    S.APPEAL: gettext_lazy("An appeal is being decided"),
    S.MONITORING: gettext_lazy("The decision is final, and what it asks is being followed"),
    S.CLOSED: gettext_lazy("The case is closed"),
}
"""A member hears of a case first when a notice is served or talks are offered; before that it is only looked into."""

ROAD: Mapping[Promise, frozenset[S]] = {
    gettext_lazy("Investigation"): frozenset({S.EARLY_RESOLUTION, S.INVESTIGATION}),
    gettext_lazy("Your answer"): frozenset({S.AWAITING_RESPONSE, S.RESPONSE_REVIEW}),
    gettext_lazy("Is there a case?"): frozenset({S.CASE_TO_ANSWER, S.CONSENT_PROPOSED}),
    gettext_lazy("Hearing"): frozenset({S.PANEL_FORMING, S.HEARING, S.DELIBERATION}),
    gettext_lazy("Decision"): frozenset({S.BOARD_DECISION, S.APPEAL_WINDOW, S.APPEAL, S.MONITORING}),
}
"""The stations of a case in their order, each with its states."""
TURNS: Mapping[S, tuple[Promise, frozenset[Seat]]] = {
    S.INVESTIGATION: (gettext_lazy("The investigator’s"), frozenset({Seat.INVESTIGATOR})),
    S.RESPONSE_REVIEW: (gettext_lazy("The investigator’s"), frozenset({Seat.INVESTIGATOR})),
    S.CASE_TO_ANSWER: (gettext_lazy("The deciders’"), frozenset({Seat.DECIDER})),
    S.HEARING: (gettext_lazy("The panel’s"), frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER})),
    S.DELIBERATION: (gettext_lazy("The panel’s"), frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER})),
    S.BOARD_DECISION: (gettext_lazy("The board’s"), frozenset({Seat.BOARD_SECRETARY, Seat.BOARD_MEMBER})),
    S.APPEAL: (gettext_lazy("The appeal panel’s"), frozenset({Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER})),
}
"""Whose turn it is where it is not the member’s: the words, and the seats of which something must be expected.

Other seats are left out: a member is not told what the Society does for the reporter.
"""


@dataclass(frozen=True, kw_only=True)
class Station:
    name: str
    is_over: bool
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`asked`: the steps that are expected of the member now, by when. `turn`: whose turn it is, if not the member's.

    `day` is the member's next date, and `clock` the time that ends then, or None for the day of the hearing. `votes_from`:
    from when the board can vote, while it reads. None: no day. `waits`: the time that waits for the answer to the member's
    request for more, and its last day if it went on today.
    """

    sentence: str
    asked: Mapping[Verb, date | None]
    turn: str
    day: date | None
    clock: ClockName | None
    votes_from: date | None
    waits: tuple[ClockName, date | None] | None
    road: tuple[Station, ...]


def stage_of(view: CaseView, clocks: Iterable[ClockLine]) -> Stage:
    """Return the stage of a case for its respondent, whose running clocks these are, soonest first."""
    expected = [one for one in expected_now(view) if Seat.RESPONDENT in one.seats]
    days: list[tuple[date, ClockName | None]] = [(one.day, one.name) for one in clocks if one.day and not one.waiting]
    if view.state is S.HEARING and view.hearing.on is not None:
        days.append((view.hearing.on, None))
    day, clock = min((one for one in days if one[0] >= view.today), key=lambda one: one[0], default=(None, None))
    return Stage(
        sentence=_sentence(view),
        asked={verb: _day(one, view) for one in expected for verb in one.verbs},
        turn=_turn(view),
        day=day,
        clock=clock,
        votes_from=_votes_from(view),
        waits=_waits(view),
        road=_road(view.state),
    )


def _waits(view: CaseView) -> tuple[ClockName, date | None] | None:
    asked = (one.clock for one in view.requests.waiting if one.stops and one.side is Seat.RESPONDENT)
    clock = next(filter(None, asked), None)
    run = view.clock(clock) if clock else None
    if clock is None or run is None or not run.waiting:
        return None
    return clock, run.last_day_with(0, calendar=view.rules.calendar, today=view.today)


def _day(one: Expected, view: CaseView) -> date | None:
    _clock, due = one.day(view)
    return view.day_of(due) if due else None


def _sentence(view: CaseView) -> str:
    if view.state is S.HEARING and view.hearing.on is not None and view.hearing.on >= view.today:
        return _("Your hearing is on %(day)s") % {"day": date_format(view.hearing.on, "l j F Y")}
    if (
        view.state is S.DELIBERATION
        and view.deliberation.findings
        and any(_reached(one, view) for one in view.deliberation.letters)
    ):
        return _("The panel has made its findings. They are with your allegations.")
    decision = view.board.decision
    if view.state is S.APPEAL_WINDOW and decision and decision.level > Level.L0 and _reached(decision.id, view):
        terms = view.board.terms_at(decision.level, view.rules) or Terms(level=decision.level)
        said = _("The board has decided: %(what)s. It has no effect while you can appeal.")
        return said % {"what": terms_in_words(view, terms)}
    return str(SENTENCES.get(view.state, SENTENCES[S.INVESTIGATION]) if view.state else SENTENCES[S.INVESTIGATION])


def _reached(letter: UUID, view: CaseView) -> bool:
    return view.service.day(letter, Seat.RESPONDENT) is not None


def _turn(view: CaseView) -> str:
    words, seats = TURNS.get(view.state, (None, frozenset[Seat]())) if view.state else (None, frozenset[Seat]())
    return str(words) if words and any(seats.intersection(one.seats) for one in expected_now(view)) else ""


def _votes_from(view: CaseView) -> date | None:
    """Return the day after the time for reading; None if the board can vote, or that time has no end yet."""
    run = view.clock(ClockName.BOARD_PAPERS)
    if run is None or not run.running or run.due is None or run.over(view.now):
        return None
    return view.day_of(run.due) + timedelta(days=1)


def _road(state: S | None) -> tuple[Station, ...]:
    stations = list(ROAD.items())
    here = next((n for n, (_name, states) in enumerate(stations) if state in states), None)
    closed = len(stations) if state in (S.CLOSED, S.DISMISSED) else 0
    return tuple(
        Station(name=str(name), is_over=n < (closed if here is None else here), is_here=n == here)
        for n, (name, _states) in enumerate(stations)
    )
