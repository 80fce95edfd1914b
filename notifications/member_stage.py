"""What stands on top of each page of a member's case: how far it is, whose turn it is, and the member's next date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.queries.clock_lines import ClockLine
from casework.record.state import CaseView
from casework.record.turns import Expected, expected_now
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat, Verb

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


@dataclass(frozen=True, kw_only=True)
class Station:
    name: str
    is_over: bool
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`asked`: the steps that are expected of the member now, by when. `day` is the member's next date. None: no day."""

    sentence: str
    asked: Mapping[Verb, date | None]
    day: date | None
    road: tuple[Station, ...]


def stage_of(view: CaseView, clocks: Iterable[ClockLine]) -> Stage:
    """Return the stage of a case for its respondent, whose running clocks these are, soonest first."""
    expected = [one for one in expected_now(view) if Seat.RESPONDENT in one.seats]
    days = [line.day for line in clocks if line.day is not None and not line.waiting]
    if view.state is S.HEARING and view.hearing.on is not None:
        days.append(view.hearing.on)
    return Stage(
        sentence=_sentence(view),
        asked={verb: _day(one, view) for one in expected for verb in one.verbs},
        day=min((one for one in days if one >= view.today), default=None),
        road=_road(view.state),
    )


def _day(one: Expected, view: CaseView) -> date | None:
    _clock, due = one.day(view)
    return view.day_of(due) if due else None


def _sentence(view: CaseView) -> str:
    if view.state is S.HEARING and view.hearing.on is not None and view.hearing.on >= view.today:
        return _("Your hearing is on %(day)s") % {"day": date_format(view.hearing.on, "l j F Y")}
    return str(SENTENCES.get(view.state, SENTENCES[S.INVESTIGATION]) if view.state else SENTENCES[S.INVESTIGATION])


def _road(state: S | None) -> tuple[Station, ...]:
    stations = list(ROAD.items())
    here = next((n for n, (_name, states) in enumerate(stations) if state in states), None)
    closed = len(stations) if state in (S.CLOSED, S.DISMISSED) else 0
    return tuple(
        Station(name=str(name), is_over=n < (closed if here is None else here), is_here=n == here)
        for n, (name, _states) in enumerate(stations)
    )
