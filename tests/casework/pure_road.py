"""The first stretch of the road, walked without a database by the machine's own steps."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from casework.vocabulary import CaseState, IdentityChoice, IdentityDecision, Seat, Verb
from tests.casework.pure import CLOCK, RULEBOOK, By, PureCase, someone

REPORTER = (someone("reporter"), Seat.COMPLAINANT)
INTAKE = (someone("ines"), Seat.INTAKE)
SOL = (someone("sol"), Seat.SCREENER)
SAM = (someone("sam"), Seat.SCREENER)
OLA = (someone("ola"), Seat.INVESTIGATOR)
REX = someone("rex in this case")
FIRST = uuid5(REX, "first allegation")

CALM = {"imminent_harm": False, "power_imbalance": False, "dishonesty": False, "harassment": False}


def filed(**given: Any) -> PureCase:
    """A report by a reporter, about a named person, on commitment 3."""
    case = PureCase.new()
    report = {
        "reporter": REPORTER[0],
        "for_someone": False,
        "identity": IdentityChoice.CONFIDENTIAL,
        "commitments": (3,),
        "rulebook": RULEBOOK,
    }
    case.do(Verb.FILE_COMPLAINT, by=REPORTER, **report | given)
    return case


def swept(**given: Any) -> PureCase:
    """The same, after its first sweep."""
    case = filed(**given)
    case.do(Verb.SWEEP_CONFLICTS, by=CLOCK, compared=12)
    return case


def in_screening(**given: Any) -> PureCase:
    """The same, acknowledged, with Sol and Sam as screeners."""
    case = swept(**given)
    case.do(Verb.ACKNOWLEDGE_COMPLAINT, by=INTAKE)
    case.seat("sol", Seat.SCREENER)
    case.seat("sam", Seat.SCREENER)
    return case


def triaged(*, severity: int = 2, **answers: bool | None) -> PureCase:
    """The same, its risk recorded."""
    case = in_screening()
    case.do(Verb.TRIAGE_CASE, by=SOL, severity=severity, **CALM | answers)
    return case


def frame(case: PureCase, *, allegation: UUID = FIRST, by: By = SOL, **given: Any) -> UUID:
    """Frame an allegation of commitment 3 on one day in January 2026; return its key."""
    wanted = {"commitment": 3, "first_day": date(2026, 1, 12), "last_day": date(2026, 1, 12)} | given
    case.do(Verb.FRAME_ALLEGATION, by=by, allegation=allegation, **wanted)
    return allegation


def ready_to_investigate() -> PureCase:
    """The same, with Rex found, one allegation in scope, and Ola as investigator."""
    case = triaged()
    case.do(Verb.IDENTIFY_RESPONDENT, by=SOL, respondent=REX)
    case.do(Verb.SCOPE_ALLEGATION, by=SOL, allegation=frame(case), in_scope=True)
    case.seat("ola", Seat.INVESTIGATOR)
    return case


def in_investigation() -> PureCase:
    """The same, under investigation, the reporter's identity decided on."""
    case = ready_to_investigate()
    case.do(Verb.OPEN_INVESTIGATION, by=SOL)
    case.do(Verb.DECIDE_IDENTITY, by=OLA, decision=IdentityDecision.STAYS_SEALED, asked=True)
    assert case.state == CaseState.INVESTIGATION
    return case
