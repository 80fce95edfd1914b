"""Findings, without a database: what they rest on, who signs them, and what they open."""

from typing import Any
from uuid import uuid4

import pytest

from casework.procedure.findings.forms import RecordFindingsForm
from casework.procedure.findings.opinion_forms import FirstViewForm, MinorityReasonsForm
from casework.vocabulary import AllegationState, Answer, CaseState, ClockName, ClosingCode, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from policy.rules import Severity
from tests.casework.panel_road import (
    AVA,
    CLEO,
    EVERYTHING,
    FIRST,
    LEDGER,
    MILO,
    NORA,
    OLA,
    REX,
    SECOND,
    charge,
    deliberating,
    finding,
    found,
    save,
    sign_each,
)
from tests.casework.pure import PureCase, someone


def refused(case: PureCase, *findings: Any, reasons_written: bool = True) -> tuple[str, ...]:
    sign_each(case)
    with pytest.raises(NotNow) as no:
        case.two(Verb.RECORD_FINDINGS, first=CLEO, second=MILO, findings=findings, reasons_written=reasons_written)
    return no.value.reasons


def test_findings_are_saved_by_a_majority_and_move_the_charges() -> None:
    case = deliberating(charge(), charge(SECOND, 5))
    save(case, finding(), finding(SECOND, proven=False, commitment=5))
    assert {one.id: one.state for one in case.view.allegations.all} == {
        FIRST: AllegationState.PROVEN,
        SECOND: AllegationState.NOT_PROVEN,
    }
    assert (case.state, case.view.deliberation.saved) == (CaseState.DELIBERATION, True)


def test_one_signature_saves_nothing() -> None:
    case = deliberating()
    sign_each(case)
    with pytest.raises(NotNow) as no:
        case.do(Verb.RECORD_FINDINGS, by=CLEO, findings=(finding(),), reasons_written=True)
    assert (no.value.reasons, case.view.deliberation.saved) == ((REASONS["second_person_signed"],), False)


def test_members_without_the_chair_save_nothing() -> None:
    case = deliberating()
    sign_each(case)
    with pytest.raises(NotNow) as no:
        case.two(Verb.RECORD_FINDINGS, first=MILO, second=NORA, findings=(finding(),), reasons_written=True)
    assert no.value.reasons == (REASONS["second_person_signed"],)


def test_the_reasons_are_due_seven_days_after_the_respondent_spoke() -> None:
    case = found()
    assert {run.name: run.due is None for run in case.view.clocks if run.running} == {ClockName.REASONS: False}
    named = case.do(Verb.NAME_FACTORS, by=CLEO, **EVERYTHING)
    running = {run.name: (run.due is None, run.days) for run in case.view.clocks if run.running}
    assert running == {ClockName.REASONS: (True, 14), ClockName.SANCTION_VIEWS: (True, 7)}
    case.serve(named.id, Seat.RESPONDENT)
    assert all(run.due for run in case.view.clocks if run.running)


def test_nothing_is_named_before_something_is_proven_and_nothing_twice() -> None:
    assert deliberating().reasons(Verb.NAME_FACTORS, by=CLEO) == [
        REASONS["findings_are_saved"],
        REASONS["something_is_proven"],
    ]
    assert found(proven=False).reasons(Verb.NAME_FACTORS, by=CLEO) == [REASONS["something_is_proven"]]
    case = found()
    for given in ({"severities": (), "numbers": (0,)}, {"severities": (Severity.S1,), "numbers": (99,)}):
        assert refused_naming(case, given) == (REASONS["something_new_is_named"],)
    case.do(Verb.NAME_FACTORS, by=CLEO, **EVERYTHING)
    assert refused_naming(case, EVERYTHING) == (REASONS["something_new_is_named"],)


def refused_naming(case: PureCase, given: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(Verb.NAME_FACTORS, by=CLEO, **given)
    return no.value.reasons


def test_what_is_named_later_gives_the_respondent_seven_days_more_and_a_word_more() -> None:
    case = found()
    first = case.do(Verb.NAME_FACTORS, by=CLEO, severities=(Severity.S2,), numbers=())
    case.serve(first.id, Seat.RESPONDENT)
    case.do(Verb.SUBMIT_ON_SANCTION, by=REX)
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [REASONS["second_person_signed"]]
    case.do(Verb.NAME_FACTORS, by=CLEO, severities=(Severity.S3,), numbers=(0,))
    wait = case.reason("sanction_views_are_in_or_time_is_over")
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [wait, REASONS["second_person_signed"]]
    assert case.reasons(Verb.SUBMIT_ON_SANCTION, by=REX) == []


def test_findings_of_nothing_proven_ask_for_no_views() -> None:
    case = found(proven=False)
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.REASONS}


@pytest.mark.parametrize(
    ("findings", "reason"),
    [
        ((), "every_charge_has_a_finding"),
        ((finding(), finding()), "every_charge_has_a_finding"),
        ((finding(SECOND),), "every_charge_has_a_finding"),
        ((finding(commitment=4),), "every_charge_has_a_finding"),
        ((finding(edition=uuid4()),), "every_charge_has_a_finding"),
        ((finding(happened=(True, True)),), "every_charge_has_a_finding"),
        ((finding(evidence=()),), "findings_cite_disclosed_evidence"),
        ((finding(evidence=(LEDGER,)),), "findings_cite_disclosed_evidence"),
        ((finding(evidence=(), on_admission=True),), "findings_cite_disclosed_evidence"),
        ((finding(proven=False, evidence=(LEDGER,)),), "findings_cite_disclosed_evidence"),
    ],
)
def test_findings_that_stand_on_nothing_are_refused(findings: tuple[Any, ...], reason: str) -> None:
    case = deliberating()
    assert refused(case, *findings) == (REASONS[reason],)
    assert not case.view.deliberation.saved


def test_findings_need_reasons() -> None:
    assert refused(deliberating(), finding(), reasons_written=False) == (REASONS["finding_reasons_are_written"],)


def test_an_admitted_charge_may_rest_on_the_admission() -> None:
    case = deliberating(charge(answer=Answer.ADMIT))
    save(case, finding(evidence=(), on_admission=True))
    assert [one.on_admission for one in case.view.deliberation.proven_findings] == [True]


def test_saved_findings_are_never_saved_again() -> None:
    case = found()
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO) == [
        REASONS["findings_are_not_saved"],
        REASONS["second_person_signed"],
    ]


def test_history_opens_only_with_the_findings() -> None:
    assert deliberating().reasons(Verb.OPEN_HISTORY, by=AVA) == [
        REASONS["findings_are_saved"],
        REASONS["something_is_proven"],
    ]
    assert found(proven=False).reasons(Verb.OPEN_HISTORY, by=AVA) == [REASONS["something_is_proven"]]


def test_history_that_was_opened_is_remembered() -> None:
    case, earlier = found(), uuid4()
    case.do(Verb.OPEN_HISTORY, by=MILO, cases=(earlier,))
    case.do(Verb.OPEN_HISTORY, by=AVA, cases=())
    assert case.view.deliberation.history == {earlier}


def test_a_case_with_nothing_proven_closes_as_not_proven() -> None:
    case = found(proven=False)
    case.two(Verb.CLOSE_NOT_PROVEN, first=CLEO, second=NORA, reasons_written=True)
    assert (case.state, case.closing_code, case.view.closing_code) == (
        CaseState.CLOSED,
        ClosingCode.NOT_PROVEN,
        ClosingCode.NOT_PROVEN,
    )
    assert {run.name for run in case.view.clocks if run.running} == {ClockName.REOPEN, ClockName.RETENTION}


def test_a_case_with_something_proven_does_not_close_as_not_proven() -> None:
    assert found().reasons(Verb.CLOSE_NOT_PROVEN, by=CLEO) == [
        REASONS["nothing_is_proven"],
        REASONS["second_person_signed"],
    ]


@pytest.mark.parametrize("who", [AVA, OLA, (someone("bo"), Seat.BOARD_MEMBER)])
def test_nobody_outside_the_panel_completes_a_signature(who: Any) -> None:
    case = deliberating()
    sign_each(case)
    case.do(Verb.PROPOSE_STEP, by=CLEO, proposed=Verb.RECORD_FINDINGS)
    assert case.reasons(Verb.RECORD_FINDINGS, by=who) == [REASONS["second_person_signed"]]


def test_the_forms_of_a_panel_count_allegations_as_the_desk_and_the_letters_do() -> None:
    ended = charge(SECOND, 2, state=AllegationState.NO_CASE)
    view = deliberating(ended, charge()).view
    forms = (FirstViewForm(view=view), MinorityReasonsForm(view=view), RecordFindingsForm(view=view))
    labels = [[str(field.label) for field in form.fields.values()] for form in forms]
    assert labels == [
        ["Allegation 2: did it happen as alleged?", "Allegation 2: if so, does it breach commitment 3?"],
        ["Allegation 2, commitment 3: why it is not proven as you see it"],
        [
            "Allegation 2: what the finding rests on",
            "Allegation 2: the facts that were found",
            "Allegation 2: the reasons",
            "Allegation 2: the reasons deal with what the respondent answered",
        ],
    ]
