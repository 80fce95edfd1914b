"""Requests of both sides and the answers to them, without a database; among them those that could delay a case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework.procedure.requests.guards import kinds_open
from casework.queries.case.requests import request_lines
from casework.record.events import CaseAbated
from casework.record.rights import rights_of
from casework.record.state.declarations import DeclarationsPart
from casework.record.state.requests import ANSWERING
from casework.vocabulary import CaseState, ClockName, ClosingCode, NotNow, RequestKind, Seat, Verb
from casework.vocabulary.states import ASKING
from casework.workflow.guard import REASONS, Acting
from tests.casework.board_road import BEA, before_the_board, with_papers
from tests.casework.panel_road import AVA, CLEO, LETTERS, OLA, REX, formed, listed
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import DAN, DEE, RESPONDENT, answered, shared
from tests.casework.pure_road import REPORTER

K = RequestKind


def ask(case: PureCase, kind: RequestKind, *, by: By = RESPONDENT, **given: Any) -> Any:
    return case.do(Verb.MAKE_REQUEST, by=by, kind=kind, words_written=True, **given)


def answer(case: PureCase, request: Any, *, by: By, granted: bool = False, **given: Any) -> Any:
    said = {"request": request.id, "granted": granted, "reasons_written": True}
    return case.do(Verb.ANSWER_REQUEST, by=by, **said | given)


def why(doing: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        doing()
    return no.value.reasons


def of(case: PureCase, name: ClockName) -> Any:
    return case.view.clock(name)


def test_a_request_has_seven_days_and_its_answer_ends_them() -> None:
    case = answered()
    made = ask(case, K.RULING)
    run = of(case, ClockName.REQUEST)
    assert (run.subject, case.view.day_of(run.due)) == (made.id, case.view.today + timedelta(days=7))
    answer(case, made, by=DEE)
    assert not of(case, ClockName.REQUEST).running
    assert case.view.requests.waiting == ()


def test_every_stage_in_which_one_can_ask_has_somebody_who_answers() -> None:
    assert ANSWERING.keys() == ASKING
    for state, seats in ANSWERING.items():
        assert all(Verb.ANSWER_REQUEST in rights_of(seat, at(state).view, CLEO[0]) for seat in seats), state


def at(state: CaseState) -> PureCase:
    case = answered()
    free = DeclarationsPart(free=frozenset({CLEO[0]}))
    case.view = replace(case.view, state=state, declarations=free)
    return case


def test_the_investigator_answers_about_days_and_a_decider_about_the_rest() -> None:
    case = shared()
    time, witness = ask(case, K.MORE_TIME, days=5), ask(case, K.WITNESS)
    theirs = REASONS["request_is_theirs_to_answer"]
    assert why(lambda: answer(case, witness, by=OLA)) == (theirs,)
    answer(case, witness, by=DAN, granted=True)
    answer(case, time, by=OLA, granted=True, days=5)
    assert [one.granted for one in case.view.requests.all] == [True, True]


def test_an_adjustment_is_for_the_adviser_alone() -> None:
    case = answered()
    made = ask(case, K.ADJUSTMENT)
    assert REASONS["a_request_waits_for_the_actor"] in why(lambda: answer(case, made, by=DEE))
    answer(case, made, by=AVA, granted=True)


def test_days_that_are_given_lengthen_the_time_for_both_sides_within_the_limit() -> None:
    case = shared()
    before = of(case, ClockName.REPORT_COMMENTS).due
    made = ask(case, K.MORE_TIME, days=10)
    assert why(lambda: answer(case, made, by=OLA, granted=True, days=15)) == (REASONS["days_are_within_limit"],)
    answer(case, made, by=OLA, granted=True, days=10)
    assert of(case, ClockName.REPORT_COMMENTS).due == before + timedelta(days=10)
    again = ask(case, K.MORE_TIME, days=5)
    assert why(lambda: answer(case, again, by=OLA, granted=True, days=5)) == (REASONS["days_are_within_limit"],)


def test_only_the_first_request_for_a_time_lets_it_wait() -> None:
    """S7: somebody who asks again and again for more time gains the days of one answer."""
    case = shared()
    due = of(case, ClockName.REPORT_COMMENTS).due
    first = ask(case, K.MORE_TIME, days=5)
    assert (first.stops, of(case, ClockName.REPORT_COMMENTS).due) == (True, None)
    case.wait(days=3)
    answer(case, first, by=OLA)
    assert of(case, ClockName.REPORT_COMMENTS).due == due + timedelta(days=3)
    again = ask(case, K.MORE_TIME, days=5, new_facts=True)
    assert not again.stops
    assert of(case, ClockName.REPORT_COMMENTS).due == due + timedelta(days=3)


def test_more_time_is_asked_for_only_while_a_time_of_theirs_runs() -> None:
    case = answered()
    assert why(lambda: ask(case, K.MORE_TIME, days=5)) == (REASONS["a_time_of_theirs_runs"],)
    assert ask(case, K.MORE_TIME, by=REPORTER, days=5).clock is ClockName.REPLY


def test_one_request_of_a_kind_and_side_waits_at_a_time() -> None:
    case = answered()
    ask(case, K.RULING)
    assert why(lambda: ask(case, K.RULING)) == (REASONS["no_such_request_waits"],)
    ask(case, K.DOCUMENT)
    ask(case, K.RULING, by=REPORTER)
    ask(case, K.RULING, by=(someone("another reporter"), Seat.COMPLAINANT))
    assert len(case.view.requests.waiting) == 4


def test_a_request_that_repeats_a_refused_one_without_new_facts_is_closed_by_itself() -> None:
    case = answered()
    first = ask(case, K.WITNESS)
    answer(case, first, by=DEE)
    again = ask(case, K.WITNESS)
    assert (again.repeats, case.view.requests.waiting) == (first.id, ())
    assert not of(case, ClockName.REQUEST).running
    assert ask(case, K.WITNESS, new_facts=True).repeats is None


@pytest.mark.parametrize("kind", sorted(set(K) - {K.MORE_TIME, K.ANOTHER_DAY, K.LATE_OFFER}))
def test_the_case_goes_on_while_a_request_waits(kind: RequestKind) -> None:
    """S7: witnesses, documents, rulings and adjustments, asked for on the last day, stop nothing."""
    case, free = answered(), answered()
    ask(case, kind, about=Seat.DECIDER)
    for step in (Verb.COMMENT_ON_RESPONSE, Verb.SHARE_DRAFT_REPORT, Verb.ADD_EVIDENCE, Verb.FINALISE_REPORT):
        by = REPORTER if step is Verb.COMMENT_ON_RESPONSE else OLA
        assert case.reasons(step, by=by) == free.reasons(step, by=by)


def test_a_hearing_is_opened_whatever_waits() -> None:
    case, free = formed(), formed()
    for kind in (K.WITNESS, K.DOCUMENT, K.RULING, K.ADJUSTMENT, K.ANOTHER_DAY):
        ask(case, kind, by=REX)
    case.wait(days=45)
    free.wait(days=45)
    assert case.reasons(Verb.OPEN_HEARING, by=CLEO) == free.reasons(Verb.OPEN_HEARING, by=CLEO)


def test_another_day_is_given_by_adjourning_and_refused_with_reasons() -> None:
    case = formed()
    made = ask(case, K.ANOTHER_DAY, by=REX)
    given = REASONS["another_day_is_not_given_here"]
    assert why(lambda: answer(case, made, by=CLEO, granted=True)) == (given,)
    day = case.view.today + timedelta(days=60)
    case.do(Verb.ADJOURN_HEARING, by=CLEO, hearing_on=day, asked_by=Seat.RESPONDENT, reasons_written=True)
    assert case.view.requests.all[0].granted is True
    assert not of(case, ClockName.REQUEST).running
    again = ask(case, K.ANOTHER_DAY, by=REX)
    answer(case, again, by=CLEO)
    assert case.view.requests.all[1].granted is False


def test_a_document_that_is_ordered_has_a_day_and_is_produced_or_explained() -> None:
    case = formed()
    made = ask(case, K.DOCUMENT, by=REX)
    assert why(lambda: answer(case, made, by=CLEO, granted=True)) == (REASONS["document_has_a_day"],)
    assert why(lambda: answer(case, made, by=CLEO, granted=True, due_on=case.view.today + timedelta(days=61))) == (
        REASONS["document_has_a_day"],
    )
    day = case.view.today + timedelta(days=10)
    answer(case, made, by=CLEO, granted=True, due_on=day)
    assert case.view.day_of(of(case, ClockName.DOCUMENT_ORDER).due) == day
    case.wait(days=11)
    sides = (Acting(person=who, seats=frozenset({seat})) for who, seat in (REX, REPORTER))
    lines = [line for side in sides for line in request_lines(case.view, side)]
    assert [(line.own, line.ordered_by, line.overdue) for line in lines] == [(True, day, True), (False, day, True)]
    produce = {"request": made.id, "note_written": False}
    assert why(lambda: case.do(Verb.PRODUCE_DOCUMENT, by=OLA, **produce)) == (REASONS["copy_or_reason_is_given"],)
    case.do(Verb.PRODUCE_DOCUMENT, by=OLA, **produce | {"copy": LETTERS})
    assert not of(case, ClockName.DOCUMENT_ORDER).running
    assert case.reasons(Verb.PRODUCE_DOCUMENT, by=OLA) == [REASONS["a_document_was_ordered"]]


def test_a_name_in_a_request_denies_nobody_and_a_granted_one_takes_the_seat() -> None:
    case = answered()
    made = ask(case, K.SHOULD_NOT_SIT, about=Seat.INVESTIGATOR)
    assert OLA[0] not in case.view.people.barred
    assert why(lambda: answer(case, made, by=DEE, granted=True)) == (REASONS["person_holds_the_seat"],)
    answer(case, made, by=DEE, granted=True, person=OLA[0])
    assert OLA[0] in case.view.people.barred
    assert case.view.people.holding(Seat.INVESTIGATOR) == frozenset()


def test_nobody_rules_on_a_request_against_their_own_kind() -> None:
    case = answered()
    made = ask(case, K.SHOULD_NOT_SIT, about=Seat.DECIDER)
    assert REASONS["a_request_waits_for_the_actor"] in why(
        lambda: answer(case, made, by=DAN, granted=True, person=DEE[0])
    )
    reviewer = case.seat("rik", Seat.REVIEWER)
    answer(case, made, by=reviewer, granted=True, person=DEE[0])
    assert DEE[0] in case.view.people.barred


def test_the_adviser_can_be_objected_to_and_does_not_rule_on_it() -> None:
    case = with_papers(before_the_board())
    reviewer, adviser = case.seat("rik", Seat.REVIEWER), case.seat("ava", Seat.ADVISER)
    made = ask(case, K.SHOULD_NOT_SIT, by=REX, about=Seat.ADVISER)
    assert REASONS["a_request_waits_for_the_actor"] in why(lambda: answer(case, made, by=adviser, granted=False))
    answer(case, made, by=reviewer, granted=True, person=adviser[0])
    assert case.view.people.holding(Seat.ADVISER) == frozenset()
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == []


def test_the_first_objection_to_a_voter_is_ruled_on_before_a_ballot_opens() -> None:
    case = with_papers(before_the_board())
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == []
    made = ask(case, K.SHOULD_NOT_SIT, by=REX, about=Seat.BOARD_MEMBER)
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == [REASONS["no_objection_to_the_board_stops_this"]]
    answer(case, made, by=case.seat("rik", Seat.REVIEWER))
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == []
    ask(case, K.SHOULD_NOT_SIT, by=REX, about=Seat.BOARD_MEMBER, new_facts=True)
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == []


def test_a_listed_panel_is_challenged_by_name_and_not_in_a_request() -> None:
    case = formed()
    doing = REASONS["panel_is_challenged_by_name"]
    assert why(lambda: ask(case, K.SHOULD_NOT_SIT, by=REX, about=Seat.PANEL_MEMBER)) == (doing,)


def test_a_request_that_waits_goes_to_the_chair_with_the_case() -> None:
    case = listed()
    dee = case.seat("dee", Seat.DECIDER)
    made = ask(case, K.RULING, by=REX)
    assert case.reasons(Verb.ANSWER_REQUEST, by=dee) == []
    case.do(Verb.FORM_PANEL, by=AVA, hearing_on=case.view.today + timedelta(days=45))
    assert REASONS["a_request_waits_for_the_actor"] in why(lambda: answer(case, made, by=dee))
    answer(case, made, by=CLEO)
    assert case.view.requests.all[0].granted is False


def test_a_request_ends_unanswered_when_the_case_leaves_its_stages() -> None:
    case = answered()
    ask(case, K.RULING)
    ended = CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH, from_state=case.view.state, to_state=CaseState.CLOSED)
    case.happen(ended, by=(someone("rik"), Seat.REVIEWER))
    assert case.view.requests.waiting == ()
    assert not of(case, ClockName.REQUEST).running


def test_the_page_offers_only_what_can_be_asked_for_at_this_stage() -> None:
    case = answered()
    case.enter(RESPONDENT)
    assert set(kinds_open(case)) == set(K) - {K.MORE_TIME, K.ANOTHER_DAY, K.LATE_OFFER}


def test_a_side_withdraws_its_own_request_and_can_ask_again() -> None:
    case = answered()
    made = ask(case, K.RULING)
    assert why(lambda: case.do(Verb.WITHDRAW_REQUEST, by=REPORTER, request=made.id)) == (
        REASONS["a_request_of_theirs_waits"],
    )
    other = why(lambda: case.do(Verb.WITHDRAW_REQUEST, by=RESPONDENT, request=someone("another")))
    assert other == (REASONS["request_is_of_the_actor"],)
    case.do(Verb.WITHDRAW_REQUEST, by=RESPONDENT, request=made.id)
    assert (case.view.requests.waiting, of(case, ClockName.REQUEST).running) == ((), False)
    ask(case, K.RULING)
