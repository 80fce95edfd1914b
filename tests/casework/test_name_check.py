"""The check for sealed names in what officers type into steps: what it reads, when, and what it says to whom."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.budgets import PER_HOUR, Budget
from casework.access import Actor, the_clock
from casework.models import Case
from casework.procedure.case_to_answer.actions import vote_case_to_answer
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, sweep_conflicts
from casework.procedure.name_check import INSTEAD, KNOWN, TOO_OFTEN, WITH_THE_NAME
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import frame_allegation
from casework.procedure.signatures.actions import propose_step
from casework.queries.evidence.outgoing import HELD
from casework.record.events import KINDS
from casework.record.events.base import label_of
from casework.vocabulary import IdentityChoice, ProofNeeded, Reporter, Verb
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY, REPORT, by_code, period
from tests.casework.taking import last, take, trying

pytestmark = pytest.mark.django_db
HELD_THERE = (str(HELD), str(INSTEAD) % {"where": "Reasons"})
NAMED = "We wait for Pia Sandgrouse, shrike."


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def longer(case: Case, by: Actor, reasons: str) -> tuple[str, ...]:
    """Why more time for the feedback is refused."""
    found: tuple[str, ...] = refused(case, trying(case, Verb.EXTEND_FEEDBACK, by, reasons=reasons))
    return found


def test_a_sealed_name_may_stand_only_in_what_is_sealed_with_it() -> None:
    found = {
        (kind, name) for kind, one in KINDS.items() for name, seal in one.sealed.items() if seal.kept in WITH_THE_NAME
    }
    assert found == {
        ("report.received", "identity"),
        ("report.received", "notify"),
        ("report.received", "keep_away"),
        ("report.received", "keep_away_from"),
        ("report.received", "also_accused"),
        ("case.name_given", "identity"),
        ("case.keep_away_asked", "lines"),
        ("case.keep_away_explained", "explanation"),
        ("case.keep_away_ruled", "rulings"),
        ("case.conflict_detected", "basis"),
        ("case.retaliation_reported", "detriment"),
    }


def test_reasons_that_officers_read_hold_no_sealed_name(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    assert longer(case, inquiry.by("ola"), NAMED) == HELD_THERE
    take(case, Verb.EXTEND_FEEDBACK, inquiry.by("ola"), reasons="We wait for the reporter, shrike.")


def test_what_is_put_forward_is_checked_before_somebody_else_reads_it(inquiry: Inquiry) -> None:
    case, ola = inquiry.served(), inquiry.by("ola")
    assert refused(case, trying(case, Verb.EXTEND_INVESTIGATION, ola, days="10", reasons=NAMED)) == HELD_THERE
    case = take(case, Verb.EXTEND_INVESTIGATION, ola, days="10", reasons="We wait for the reporter.")
    assert last(case)[0] == "case.step_proposed"


def test_somebody_who_is_held_too_often_takes_no_step_with_words(
    inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 2)
    case, ola = inquiry.investigation(), inquiry.by("ola")
    for _ in range(3):
        assert longer(case, ola, NAMED) == HELD_THERE
    assert longer(case, ola, NAMED) == longer(case, ola, "We wait.") == (str(TOO_OFTEN),)
    assert longer(inquiry.investigation(), ola, NAMED) == HELD_THERE


def test_what_is_refused_for_something_else_does_not_say_whether_a_name_is_in_it(inquiry: Inquiry) -> None:
    case = inquiry.served()
    said = [f"{case.reference}, asked by {name}." for name in ("Pia Sandgrouse", "Ivy Pemberton")]
    found = [refused(case, trying(case, Verb.SEND_STATUS, inquiry.by("ola"), next_step=words)) for words in said]
    assert found[0] == found[1] != (str(HELD),)


def test_without_the_proof_that_a_step_needs_nothing_says_whether_a_name_is_in_it(inquiry: Inquiry) -> None:
    case = inquiry.final()
    voting = partial(
        vote_case_to_answer, reference=case.reference, allegations=(inquiry.the_one(case),), sees_case=(True,)
    )
    for words in (NAMED, "We wait for Ivy Pemberton."):
        with pytest.raises(ProofNeeded):
            voting(by=replace(inquiry.by("dee"), proven=False), reasons=[{"allegation": "1", "reasons": words}])
    told = refused(case, partial(voting, by=inquiry.by("dee"), reasons=[{"allegation": "1", "reasons": NAMED}]))
    assert told == HELD_THERE


def test_the_officer_who_took_the_report_down_reads_what_it_is_and_is_not_counted(
    inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 0)
    filed = file_complaint(by=inquiry.by("ines"), report=REPORT, for_someone=True)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    case = acknowledge_complaint(reference=filed.cases[0], by=inquiry.by("ines"))
    for _ in range(3):
        assert longer(case, inquiry.by("ines"), NAMED) == (str(KNOWN) % {"where": "Reasons"},)
    for said in (HELD_THERE, (str(TOO_OFTEN),)):
        assert longer(case, inquiry.screeners(case)[0], NAMED) == said


def test_a_name_that_the_reporter_gave_later_is_as_unknown_to_that_officer_as_to_others(inquiry: Inquiry) -> None:
    filed = file_complaint(by=inquiry.by("ines"), report=REPORT, for_someone=True)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    said = Reporter(choice=IdentityChoice.CONFIDENTIAL, name="Ivy Pemberton").value()
    do(Verb.GIVE_NAME, reference=filed.cases[0], by=by_code(filed), choice=IdentityChoice.CONFIDENTIAL, identity=said)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    case = acknowledge_complaint(reference=filed.cases[0], by=inquiry.by("ines"))
    assert longer(case, inquiry.by("ines"), "Ivy Pemberton is ill.") == HELD_THERE


def test_what_a_reporter_sealed_before_they_gave_a_name_openly_is_held_still(inquiry: Inquiry) -> None:
    before = Reporter(choice=IdentityChoice.CONFIDENTIAL, name="Samantha Reeve", email="reeve@home.example")
    filed = file_complaint(by=None, report=replace(REPORT, reporter=before))
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    said = Reporter(choice=IdentityChoice.OPEN, name="Sam Carter").value()
    do(Verb.GIVE_NAME, reference=filed.cases[0], by=by_code(filed), choice=IdentityChoice.OPEN, identity=said)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    case = acknowledge_complaint(reference=filed.cases[0], by=inquiry.by("ines"))
    for words in ("Samantha Reeve is ill.", "Write to reeve@home.example."):
        assert longer(case, inquiry.by("ines"), words) == HELD_THERE
    take(case, Verb.EXTEND_FEEDBACK, inquiry.by("ines"), reasons="Sam Carter is ill.")


def test_an_act_that_names_a_reporter_who_gave_the_name_later_holds_the_notice(inquiry: Inquiry) -> None:
    case = inquiry.disclosed()
    today = period(case.view.today, case.view.today)
    framing = partial(frame_allegation, reference=case.reference, by=inquiry.by("ola"), commitment=3, **today)
    assert refused(case, partial(framing, act="Laughed at Sandgrouse."))[0] == str(HELD)
    case = framing(act="Laughed at Ivy Pemberton.")
    second = case.view.allegations.all[1].id
    scope = {"allegation": second, "in_scope": True, "code": None, "waived": False, "reasons": "It would."}
    propose_step(reference=case.reference, by=inquiry.by("ola"), step=Verb.SCOPE_ALLEGATION, subject=None, typed={})
    case = do(Verb.SCOPE_ALLEGATION, reference=case.reference, by=inquiry.by("dee"), **scope)
    name = Reporter(choice=IdentityChoice.CONFIDENTIAL, name="Ivy Pemberton").value()
    by = inquiry.reporter(case)
    do(Verb.GIVE_NAME, reference=case.reference, by=by, choice=IdentityChoice.CONFIDENTIAL, identity=name)
    case = sweep_conflicts(reference=case.reference, by=the_clock())
    assert refused(case, lambda: inquiry.serve(case)) == (str(HELD),)


@pytest.mark.parametrize(("choice", "more"), [("open", 0), ("confidential", 1), ("anonymous", 1)])
def test_a_step_reads_the_sealed_names_in_one_statement(inquiry: Inquiry, choice: str, more: int) -> None:
    known = Reporter(choice=IdentityChoice(choice), name="" if choice == "anonymous" else "Pia Sandgrouse")
    case = inquiry.swept(replace(REPORT, reporter=known))
    case = acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))
    with CaptureQueriesContext(connection) as asked:
        do(Verb.EXTEND_FEEDBACK, reference=case.reference, by=inquiry.by("ines"), reasons="We wait.")
    reads = [one for one in asked if "FROM vault_sealedtext AS t" in one["sql"]]
    assert len(reads) == more


def test_every_text_that_can_be_held_has_a_name_for_its_author() -> None:
    unnamed = {name for one in KINDS.values() for name in one.sealed if str(label_of(name)) == name}
    assert unnamed <= {"input", "statement", "evidence"}
