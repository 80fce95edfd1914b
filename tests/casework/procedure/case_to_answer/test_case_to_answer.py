"""The deciders' question, on the database."""

from functools import partial

from casework.models import Case, Clock
from casework.procedure.plain_step import do
from casework.queries.evidence.outgoing import HELD
from casework.recording import open_texts
from casework.vocabulary import AllegationState, CaseCompartment, CaseState, ClosingCode, NoRight, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.answer_cast import Inquiry, refused
from tests.scenario_fixtures import begins
from vault.models import SealedText


@begins(Inquiry.final)
def test_a_vote_is_sealed_with_its_reasons_and_cast_once(inquiry: Inquiry, case: Case) -> None:
    case = inquiry.vote(case, "dee", sees=True)
    entry = ledger.stream(case.stream)[-1]
    assert entry.body["data"] == {"allegations": [str(inquiry.the_one(case))], "sees_case": [True]}
    assert not any(b"avocet" in bytes(row.blob) for row in SealedText.objects.all())
    assert refused(case, lambda: inquiry.vote(case, "dee", sees=False)) == (REASONS["decider_has_not_voted"],)
    assert refused(case, lambda: inquiry.vote(case, "ola", sees=False)) is NoRight
    assert refused(case, lambda: inquiry.vote(case, "stranger", sees=False)) is NotSeen


@begins(Inquiry.final)
def test_two_deciders_who_see_a_case_send_it_to_a_panel(inquiry: Inquiry, case: Case) -> None:
    case = inquiry.vote(case, "dee", sees=True)
    found = partial(do, Verb.FIND_CASE_TO_ANSWER, reference=case.reference, by=inquiry.by("dan"), reasons="Why.")
    assert refused(case, found) == (
        REASONS["all_deciders_voted_or_two_agree"],
        REASONS["some_allegation_has_two_votes"],
    )
    inquiry.vote(case, "dan", sees=True)
    case = found()
    (one,) = case.view.allegations.all
    assert (case.state, one.state) == (CaseState.PANEL_FORMING, AllegationState.CHARGED)
    assert Clock.objects.filter(case=case, name="PANEL_LIST").exists()


@begins(Inquiry.final)
def test_deciders_who_see_none_close_the_case_and_may_advise_the_respondent_alone(inquiry: Inquiry, case: Case) -> None:
    for name in ("dee", "dan"):
        inquiry.vote(case, name, sees=False)
    words = {"reasons": "There is no prospect.", "advice": "Declare such lunches, whinchat."}
    held = partial(
        do,
        Verb.FIND_NO_CASE_TO_ANSWER,
        reference=case.reference,
        by=inquiry.by("dot"),
        reasons="Pia Sandgrouse errs.",
        advice="",
    )
    assert refused(case, held) == (str(HELD),)
    case = do(Verb.FIND_NO_CASE_TO_ANSWER, reference=case.reference, by=inquiry.by("dot"), **words)
    entry = ledger.stream(case.stream)[-1]
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.NO_CASE_TO_ANSWER
    assert entry.body["data"] == {"closing_code": "no_case_to_answer", "from": "case_to_answer", "to": "closed"}
    assert open_texts(case, CaseCompartment.RESPONDENT, [(entry.id, "advice")]) == {
        (entry.id, "advice"): words["advice"]
    }
    assert {row.name for row in case.clocks.all()} == {"REOPEN", "RETENTION"}
