"""The second stretch of the road, walked without a database: from the notice to the question for the deciders."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from casework.vocabulary import Answer, CaseState, ClockName, Seat, Verb
from policy.findings import ParticularKind
from tests.casework.pure import CLOCK, By, PureCase, someone
from tests.casework.pure_road import FIRST, OLA, REPORTER, REX, frame, in_investigation

type Kinds = tuple[tuple[ParticularKind, ...], ...]

RESPONDENT = (REX, Seat.RESPONDENT)
DEE = (someone("dee"), Seat.DECIDER)
DAN = (someone("dan"), Seat.DECIDER)
DOT = (someone("dot"), Seat.DECIDER)
LETTER = uuid5(REX, "a letter")
COPY = uuid5(REX, "a copy")


def with_a_copy(*more: UUID) -> PureCase:
    """Under investigation, with one piece of evidence and its copy for the respondent, and Dee as decider.

    `more` allegations are framed by the investigator and put in scope with the decider.
    """
    case = in_investigation()
    case.do(Verb.ADD_EVIDENCE, by=REPORTER, evidence=LETTER, received=True)
    copy = {"evidence": LETTER, "copy": COPY, "copied": True, "one_holder": False}
    case.do(Verb.DISCLOSE_EVIDENCE, by=OLA, **copy)
    case.seat("dee", Seat.DECIDER)
    for allegation in more:
        frame(case, allegation=allegation, by=OLA)
        case.two(Verb.SCOPE_ALLEGATION, first=OLA, second=DEE, allegation=allegation, in_scope=True)
    return case


def noticed(*more: UUID, kinds: Kinds = ()) -> PureCase:
    """The same, the notice sent; nobody has opened it. `kinds` are those of the particulars of each allegation."""
    case = with_a_copy(*more)
    case.do(Verb.SERVE_NOTICE, by=OLA, evidence=(COPY,), kinds=kinds)
    return case


def served(*more: UUID, kinds: Kinds = ()) -> PureCase:
    """The same, opened by the respondent at once."""
    case = noticed(*more, kinds=kinds)
    case.do(Verb.ACKNOWLEDGE_NOTICE, by=RESPONDENT)
    return case


def answered(*more: UUID, answer: Answer = Answer.DENY) -> PureCase:
    """The same, each allegation answered alike."""
    case = served(*more)
    alleged = (FIRST, *more)
    case.do(Verb.RESPOND_TO_NOTICE, by=RESPONDENT, allegations=alleged, answers=(answer,) * len(alleged))
    return case


def lapsed() -> PureCase:
    """Served and never answered; the days of grace run."""
    case = served()
    past(case, ClockName.RESPONSE)
    case.do(Verb.RESPONSE_LAPSES, by=CLOCK)
    return case


def default_waits() -> PureCase:
    """The same, the days of grace over, and the decider asked."""
    case = lapsed()
    past(case, ClockName.RESPONSE_GRACE)
    case.do(Verb.PROPOSE_DEFAULT, by=CLOCK)
    return case


def shared(*more: UUID) -> PureCase:
    """Answered, replied to, and the draft report with both sides, opened by the respondent."""
    case = answered(*more)
    case.do(Verb.COMMENT_ON_RESPONSE, by=REPORTER)
    draft = case.do(Verb.SHARE_DRAFT_REPORT, by=OLA, proposes_sanction=False)
    case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=draft.id)
    return case


def with_deciders(*more: UUID) -> PureCase:
    """The report is final, and Dee, Dan and Dot decide."""
    case = shared(*more)
    case.seat("dan", Seat.DECIDER)
    case.seat("dot", Seat.DECIDER)
    past(case, ClockName.REPORT_COMMENTS)
    case.do(Verb.FINALISE_REPORT, by=OLA, proposes_sanction=False, comments=case.view.report.comments)
    assert case.state == CaseState.CASE_TO_ANSWER
    return case


def vote(case: PureCase, by: By, *, sees: bool | None = None, on: dict[UUID, bool] | None = None) -> None:
    """Vote on the first allegation, or on those given by key."""
    said = on or {FIRST: bool(sees)}
    given = {"allegations": tuple(said), "sees_case": tuple(said.values()), "reasons": True}
    case.do(Verb.VOTE_CASE_TO_ANSWER, by=by, **given)


def past(case: PureCase, name: ClockName) -> None:
    """Let time pass until a running clock's last moment is over."""
    run = case.view.clock(name)
    assert run is not None and run.due is not None
    case.enter(CLOCK, run.due)
    case.wait(hours=1)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """Return a moment in 2026, London winter time."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def due(case: PureCase) -> timedelta:
    """Return when the answer is due, from the beginning of the case."""
    run = case.view.clock(ClockName.RESPONSE)
    assert run is not None and run.due is not None
    return run.due - case.began.now
