"""Findings, history and recommendation on the database, by their forms and two hands."""

from typing import Any

import pytest
from django.test import RequestFactory

from accounts.pseudonyms import pseudonym
from casework.access import the_clock
from casework.models import Case
from casework.procedure.findings.actions import open_history
from casework.queries.case.history import EarlierCase, history
from casework.record.events import AppealLapsed
from casework.recording import open_texts
from casework.verbs import VERBS
from casework.vocabulary import (
    BadShape,
    CaseCompartment,
    CaseState,
    ClosingCode,
    NoRight,
    NotNow,
    NotSeen,
    Seat,
    Verb,
)
from casework.web.steps import step_context
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from policy.rules import Level
from tests.casework.desk_cast import MONDAY
from tests.casework.panel_cast import SECRET, PanelCast, made
from tests.casework.taking import reason
from tests.scenario_fixtures import begins, begun_by, case, here
from vault.models import SealedText

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def kinds(case: Case) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)]


def recommended(panel_cast: PanelCast, case: Case, **given: Any) -> dict[str, Any]:
    """What the panel types on its sanction sheet; for commitment 2 and severity S2 the range is L4 to L5."""
    return {
        "severity_1": 2,
        "level": 4,
        "factor_isolated": "on",
        "factor_isolated_shown_by": panel_cast.copy_in(case),
        "factor_gain": "on",
        "factor_gain_shown_by": panel_cast.copy_in(case),
        "wording": "A public reprimand.",
        "condition_1": "A course, and its certificate.",
        "condition_1_proof": "The certificate.",
        "condition_1_days": 90,
        "lower_level": "A private word would not do.",
        "reasons": "It was done for gain, nightjar.",
        **given,
    }


@begins(PanelCast.deliberating)
def test_two_of_three_save_a_finding_and_nothing_is_in_the_clear(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.signed_by_each(case)
    first = panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", typed=panel_cast.finding(case))
    proposed = (kinds(first)[-1], first.view.deliberation.saved)
    case = panel_cast.sign(Verb.RECORD_FINDINGS, case, "milo", typed={})
    recorded, finding, listed = ledger.stream(case.stream)[-3:]
    assert (*proposed, listed.type) == ("case.step_proposed", False, "case.findings_papers_listed")
    assert (recorded.type, recorded.body["data"]) == ("case.findings_recorded", {"proven": 1})
    (one,) = made(case)
    assert (finding.type, finding.body["data"]) == (
        "finding.made",
        {
            "allegation": str(one.allegation),
            "commitment": 2,
            "edition": str(one.edition),
            "proven": True,
            "happened": [True],
            "breaches": [True],
            "evidence": [str(panel_cast.copy_in(case))],
            "on_admission": False,
            "lines": [],
        },
    )
    assert open_texts(case, CaseCompartment.DECISION, [(finding.id, "facts")]) == {(finding.id, "facts"): SECRET}
    assert not any(b"nightjar" in bytes(row.blob) for row in SealedText.objects.all())


@begins(PanelCast.deliberating)
def test_the_panel_reads_history_only_after_its_findings(panel_cast: PanelCast, case: Case) -> None:
    with pytest.raises(NoRight):
        history(panel_cast.by("cleo"), case.reference)
    case = panel_cast.signed_by_each(case)
    case = panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", "milo", typed=panel_cast.finding(case))
    assert history(panel_cast.by("cleo"), case.reference) == ()
    with pytest.raises(NoRight):
        history(panel_cast.by("ola"), case.reference)


def test_history_holds_earlier_decided_cases_of_this_member_alone(panel_cast: PanelCast) -> None:
    earlier, _ = panel_cast.framed()
    ended = AppealLapsed(to_state=CaseState.CLOSED, closing_code=ClosingCode.PROVEN_NO_SANCTION)
    panel_cast.let(earlier, ended, person=pseudonym(the_clock().user), seat=Seat.CLOCK)
    case = panel_cast.found()
    unread = history(panel_cast.by("nora"), case.reference)
    case = open_history(reference=case.reference, by=panel_cast.by("nora"))
    assert (unread, history(panel_cast.by("milo"), case.reference)) == ((), ())
    assert history(panel_cast.by("nora"), case.reference) == (
        EarlierCase(
            case=earlier.id,
            filed_on=MONDAY.date(),
            commitments=(),
            level=Level.L0,
            closing_code=ClosingCode.PROVEN_NO_SANCTION,
        ),
    )
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, entry.body["data"]) == ("case.history_opened", {"cases": [str(earlier.id)]})


def nothing_proven(panel_cast: PanelCast) -> Case:
    return panel_cast.found(proven=False)


@begins(nothing_proven)
def test_history_stays_shut_when_nothing_is_proven(panel_cast: PanelCast, case: Case) -> None:
    with pytest.raises(NotNow) as no:
        open_history(reference=case.reference, by=panel_cast.by("cleo"))
    assert no.value.reasons == (REASONS["something_is_proven"],)


@begins(nothing_proven)
def test_nothing_proven_closes_the_case(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.sign(Verb.CLOSE_NOT_PROVEN, case, "cleo", "nora", typed={"reasons": SECRET})
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.NOT_PROVEN
    assert sorted(row.name for row in case.clocks.all()) == ["REOPEN", "RETENTION"]
    assert panel_cast.rights("milo", case) == {"declare_conflict", "recuse_officer"}


@begins(PanelCast.deliberating)
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"charge_1_rests_on": ["admission"]}, "charge_1_rests_on"),
        ({"charge_1_facts": ""}, "charge_1_facts"),
        ({"charge_1_reasons": "x\x00y"}, "charge_1_reasons"),
        ({"charge_1_rests_on": ["00000000-0000-4000-8000-000000000000"]}, "charge_1_rests_on"),
    ],
)
def test_a_finding_of_the_wrong_shape_is_not_put_forward(
    panel_cast: PanelCast, case: Case, wrong: dict[str, Any], field: str
) -> None:
    before = kinds(case := panel_cast.signed_by_each(case))
    with pytest.raises(BadShape) as no:
        panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", typed=panel_cast.finding(case) | wrong)
    assert (set(no.value.errors), kinds(case)) == ({field}, before)


@begins(PanelCast.deliberating)
@pytest.mark.parametrize(("name", "answer"), [("pip", NotSeen), ("bea", NotSeen), ("ola", NoRight), ("ava", NoRight)])
def test_nobody_outside_the_panel_finds_anything(
    panel_cast: PanelCast, case: Case, name: str, answer: type[Exception]
) -> None:
    with pytest.raises(answer):
        panel_cast.sign(Verb.RECORD_FINDINGS, case, name, typed=panel_cast.finding(case))


@begins(PanelCast.spoken_for)
def test_a_recommendation_goes_to_the_board_with_its_sheet(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.sign(Verb.RECOMMEND_SANCTION, case, "cleo", "nora", typed=recommended(panel_cast, case))
    entry = ledger.stream(case.stream)[-1]
    data = entry.body["data"]
    (condition,) = data.pop("conditions")
    assert data == {
        "level": 4,
        "term_days": 0,
        "no_return_years": 0,
        "abeyance": None,
        "abeyance_days": 0,
        "condition_days": [90],
        "lower": [3, 2],
        "lower_days": [0, 0],
        "lower_no_return_years": [0, 0],
        "lower_keeps": [],
        "lower_keeps_at": [],
        "graded": [str(case.view.allegations.all[0].id)],
        "severities": [2],
        "low": 4,
        "high": 5,
        "net": 0,
        "fixed": None,
        "from": "deliberation",
        "to": "board_decision",
    }
    texts = open_texts(
        case, CaseCompartment.DECISION, [(entry.id, "wording"), (entry.id, "factors"), (entry.id, "outside_range")]
    )
    copy = str(panel_cast.copy_in(case))
    course = {"asks": "A course, and its certificate.", "proof": "The certificate."}
    assert texts == {
        (entry.id, "wording"): {"sanction": "A public reprimand.", "conditions": [course]},
        (entry.id, "factors"): {
            "aggravating": [{"factor": "gain", "shown_by": [copy]}],
            "mitigating": [{"factor": "isolated", "shown_by": [copy]}],
            "conduct": [],
        },
        (entry.id, "outside_range"): None,
    }
    assert case.state == CaseState.BOARD_DECISION
    assert case.route == "panel"
    assert bool(condition)
    assert panel_cast.rights("cleo", case) == {"declare_conflict", "recuse_officer"}


@begins(PanelCast.spoken_for)
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"level": 6, "term_days": "60 days", "lower_5_days": "12 months"}, "outside_range"),
        ({"level": 6}, "level lower_5_days outside_range"),
        ({"level": 6, "wording": "", "lower_level": ""}, "level lower_5_days outside_range wording lower_level"),
        ({"level": 6, "term_days": "60", "lower_5_days": "12 months"}, "term_days outside_range"),
        ({"level": 6, "term_days": "2 months", "outside_range": "For gain."}, "lower_5_days"),
        ({"lower_3_keeps": [2]}, "lower_3_keeps"),
        ({"severity_1": ""}, "severity_1"),
        ({"severity_1": "5"}, "severity_1"),
        ({"level": 9}, "level"),
        ({"lower_level": ""}, "lower_level"),
        ({"factor_gain_shown_by": ""}, "factor_gain_shown_by"),
        ({"factor_gain_shown_by": "unheard_of"}, "factor_gain_shown_by"),
        ({"condition_1_days": ""}, "condition_1"),
        ({"condition_1": ""}, "condition_1"),
        ({"condition_1_proof": ""}, "condition_1"),
        ({"reasons": ""}, "reasons"),
        ({"term_days": -1}, "term_days"),
    ],
)
def test_a_sheet_of_the_wrong_shape_is_not_put_forward(
    panel_cast: PanelCast, case: Case, wrong: dict[str, Any], field: str
) -> None:
    before = kinds(case)
    with pytest.raises(BadShape) as no:
        panel_cast.sign(Verb.RECOMMEND_SANCTION, case, "cleo", typed=recommended(panel_cast, case) | wrong)
    assert (set(no.value.errors), kinds(case)) == (set(field.split()), before)


def weighed(panel_cast: PanelCast) -> Case:
    return panel_cast.weighing(panel_cast.found())


@begins(weighed)
def test_the_respondent_speaks_first(panel_cast: PanelCast, case: Case) -> None:
    with pytest.raises(NotNow) as no:
        panel_cast.sign(Verb.RECOMMEND_SANCTION, case, "cleo", typed=recommended(panel_cast, case))
    assert no.value.reasons == (reason(case, "sanction_views_are_in_or_time_is_over"),)


@begins(PanelCast.deliberating)
def test_who_signs_second_reads_what_is_put_forward_in_the_words_of_the_form(panel_cast: PanelCast, case: Case) -> None:
    panel_cast.sign(Verb.RECORD_FINDINGS, panel_cast.signed_by_each(case), "cleo", typed=panel_cast.finding(case))
    asked = RequestFactory().get("/desk/")
    shown = step_context(VERBS[Verb.RECORD_FINDINGS], case.reference, panel_cast.by("milo"), "desk", asked)["proposed"]
    assert [words for _, words in shown] == [
        "Document 1, given on 2 March 2026, p. 3",
        SECRET,
        "The copies agree.",
    ]
