"""The hearing of an appeal without a database: its day and notice, absence, what the sides bring, and who is there."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.procedure.appeal_hearing.guards import first_appeal_day
from casework.record.rights import rights_of
from casework.record.turns import expected_first
from casework.vocabulary import AppealState, CaseState, ClockName, Questioner, Seat, Verb, WitnessWay
from casework.workflow.guard import REASONS
from tests.casework.appeal_road import (
    ALL_THREE,
    AMOS,
    ANOUK,
    ARNE,
    AT_THE_HEARING,
    OLA,
    OWN_CODES,
    REX,
    RIGHT,
    called,
    heard,
    lodged,
    refused,
    sifted,
    voted,
)
from tests.casework.pure import By, PureCase
from tests.invariants.turns import time_alone_changes_no_turn_before_it_is_looked_at as nothing_changes_early

CHECKED: dict[str, Any] = dict.fromkeys(("reason_given", "medical", "prejudice"), False) | {
    "public_interest": True,
    "would_help": False,
    "reasons_written": True,
}


def ready() -> PureCase:
    """An appeal whose grounds are looked at, the Society's own time over."""
    case = sifted()
    case.wait(days=20)
    return case


def on(case: PureCase, days: int) -> dict[str, Any]:
    return {"hearing_on": case.view.today + timedelta(days=days)}


def expects(case: PureCase) -> tuple[Seat, Verb]:
    """Return the step that lists show of the case, and whose it is."""
    first = expected_first(case.view)
    assert first is not None
    return first.seat_now(case.view), first.verbs[0]


def offer(case: PureCase, *, by: By = REX, **given: Any) -> Any:
    said = {"evidence": uuid4(), "codes": ("procedure",), "received": True, "cause": True} | given
    return case.do(Verb.OFFER_NEW_EVIDENCE, by=by, **said)


def test_the_call_leaves_both_sides_more_than_21_days_from_its_arrival() -> None:
    case = ready()
    first = first_appeal_day(case.view)
    named = f"{REASONS['appeal_day_leaves_notice']} The first possible day is {first.day} {first:%B %Y}."
    assert refused(case, Verb.CALL_APPEAL_HEARING, AMOS, **on(case, 21)) == (named,)
    event = case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(case, 30))
    assert refused(case, Verb.CALL_APPEAL_HEARING, AMOS, **on(case, 30)) == (REASONS["appeal_has_no_day"],)
    case.wait(days=30)
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == [case.reason("appeal_call_was_in_time")]
    case.serve(event.id, Seat.RESPONDENT, on=case.view.today - timedelta(days=22))
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == []


@pytest.mark.parametrize("late_by", [0, 5])
def test_an_appeal_whose_call_came_late_for_its_day_is_never_recorded_as_heard(late_by: int) -> None:
    """The member came, or did not: the hearing of that day does not stand, and another day is set."""
    case = ready()
    event = case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(case, 30))
    day = case.view.appeal_hearing.on
    assert day is not None
    case.wait(days=9 + late_by)
    case.serve(event.id, Seat.RESPONDENT, on=day - timedelta(days=21 - late_by))
    case.wait(days=40)
    run = case.view.clock(ClockName.APPEAL_NOTICE)
    assert run is not None and run.due is not None and case.view.over(ClockName.APPEAL_NOTICE)
    last = case.view.day_of(run.due)
    said = f"Both sides are called for {day.day} {day:%B %Y}; the days of notice end on {last.day} {last:%B %Y}."
    for verb in (Verb.HEAR_APPEAL, Verb.RECORD_APPEAL_ABSENCE):
        assert case.reasons(verb, by=AMOS) == [f"{REASONS['appeal_call_was_in_time']} {said}"]
    assert expects(case) == (Seat.APPEAL_CHAIR, Verb.ADJOURN_APPEAL_HEARING)
    moved = {"asked_by": Seat.APPEAL_CHAIR, "reasons_written": True}
    other = case.do(Verb.ADJOURN_APPEAL_HEARING, by=AMOS, **on(case, 30), **moved)
    case.serve(other.id, Seat.RESPONDENT)
    case.wait(days=30)
    assert expects(case) == (Seat.APPEAL_CHAIR, Verb.HEAR_APPEAL)
    assert case.do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING).heard_on == case.view.today


def test_the_chair_is_asked_to_adjourn_on_the_day_if_nothing_shows_that_the_call_arrived() -> None:
    case = ready()
    case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(case, 30))
    case.wait(days=29)
    assert expects(case) == (Seat.APPEAL_CHAIR, Verb.HEAR_APPEAL)
    nothing_changes_early(case.view, [AMOS])
    case.wait(days=1)
    assert expects(case) == (Seat.APPEAL_CHAIR, Verb.ADJOURN_APPEAL_HEARING)


def test_the_record_names_the_day_of_the_call_although_it_is_written_later() -> None:
    case = called(ready())
    case.wait(days=3)
    event = case.do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING)
    assert event.heard_on == case.view.today - timedelta(days=3)


def test_an_appeal_is_not_heard_before_its_day_or_without_a_call() -> None:
    case = ready()
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == [REASONS["appeal_has_a_day"]]
    event = case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(case, 40))
    case.serve(event.id, Seat.RESPONDENT)
    case.wait(days=30)
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == [REASONS["appeal_day_is_reached"]]


def test_each_side_has_two_adjournments_and_the_panel_one_more() -> None:
    case = called(ready())
    for _ in range(2):
        event = case.do(
            Verb.ADJOURN_APPEAL_HEARING, by=AMOS, **on(case, 30), asked_by=Seat.RESPONDENT, reasons_written=True
        )
        case.serve(event.id, Seat.RESPONDENT)
    third = on(case, 30) | {"asked_by": Seat.RESPONDENT, "reasons_written": True}
    assert refused(case, Verb.ADJOURN_APPEAL_HEARING, AMOS, **third) == (REASONS["fewer_than_two_appeal_adjournments"],)
    for asked_by in (Seat.INVESTIGATOR, Seat.APPEAL_CHAIR):
        case.do(Verb.ADJOURN_APPEAL_HEARING, by=AMOS, **third | {"asked_by": asked_by})
    assert case.view.appeal_hearing.adjourned == (*(Seat.RESPONDENT,) * 2, Seat.INVESTIGATOR, Seat.APPEAL_CHAIR)


def test_a_new_day_needs_the_shorter_notice_only_where_the_first_call_came_in_time() -> None:
    in_time, late = called(ready()), ready()
    late.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(late, 25))
    given = {"asked_by": Seat.APPEAL_CHAIR, "reasons_written": True}
    assert in_time.do(Verb.ADJOURN_APPEAL_HEARING, by=AMOS, **on(in_time, 16), **given).noticed is True
    run = in_time.view.clock(ClockName.APPEAL_NOTICE)
    assert run is not None and run.days == 14
    assert refused(late, Verb.ADJOURN_APPEAL_HEARING, AMOS, **on(late, 16), **given) == (
        REASONS["new_appeal_day_leaves_notice"],
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"reasons_written": False}, "appeal_adjournment_reason_is_given"),
        ({"asked_by": Seat.APPEAL_MEMBER}, "appeal_adjournment_has_a_side"),
    ],
)
def test_an_adjournment_says_for_whom_and_why(given: dict[str, Any], reason: str) -> None:
    case = called(ready())
    said = on(case, 30) | {"asked_by": Seat.RESPONDENT, "reasons_written": True} | given
    assert refused(case, Verb.ADJOURN_APPEAL_HEARING, AMOS, **said) == (REASONS[reason],)


def test_it_is_heard_without_the_respondent_only_after_the_absence_checklist() -> None:
    case = called(ready())
    absent = AT_THE_HEARING | {"respondent_present": False, "last_word_offered": False}
    assert refused(case, Verb.HEAR_APPEAL, AMOS, **absent) == (
        REASONS["respondent_is_at_the_appeal_or_absence_recorded"],
    )
    assert refused(case, Verb.RECORD_APPEAL_ABSENCE, AMOS, **CHECKED | {"would_help": True}) == (
        REASONS["adjournment_would_not_help"],
    )
    assert refused(case, Verb.RECORD_APPEAL_ABSENCE, AMOS, **CHECKED | {"medical": None}) == (
        REASONS["absence_checklist_is_complete"],
    )
    case.do(Verb.RECORD_APPEAL_ABSENCE, by=AMOS, **CHECKED)
    other = case.do(
        Verb.ADJOURN_APPEAL_HEARING, by=AMOS, **on(case, 20), asked_by=Seat.APPEAL_CHAIR, reasons_written=True
    )
    case.serve(other.id, Seat.RESPONDENT)
    case.wait(days=20)
    assert refused(case, Verb.HEAR_APPEAL, AMOS, **absent) == (
        REASONS["respondent_is_at_the_appeal_or_absence_recorded"],
    )
    case.do(Verb.RECORD_APPEAL_ABSENCE, by=AMOS, **CHECKED)
    event = case.do(Verb.HEAR_APPEAL, by=AMOS, **absent)
    assert (event.present, event.respondent_present) == (ALL_THREE, False)


def test_an_absence_is_not_considered_where_the_call_did_not_arrive_in_time() -> None:
    case = ready()
    case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(case, 25))
    assert case.reasons(Verb.RECORD_APPEAL_ABSENCE, by=AMOS)[0] == REASONS["appeal_day_is_reached"]
    case.wait(days=25)
    assert case.reasons(Verb.RECORD_APPEAL_ABSENCE, by=AMOS) == [case.reason("appeal_call_was_in_time")]


def test_a_respondent_who_is_there_speaks_last() -> None:
    case = called(ready())
    mute = AT_THE_HEARING | {"last_word_offered": False}
    assert refused(case, Verb.HEAR_APPEAL, AMOS, **mute) == (REASONS["last_word_on_appeal_was_offered"],)


@pytest.mark.parametrize("by", [REX, OLA])
def test_either_side_argues_on_grounds_that_are_appealed_on_until_it_is_heard(by: By) -> None:
    case = lodged()
    event = case.do(Verb.MAKE_APPEAL_SUBMISSION, by=by, codes=("procedure",), statement_written=True)
    assert (event.side, event.numbers) == (by[1], (4,))
    for given, reason in (
        ({"codes": ("misapplied_code",)}, "grounds_are_appealed_on"),
        ({"codes": ()}, "grounds_are_appealed_on"),
        ({"statement_written": False}, "appeal_submission_is_written"),
    ):
        said = {"codes": ("procedure",), "statement_written": True} | given
        assert refused(case, Verb.MAKE_APPEAL_SUBMISSION, by, **said) == (REASONS[reason],)
    assert heard().reasons(Verb.MAKE_APPEAL_SUBMISSION, by=by)[0] == REASONS["appeal_was_not_heard"]


def test_what_the_society_brings_leaves_the_respondent_14_days_to_speak() -> None:
    case = ready()
    case.do(Verb.CALL_APPEAL_HEARING, by=AMOS, **on(case, 30))
    case.wait(days=15)
    late = [REASONS["society_leaves_time_to_answer"]]
    for verb in (Verb.MAKE_APPEAL_SUBMISSION, Verb.OFFER_NEW_EVIDENCE):
        assert (case.reasons(verb, by=REX), case.reasons(verb, by=OLA)) == ([], [])
    case.wait(days=3)
    for verb in (Verb.MAKE_APPEAL_SUBMISSION, Verb.OFFER_NEW_EVIDENCE):
        assert (case.reasons(verb, by=REX), case.reasons(verb, by=OLA)) == ([], late)


def test_the_chair_rules_on_new_evidence_before_the_appeal_is_heard() -> None:
    case = called(ready())
    event = offer(case)
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == [REASONS["new_evidence_is_ruled_on"]]
    said = {"evidence": event.evidence, "admitted": True, "reasons_written": True}
    assert refused(case, Verb.RULE_NEW_EVIDENCE, AMOS, **said | {"evidence": uuid4()}) == (
        REASONS["this_new_evidence_waits"],
    )
    assert refused(case, Verb.RULE_NEW_EVIDENCE, AMOS, **said | {"reasons_written": False}) == (
        REASONS["appeal_reasons_are_written"],
    )
    case.do(Verb.RULE_NEW_EVIDENCE, by=AMOS, **said)
    assert case.reasons(Verb.RULE_NEW_EVIDENCE, by=AMOS) == [REASONS["new_evidence_waits"]]
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == []
    assert [(one.side, one.admitted) for one in case.view.appeal_hearing.offered] == [(Seat.RESPONDENT, True)]
    assert case.view.evidence.all[-1].id == event.evidence


def test_a_ground_that_was_not_arguable_cannot_succeed_and_one_at_least_has_to() -> None:
    case = sifted(codes=("procedure",))
    case.wait(days=20)
    called(case).do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING)
    voted(case, "procedure")
    case.do(Verb.PROPOSE_STEP, by=ANOUK, proposed=Verb.QUASH_ON_APPEAL)
    for wrong in (("disproportionate",), ("procedure", "disproportionate"), ()):
        given = {"succeeded": wrong, "reasons_written": True}
        assert refused(case, Verb.QUASH_ON_APPEAL, ARNE, **given) == (REASONS["a_ground_succeeds"],)
    case.do(Verb.QUASH_ON_APPEAL, by=ARNE, **RIGHT)


def test_the_record_keeps_for_each_ground_whether_it_was_heard_and_right() -> None:
    case = voted(heard(), "procedure")
    event = case.two(Verb.QUASH_ON_APPEAL, first=AMOS, second=ARNE, **RIGHT)
    (one,) = case.view.appeal.all
    assert event.succeeded == (4,)
    assert (one.state, one.arguable, one.succeeded) == (AppealState.ALLOWED, OWN_CODES, ("procedure",))
    assert case.state == CaseState.CLOSED


CALL: dict[str, Any] = {
    "way": WitnessWay.BY_VIDEO,
    "protected": True,
    "questioner": Questioner.CHAIR,
    "witness_written": True,
    "questions_written": True,
}


def test_a_witness_is_called_to_the_appeal_once_it_has_a_day_and_until_it_is_heard() -> None:
    case = ready()
    assert refused(case, Verb.CALL_WITNESS, AMOS, **CALL) == (REASONS["a_hearing_lies_ahead"],)
    case = called(case)
    sides = CALL | {"questioner": Questioner.SIDES}
    assert refused(case, Verb.CALL_WITNESS, AMOS, **sides) == (REASONS["questions_are_put_for_them"],)
    event = case.do(Verb.CALL_WITNESS, by=AMOS, **CALL)
    (one,) = case.view.appeal_hearing.witnesses
    assert (event.type, one.entry, case.view.hearing.witnesses) == ("case.appeal_witness_called", event.id, ())
    assert refused(heard(), Verb.CALL_WITNESS, AMOS, **CALL) == (REASONS["a_hearing_lies_ahead"],)
    for _person, seat in (ANOUK, OLA, REX):
        assert Verb.CALL_WITNESS not in rights_of(seat, case.view, _person)
