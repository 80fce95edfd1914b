"""A decided case on its way through an appeal, walked without a database by the machine's own steps."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.procedure.findings.sanction_worksheet import Sheet
from casework.record.events import AppealLapsed, BoardDecided, SanctionImposed, Terms, terms_of
from casework.record.state.allegations import AllegationsPart
from casework.record.state.board import BoardPart
from casework.record.state.notice import NoticePart
from casework.record.state.people import PeoplePart
from casework.vocabulary import (
    AllegationState,
    CaseState,
    NotNow,
    Route,
    Seat,
    Verb,
)
from policy.quorum import Option
from policy.rules import Level
from tests.casework.panel_road import FIRST, SECOND, charge, declared
from tests.casework.pure import By, PureCase, someone

REX = (someone("rex in this case"), Seat.RESPONDENT)
OLA = (someone("ola"), Seat.INVESTIGATOR)
VERA = (someone("vera"), Seat.REVIEWER)
AVA = (someone("ava"), Seat.ADVISER)
AMOS = (someone("amos"), Seat.APPEAL_CHAIR)
ANOUK = (someone("anouk"), Seat.APPEAL_MEMBER)
ARNE = (someone("arne"), Seat.APPEAL_MEMBER)
APPEAL_PANEL = {"chair": AMOS[0], "members": (ANOUK[0], ARNE[0]), "lay": (ANOUK[0],)}
ALL_THREE = (AMOS[0], ANOUK[0], ARNE[0])
OWN_CODES = ("disproportionate", "procedure")
OWN = {"codes": OWN_CODES, "grounds_written": True}
LENIENT = {"codes": ("undue_leniency",), "grounds_written": True}
LATE = OWN | {"cause_written": True}
SUSPENDED = Terms(level=Level.L6, term_days=90)
SHEET = Sheet(lower_considered=True, departure_explained=True)
WRITTEN = {"reasons_written": True}
RIGHT = {"succeeded": ("procedure",), "reasons_written": True}
AT_THE_HEARING = {"present": ALL_THREE, "respondent_present": True, "last_word_offered": True}


def decided(terms: Terms | None = SUSPENDED, *, route: Route = Route.PANEL, served: bool = True) -> PureCase:
    """A decision that rests on two findings, with the respondent unless said otherwise."""
    proven = [charge(key, state=AllegationState.PROVEN) for key in (FIRST, SECOND)]
    case = PureCase.new(
        state=CaseState.BOARD_DECISION,
        allegations=AllegationsPart(all=tuple(proven)),
        notice=NoticePart(known_to_respondent=True),
        board=BoardPart(route=route),
        people=PeoplePart(seats=frozenset({REX, OLA}), acts=frozenset({OLA, (someone("cleo"), Seat.PANEL_CHAIR)})),
    )
    level = terms.level if terms else Level.L0
    event = BoardDecided(
        carried=Option.L6 if terms else None, level=level, route=route, to_state=CaseState.APPEAL_WINDOW
    )
    case.happen(event)
    if terms:
        case.happen(SanctionImposed(**terms_of(terms), sanction=uuid4(), findings=(FIRST, SECOND)))
    move(case, CaseState.APPEAL_WINDOW)
    if served:
        case.serve(event.id, Seat.RESPONDENT)
    return case


def move(case: PureCase, state: CaseState) -> None:
    """Put the machine where the events are."""
    vars(case)["state"] = state.value
    case.route = case.view.board.route or ""


def lodged(case: PureCase | None = None) -> PureCase:
    """The same, appealed by the respondent."""
    case = case or decided()
    case.do(Verb.LODGE_APPEAL, by=REX, **OWN)
    return case


def sifted(case: PureCase | None = None, codes: Sequence[str] = OWN_CODES) -> PureCase:
    """The same, a panel seated, the time to challenge it over, and the grounds looked at."""
    case = seated(case or lodged())
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=case.view.appeal.live[0].id, codes=codes, **WRITTEN)
    return case


def seated(case: PureCase) -> PureCase:
    """The same, a panel seated whose members are free, its list with the respondent, the time to challenge it over."""
    listed = case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    declared(case, AMOS, ANOUK, ARNE)
    case.serve(listed.id, Seat.RESPONDENT)
    case.wait(days=11)
    return case


def called(case: PureCase) -> PureCase:
    """The same, called to its hearing, on its day."""
    call = case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, hearing_on=case.view.today + timedelta(days=25))
    case.serve(call.id, Seat.RESPONDENT)
    case.wait(days=25)
    return case


def heard(case: PureCase | None = None) -> PureCase:
    """The same, heard once the Society's own time was over."""
    case = sifted(case)
    case.wait(days=20)
    called(case).do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING)
    return case


def voted(case: PureCase, *right: str, by: Sequence[By] = (AMOS, ANOUK)) -> PureCase:
    """The same, the grounds decided: these are right, and no other."""
    for n, one in enumerate(by):
        case.do(Verb.VOTE_ON_GROUNDS, by=one, codes=right, others=[right] * n)
    return case


def final(case: PureCase) -> PureCase:
    """The same decision, final for want of an appeal."""
    case.wait(days=40)
    case.happen(AppealLapsed(closing_code=None, to_state=CaseState.MONITORING))
    move(case, CaseState.MONITORING)
    return case


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    before = len(case.happened)
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    assert len(case.happened) == before
    return no.value.reasons


def vary(
    case: PureCase,
    terms: Terms,
    *,
    quashed: tuple[UUID, ...] = (),
    succeeded: tuple[str, ...] = ("procedure",),
    first: By = AMOS,
    second: By = ANOUK,
) -> Any:
    given = {"quashed": quashed, "succeeded": succeeded, "terms": terms, "sheet": SHEET, **WRITTEN}
    return case.two(Verb.VARY_ON_APPEAL, first=first, second=second, **given)
