"""Conditions and breaches on the database: who reads what, what is told to whom, and what the board can do."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from casework import tasks
from casework.models import Case
from casework.queries.case.page import case_page
from casework.verbs import VERBS
from casework.vocabulary import BadShape, CaseCompartment, CaseState, ConditionState, NoRight, Verb
from casework.workflow.guard import REASONS
from tests.casework.answer_cast import refused
from tests.casework.board_cast import Table
from tests.casework.taking import reason, take, trying, words
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db


def state_of(case: Case) -> ConditionState:
    current = case.view.sanctions.current
    assert current is not None
    return current.conditions[0].state


def the_one(case: Case) -> UUID:
    current = case.view.sanctions.current
    assert current is not None
    return current.conditions[0].id


@begins(Table.monitored)
def test_monitors_send_evidence_back_and_give_time_and_the_respondent_is_told_both(table: Table, case: Case) -> None:
    key = str(the_one(case))
    with pytest.raises(BadShape) as nothing:
        take(case, Verb.VERIFY_CONDITION, table.by("mona"), condition=key, reasons="Enough.")
    assert nothing.value.errors.keys() == {"condition"}
    assert Case.objects.get(pk=case.pk).awaiting_signature is False
    with pytest.raises(BadShape) as no:
        take(case, Verb.FILE_CONDITION_EVIDENCE, table.by("rex"), condition=key, statement="")
    assert no.value.errors == {"statement": ["Write this before you go on."]}
    case = take(case, Verb.FILE_CONDITION_EVIDENCE, table.by("rex"), condition=key, statement="I went, brambling.")

    def back(name: str) -> Callable[[], Case]:
        return trying(
            case,
            Verb.RETURN_CONDITION_EVIDENCE,
            table.by(name),
            condition=key,
            reasons="Send the certificate, brambling.",
        )

    assert (refused(case, back("regi")), refused(case, back("bo"))) == (NoRight, NoRight)
    case = back("mona")()
    assert (state_of(case), words(case, "reasons", CaseCompartment.RESPONDENT)) == (
        ConditionState.OPEN,
        "Send the certificate, brambling.",
    )
    before = case.clocks.get(name="CONDITION").due
    more = {"condition": key, "days": "21", "reasons": "The school was closed, brambling."}
    case = take(case, Verb.EXTEND_CONDITION, table.by("mona"), table.by("mike"), **more)
    after = case.clocks.get(name="CONDITION").due
    assert before is not None
    assert after is not None
    assert timedelta(days=20) <= after - before <= timedelta(days=24)
    assert refused(case, trying(case, Verb.EXTEND_CONDITION, table.by("bea"), **more)) is NoRight


@begins(Table.monitored)
def test_a_breach_and_its_explanation_are_brought_to_the_board(table: Table, case: Case) -> None:
    case = table.notice(case)

    def explain(name: str) -> Callable[[], Case]:
        return trying(case, Verb.EXPLAIN_BREACH, table.by(name), statement="I was ill, brambling.")

    assert refused(case, explain("mona")) is NoRight
    case = explain("rex")()
    assert words(case, "statement", CaseCompartment.RESPONDENT) == "I was ill, brambling."
    case = take(case, Verb.WITHDRAW_BREACH_NOTICE, table.by("mona"), reasons="He was, brambling.")
    assert refused(case, explain("rex")) == (REASONS["breach_was_noticed"],)
    case = table.notice(case)
    case = explain("rex")()
    early = trying(case, Verb.REPORT_BREACH, table.by("mona"), reasons="Not done.")
    assert refused(case, early) == (reason(case, "breach_notice_time_is_over"),)
    table.wait(days=16)
    case = take(case, Verb.REPORT_BREACH, table.by("mona"), table.by("mike"), reasons="Not done.")
    assert case.state == CaseState.BOARD_DECISION
    lines = case_page(table.by("bea"), case.reference, verbs=VERBS).lines
    assert [t.field for line in lines if line.type == "case.breach_explained" for t in line.texts] == ["statement"] * 2


@begins(Table.monitored)
def test_the_register_of_members_follows_a_sanction_that_has_ended(table: Table, case: Case) -> None:
    case = take(case, Verb.APPLY_SANCTION, table.by("regi"), note="On probation.")

    def lift(name: str) -> Callable[[], Case]:
        return trying(case, Verb.LIFT_SANCTION, table.by(name), note="All rights are back, brambling.")

    assert refused(case, lift("regi")) == (REASONS["sanction_has_ended_or_is_stayed"],)
    assert refused(case, lift("mona")) is NoRight
    table.wait(days=220)
    tasks.lapses()
    case = Case.objects.get(pk=case.pk)
    case = lift("regi")()
    assert words(case, "note", CaseCompartment.DECISION) == "All rights are back, brambling."
    assert refused(case, lift("regi")) == (REASONS["sanction_stands_in_the_register"],)
