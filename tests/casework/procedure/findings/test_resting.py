"""On what a finding may rest, on the database: told at the first signature, shown wherever the finding is shown."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import strip_tags

from casework.models import Case
from casework.procedure.plain_step import do
from casework.queries.case.matrix import matrix
from casework.verbs import VERBS
from casework.vocabulary import BadShape, MinuteKind, NotNow, Verb
from casework.web.steps import step_context
from casework.workflow.guard import REASONS, reason_of
from ledger import queries as ledger
from tests.casework.panel_cast import SECRET, PanelCast, made
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def kinds(case: Case) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)]


@begins(PanelCast.deliberating)
@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["00000000-0000-4000-8000-000000000000"], "What you chose: the respondent did not have this in the bundle"),
        (["admission"], "The respondent did not admit this allegation"),
    ],
)
def test_a_finding_on_an_unserved_paper_is_refused_at_the_first_signature(
    panel_cast: PanelCast, case: Case, chosen: list[str], said: str
) -> None:
    case = panel_cast.signed_by_each(case)
    with pytest.raises(BadShape) as no:
        panel_cast.sign(
            Verb.RECORD_FINDINGS, case, "cleo", typed=panel_cast.finding(case) | {"charge_1_rests_on": chosen}
        )
    (words,) = no.value.errors["charge_1_rests_on"]
    assert words.startswith(said)


@begins(PanelCast.deliberating)
def test_a_proven_finding_on_nothing_is_not_put_forward_and_what_was_typed_stays(
    panel_cast: PanelCast, case: Case
) -> None:
    before = kinds(case := panel_cast.signed_by_each(case))
    typed = panel_cast.finding(case) | {"charge_1_rests_on": []}
    with pytest.raises(NotNow) as no:
        panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", typed=typed)
    assert (no.value.reasons, kinds(case)) == ((REASONS["findings_cite_disclosed_evidence"],), before)
    sent = RequestFactory().post("/board/", typed)
    shown = step_context(VERBS[Verb.RECORD_FINDINGS], case.reference, panel_cast.by("cleo"), "panel", sent)
    assert (shown["waiting"], shown["form"]["charge_1_facts"].value()) == (None, SECRET)


def minuted(panel_cast: PanelCast) -> Case:
    case = panel_cast.heard()
    line = {"kind": MinuteKind.SAID, "side": None, "minutes": 0, "speaker": "Rex", "said": SECRET}
    case = do(Verb.WRITE_MINUTE, reference=case.reference, by=panel_cast.by("ava"), **line)
    case = do(Verb.OPEN_DELIBERATION, reference=case.reference, by=panel_cast.by("cleo"), last_word_offered=True)
    case = do(Verb.GIVE_MINUTE, reference=case.reference, by=panel_cast.by("ava"))
    return panel_cast.signed_by_each(case)


def choices(panel_cast: PanelCast, case: Case) -> list[str]:
    asked = RequestFactory().get("/desk/")
    form = step_context(VERBS[Verb.RECORD_FINDINGS], case.reference, panel_cast.by("cleo"), "desk", asked)["form"]
    return [str(words) for _key, words in form.fields["charge_1_rests_on"].choices]


@begins(minuted)
def test_a_finding_cites_a_line_of_the_minute_by_its_number_once_the_member_had_it(
    panel_cast: PanelCast, case: Case
) -> None:
    (document,) = choices(panel_cast, case)
    typed = panel_cast.finding(case) | {"charge_1_rests_on": ["line_1"]}
    with pytest.raises(BadShape) as no:
        panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", typed=typed)
    (words,) = no.value.errors["charge_1_rests_on"]
    assert words.startswith("Minute, line 1: the respondent has not had this line for three business days")
    panel_cast.wait(days=7)
    for name in ("cleo", "milo", "nora"):
        do(Verb.APPROVE_MINUTE, reference=case.reference, by=panel_cast.by(name))
    assert choices(panel_cast, case) == [document, f"Minute, line 1: {SECRET}"]
    case = panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", "milo", typed=typed)
    assert [(one.evidence, one.lines) for one in made(case)] == [((), (1,))]
    (row,) = matrix(case.view, frozenset())
    assert row.cells[0].words == "1 line of the minute cited"


def test_pages_and_letters_say_on_which_lines_a_finding_rests() -> None:
    said = {
        pages: " ".join(strip_tags(render_to_string("casework/rests_on.html", shown)).split())
        for pages in ((), (3,))
        if (shown := {"bundle_url": "/bundle/", "found": {"pages": pages, "lines": (12, 14)}})
    }
    assert said == {
        (): "It rests on minute lines 12, 14.",
        (3,): "It rests on p. 3 of the bundle and minute lines 12, 14.",
    }


@begins(PanelCast.deliberating)
def test_what_is_found_not_proven_may_rest_on_nothing(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.signed_by_each(case, proven=False)
    case = panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", typed=panel_cast.finding(case, proven=False))
    assert case.view.proposals.of(Verb.RECORD_FINDINGS) is not None


@begins(minuted)
def test_the_panel_writes_its_findings_while_those_who_sat_may_approve_the_minute(
    panel_cast: PanelCast, case: Case
) -> None:
    asked = RequestFactory().get("/panel/")
    shown = step_context(VERBS[Verb.RECORD_FINDINGS], case.reference, panel_cast.by("cleo"), "panel", asked)
    assert (shown["reasons"], shown["is_written"]) == ([reason_of("minute_is_approved", case.view)], True)
    assert [one.proven for one in shown["findings_table"]] == [True], "what was signed stands over the form"
    panel_cast.wait(days=7)
    for name in ("cleo", "milo", "nora"):
        do(Verb.APPROVE_MINUTE, reference=case.reference, by=panel_cast.by(name))
    shown = step_context(VERBS[Verb.RECORD_FINDINGS], case.reference, panel_cast.by("cleo"), "panel", asked)
    assert (shown["reasons"], "is_written" in shown) == ([], False)
