"""The hearing desk: the minute with its numbers, its corrections, and the last word of the respondent."""

import re
from datetime import timedelta
from typing import Any

import pytest

from casework.procedure.board.certificate import certificate_of
from casework.record.events import FindingMade
from casework.record.rights import rights_of
from casework.record.rights.served import lines_in_time
from casework.record.state.citations import cited_entries
from casework.vocabulary import ClockName, MinuteKind, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.step import ELSEWHERE
from tests.casework.panel_road import (
    AVA,
    CLEO,
    PANEL,
    REX,
    bundled,
    deliberating,
    finding,
    found,
    heard,
    save,
    sign_each,
)
from tests.casework.pure import By, PureCase, someone

SAID = {"kind": MinuteKind.SAID, "side": Seat.RESPONDENT, "minutes": 12}
WRITTEN = {"speaker_written": True, "said_written": True}


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def test_lines_are_numbered_in_their_order_and_count_for_a_side_or_for_neither() -> None:
    case = heard()
    first = case.do(Verb.WRITE_MINUTE, by=CLEO, **SAID, **WRITTEN)
    case.do(Verb.WRITE_MINUTE, by=AVA, **SAID | {"side": Seat.INVESTIGATOR, "minutes": 5}, **WRITTEN)
    ruling = {"kind": MinuteKind.RULING, "side": None, "minutes": 3}
    last = case.do(Verb.WRITE_MINUTE, by=AVA, **ruling, **WRITTEN)
    hearing = case.view.hearing
    assert [line.entry for line in hearing.minute][::2] == [first.id, last.id]
    assert (hearing.time_used(Seat.RESPONDENT), hearing.time_used(Seat.INVESTIGATOR)) == (12, 5)


def test_a_minute_is_written_while_the_hearing_is_open_and_says_who_spoke() -> None:
    assert refused(bundled(), Verb.WRITE_MINUTE, AVA, **SAID, **WRITTEN) == (REASONS["hearing_is_open"],)
    nameless = WRITTEN | {"speaker_written": False}
    assert refused(heard(), Verb.WRITE_MINUTE, AVA, **SAID, **nameless) == (REASONS["minute_is_written"],)
    stranger = SAID | {"side": Seat.BOARD_MEMBER}
    assert refused(heard(), Verb.WRITE_MINUTE, AVA, **stranger, **WRITTEN) == (REASONS["time_is_of_a_side"],)


def test_a_line_is_corrected_until_the_findings_are_saved_and_the_old_one_stays() -> None:
    case = heard()
    line = case.do(Verb.WRITE_MINUTE, by=AVA, **SAID, **WRITTEN)
    correction = case.do(Verb.CORRECT_MINUTE, by=AVA, line=line.id, corrected_written=True)
    assert [(one.entry, one.corrected) for one in case.view.hearing.minute] == [(line.id, correction.id)]
    unknown = {"line": someone("no line"), "corrected_written": True}
    assert refused(case, Verb.CORRECT_MINUTE, AVA, **unknown) == (REASONS["line_is_in_the_minute"],)
    said = refused(found(), Verb.CORRECT_MINUTE, AVA, line=line.id, corrected_written=True)
    assert said == (REASONS["findings_are_not_saved"],)


def minuted() -> PureCase:
    """The panel deliberates after a hearing with one line of minute, which was given to both sides on the same day."""
    case = heard()
    case.do(Verb.WRITE_MINUTE, by=AVA, **SAID, **WRITTEN)
    case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=True)
    sign_each(case)
    case.do(Verb.GIVE_MINUTE, by=AVA)
    return case


def approve(case: PureCase, *who: By) -> None:
    for by in who or PANEL:
        case.do(Verb.APPROVE_MINUTE, by=by)


ON_A_LINE = finding(evidence=(), lines=(1,))


def refused_finding(case: PureCase, one: FindingMade) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        save(case, one)
    return no.value.reasons


def test_a_finding_rests_on_a_line_of_the_minute_three_business_days_after_it_came() -> None:
    case, rule = minuted(), (REASONS["findings_cite_disclosed_evidence"],)
    assert lines_in_time(case.view) == frozenset()
    case.wait(days=7)
    approve(case)
    assert refused_finding(case, finding(evidence=(), lines=(1, 2))) == rule
    save(case, ON_A_LINE)
    assert [one.lines for one in case.view.deliberation.proven_findings] == [(1,)]
    assert cited_entries(ON_A_LINE, case.view)[-1] == ("minute", case.view.hearing.minute[0].entry)


def test_a_line_that_was_corrected_counts_again_three_business_days_later() -> None:
    case = minuted()
    case.wait(days=7)
    approve(case)
    line = case.view.hearing.minute[0].entry
    case.do(Verb.CORRECT_MINUTE, by=AVA, line=line, corrected_written=True)
    assert refused_finding(case, ON_A_LINE) == (REASONS["minute_was_given"],)
    case.do(Verb.GIVE_MINUTE, by=CLEO)
    assert refused(case, Verb.APPROVE_MINUTE, CLEO) == (REASONS["every_line_is_open_to_the_panel"],)
    case.wait(days=5)
    approve(case)
    save(case, ON_A_LINE)


def test_the_minute_is_given_in_three_business_days_and_those_who_sat_have_five_to_approve_it() -> None:
    case = heard()
    case.do(Verb.WRITE_MINUTE, by=AVA, **SAID, **WRITTEN)
    assert refused(case, Verb.GIVE_MINUTE, AVA) == (ELSEWHERE,)
    case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=True)
    assert (days_of(case, ClockName.MINUTE), case.view.clock(ClockName.MINUTE_APPROVAL)) == ((3, True), None)
    assert refused(case, Verb.APPROVE_MINUTE, CLEO) == (
        REASONS["minute_was_given"],
        REASONS["every_line_is_open_to_the_panel"],
    )
    case.do(Verb.GIVE_MINUTE, by=AVA)
    assert refused(case, Verb.GIVE_MINUTE, CLEO) == (REASONS["minute_is_not_given"],)
    assert (days_of(case, ClockName.MINUTE), days_of(case, ClockName.MINUTE_APPROVAL)) == (None, (5, True))
    sign_each(case)
    assert case.reason("minute_is_approved") in case.reasons(Verb.RECORD_FINDINGS, by=CLEO)
    case.wait(days=5)
    approve(case, CLEO)
    assert refused(case, Verb.APPROVE_MINUTE, CLEO) == (REASONS["minute_is_not_approved_by_this_person"],)
    case.wait(days=5)
    # Silence delays nothing: the days are over, and one of three has approved.
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO) == [REASONS["second_person_signed"]]
    (line,) = (one for one in certificate_of(case.view, case.happened).lines if str(one.name) == "Minute")
    said = r"1 line, given to both sides on \d+ \w+ \d{4}; approved by 1 of the panel"
    assert re.fullmatch(said, line.found), line.found


def days_of(case: PureCase, name: ClockName) -> tuple[int, bool] | None:
    """Return the length of a clock that runs, and whether it counts business days."""
    run = case.view.clock(name)
    return (run.days, run.business) if run and run.running else None


def test_a_hearing_without_a_line_has_no_minute_to_give_and_waits_for_none() -> None:
    case = deliberating()
    assert days_of(case, ClockName.MINUTE) is None
    assert refused(case, Verb.GIVE_MINUTE, AVA) == (REASONS["minute_has_lines"],)
    save(case, finding())


@pytest.mark.parametrize("place", [heard, deliberating])
def test_without_the_last_word_there_are_three_business_days_to_write_it_and_no_veto(place: Any) -> None:
    case = place()
    case.do(Verb.CONFIRM_LAST_WORD, by=REX, had=False, why_not_written=True)
    run = case.view.clock(ClockName.LAST_WORD)
    assert run is not None and run.due is not None
    assert case.view.day_of(run.due) - case.view.today <= timedelta(days=5)
    if place is heard:
        case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=True)
    assert case.reason("last_word_was_given") in case.reasons(Verb.RECORD_FINDINGS, by=CLEO)
    again = refused(case, Verb.CONFIRM_LAST_WORD, REX, had=False, why_not_written=True)
    assert again == (REASONS["last_word_can_be_confirmed"],)
    case.enter(CLEO, run.due + timedelta(microseconds=1))
    assert case.reason("last_word_was_given") not in case.reasons(Verb.RECORD_FINDINGS, by=CLEO)
    save(case, finding())


def test_the_last_word_in_writing_is_filed_once_and_ends_the_wait() -> None:
    case = deliberating()
    assert refused(case, Verb.FILE_LAST_WORD, REX, words_written=True) == (case.reason("last_word_may_be_written"),)
    case.do(Verb.CONFIRM_LAST_WORD, by=REX, had=False, why_not_written=True)
    case.do(Verb.FILE_LAST_WORD, by=REX, words_written=True)
    assert refused(case, Verb.FILE_LAST_WORD, REX, words_written=True) == (case.reason("last_word_may_be_written"),)
    save(case, finding())


def test_who_had_the_last_word_waits_for_nothing() -> None:
    case = deliberating()
    case.do(Verb.CONFIRM_LAST_WORD, by=REX, had=True, why_not_written=False)
    save(case, finding())


def test_the_panel_cannot_answer_for_the_respondent() -> None:
    case = heard()
    for person, seat in (CLEO, AVA):
        assert not {Verb.CONFIRM_LAST_WORD, Verb.FILE_LAST_WORD} & rights_of(seat, case.view, person)
