"""The panel decides, on the database: what is sealed, what is deleted, who reads it, and what the page shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from casework import access
from casework.models import Case, SealedDraft
from casework.procedure.findings.forms import RecordFindingsForm
from casework.procedure.findings.guards import minority_is_over_on
from casework.queries.case.page import all_readable
from casework.queries.evidence.sealed_drafts import place_of_step, read_draft
from casework.queries.hearing.opinions import signed_opinions
from casework.queries.wording.short_labels import record_labels, short_label
from casework.recording import open_texts
from casework.verbs import VERBS
from casework.vocabulary import CaseCompartment, NotNow, Verb
from casework.web.decisions.findings_table import ChargeTable, Row, findings_table, over_findings
from casework.web.decisions.reasons_check import around_reasons
from casework.web.steps import step_context
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from policy.findings import Opinion, ParticularKind
from tests.casework.bound_fields import bound_field
from tests.casework.panel_cast import PanelCast, made
from tests.casework.panel_road import charge as charge_of
from tests.casework.panel_road import deliberating
from tests.casework.web.conftest import signed_in
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


YES, NO = Opinion(happened=True, breaches=True), Opinion(happened=False, breaches=False)


def first_views(cast: PanelCast, case: Case) -> Case:
    for name in ("cleo", "milo", "nora"):
        case = cast.sign(Verb.GIVE_FIRST_VIEW, case, name, typed=cast.opinion(name != "nora"))
    return case


@begins(PanelCast.deliberating)
def test_a_first_view_lies_in_its_authors_draft_alone_and_goes_when_they_sign(
    panel_cast: PanelCast, case: Case
) -> None:
    case = first_views(panel_cast, case)
    given = [entry for entry in ledger.stream(case.stream) if entry.type == "case.first_view_given"]
    assert [(entry.body["data"], entry.body["commit"]) for entry in given] == [({}, {})] * 3
    places = {
        name: place_of_step(case.id, Verb.SIGN_FINDINGS, "office", panel_cast[name].pk) for name in ("milo", "nora")
    }
    assert {name: read_draft(place).value["typed"] for name, place in places.items()} == {
        "milo": {"happened_1_1": ["yes"], "breaches_1_1": ["yes"]},
        "nora": {"happened_1_1": ["no"]},
    }
    panel_cast.sign(Verb.SIGN_FINDINGS, case, "milo", typed=panel_cast.opinion(False))
    assert {str(one.holder) for one in SealedDraft.objects.all()} == {str(panel_cast[n].pk) for n in ("cleo", "nora")}


@begins(PanelCast.deliberating)
def test_a_signed_view_is_sealed_until_everybody_has_signed(panel_cast: PanelCast, case: Case) -> None:
    case = first_views(panel_cast, case)
    case = panel_cast.sign(Verb.SIGN_FINDINGS, case, "cleo", typed=panel_cast.opinion(True))
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, entry.body["data"], list(entry.body["commit"])) == ("case.findings_signed", {}, ["opinions"])
    assert readable_opinions(panel_cast, case, "milo") == []
    for name in ("milo", "nora"):
        case = panel_cast.sign(Verb.SIGN_FINDINGS, case, name, typed=panel_cast.opinion(name == "milo"))
    assert len(readable_opinions(panel_cast, case, "milo")) == 3
    assert list(signed_opinions(case).values()).count(((YES,),)) == 2


def readable_opinions(cast: PanelCast, case: Case, name: str) -> list[Any]:
    shown = access.case_shown(cast.by(name), case.reference, Verb.RECORD_FINDINGS)
    return [text for _, some in all_readable(shown) for text in some if text.field == "opinions"]


def split(panel_cast: PanelCast) -> Case:
    return panel_cast.signed_by_each(panel_cast.deliberating(), nora=False)


@begins(split)
def test_the_finding_is_what_was_signed_whatever_the_chair_writes(panel_cast: PanelCast, case: Case) -> None:
    panel_cast.wait(days=9)
    case = panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", "milo", typed=panel_cast.finding(case))
    assert [(one.proven, one.happened, one.breaches) for one in made(case)] == [(True, (True,), (True,))]


@begins(split)
def test_findings_wait_seven_days_for_a_minority_and_carry_its_reasons(panel_cast: PanelCast, case: Case) -> None:
    first = minority_is_over_on(case.view)
    assert first is not None
    with pytest.raises(NotNow) as no:
        panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", typed=panel_cast.finding(case))
    named = f" The first possible day is {first.day} {first:%B %Y}."
    assert no.value.reasons == (REASONS["minority_has_spoken"] + named,)
    with pytest.raises(NotNow) as no:
        panel_cast.sign(Verb.WRITE_MINORITY_REASONS, case, "milo", typed={"reasons_1": "Not I, nightjar."})
    assert no.value.reasons == (REASONS["is_outvoted_on_what_is_proven"],)
    case = panel_cast.sign(Verb.WRITE_MINORITY_REASONS, case, "nora", typed={"reasons_1": "Nobody saw it, nightjar."})
    entry = ledger.stream(case.stream)[-1]
    assert open_texts(case, CaseCompartment.DECISION, [(entry.id, "minority")]) == {
        (entry.id, "minority"): [{"allegation": made_on(case), "reasons": "Nobody saw it, nightjar."}]
    }
    read = {"heading": "Reasons", "named": record_labels(case.view), "value": [{"allegation": made_on(case)}]}
    shown = render_to_string("letters/parts/typed.html", read)
    assert (short_label(case.view.allegations.all[0]) in shown, made_on(case) in shown) == (True, False)
    case = panel_cast.sign(Verb.RECORD_FINDINGS, case, "cleo", "milo", typed=panel_cast.finding(case))
    assert case.view.deliberation.saved


def made_on(case: Case) -> str:
    return case.view.allegations.all[0].id.hex


@begins(split)
def test_the_panel_reads_on_its_page_what_the_signatures_come_to(panel_cast: PanelCast, case: Case) -> None:
    counted = findings_table(case_for(panel_cast, case), Verb.RECORD_FINDINGS, panel_cast.by("cleo"))
    assert [(one.proven, [(row.happened, row.breaches) for row in one.rows]) for one in counted] == [
        (True, [(True, True)])
    ]


@begins(split)
def test_the_page_names_the_days_of_a_minority_until_it_has_written(panel_cast: PanelCast, case: Case) -> None:
    first = minority_is_over_on(case.view)
    assert first is not None
    days = {"until": first - timedelta(days=1), "first": first}
    shown = [minority_shown(panel_cast, case, "cleo"), minority_shown(panel_cast, case, "nora")]
    assert shown == [days | {"own": False}, days | {"own": True}]
    case = panel_cast.sign(Verb.WRITE_MINORITY_REASONS, case, "nora", typed={"reasons_1": "Nobody saw it, nightjar."})
    assert minority_shown(panel_cast, case, "cleo") is None


def minority_shown(cast: PanelCast, case: Case, name: str) -> object:
    seen = access.case_shown(cast.by(name), case.reference, Verb.RECORD_FINDINGS)
    return over_findings(seen, Verb.RECORD_FINDINGS, cast.by(name))["minority"]


def case_for(cast: PanelCast, case: Case) -> Case:
    return access.case_shown(cast.by("cleo"), case.reference, Verb.RECORD_FINDINGS)


def check(cast: PanelCast, case: Case, verb: Verb, name: str, typed: dict[str, Any]) -> list[tuple[str, bool]]:
    sent = RequestFactory().post("/board/", typed)
    shown = step_context(VERBS[verb], case.reference, cast.by(name), "panel", sent)
    return [(one.words, one.holds) for one in shown["reasons_check"]]


@begins(PanelCast.deliberating)
@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ({}, False),
        ({"happened_1_1": "yes"}, False),
        ({"happened_1_1": "no"}, True),
        ({"happened_1_1": "yes", "breaches_1_1": "no"}, True),
    ],
)
def test_the_check_says_which_particular_is_not_answered(
    panel_cast: PanelCast, case: Case, typed: dict[str, str], holds: bool
) -> None:
    said = check(panel_cast, case, Verb.GIVE_FIRST_VIEW, "milo", typed)
    assert said == [("Allegation 1, particular 1: answered, facts and breach", holds)]


@begins(PanelCast.deliberating)
def test_the_check_is_made_again_while_one_types_and_keeps_nothing(panel_cast: PanelCast, case: Case) -> None:
    path = reverse("panel_step", args=[case.reference, Verb.GIVE_FIRST_VIEW])
    entries, milo = len(ledger.stream(case.stream)), signed_in(panel_cast["milo"])
    assert "oathbound/reasons.js" in milo.get(path).content.decode()
    typed: list[dict[str, str]] = [{}, {"happened_1_1": "no"}]
    shown = [milo.post(path, one | {"draft": "check"}).content.decode() for one in typed]
    assert [("Not yet:" in one, "Done:" in one, "<html" in one) for one in shown] == [
        (True, False, False),
        (False, True, False),
    ]
    assert (len(ledger.stream(case.stream)), SealedDraft.objects.count()) == (entries, 0)
    assert signed_in(panel_cast["ola"]).post(path, {"draft": "check"}).status_code == 403


@begins(split)
def test_the_check_of_reasons_says_what_is_written_met_and_served(panel_cast: PanelCast, case: Case) -> None:
    empty = check(panel_cast, case, Verb.RECORD_FINDINGS, "cleo", {})
    typed = panel_cast.finding(case)
    assert [holds for _words, holds in empty] == [False, False]
    assert check(panel_cast, case, Verb.RECORD_FINDINGS, "cleo", typed) == [(words, True) for words, _no in empty]
    unserved = typed | {"charge_1_rests_on": [str(case.view.allegations.all[0].id)]}
    assert [holds for _words, holds in check(panel_cast, case, Verb.RECORD_FINDINGS, "cleo", unserved)] == [True, False]


def charge(said: str, *of_each: str) -> ChargeTable:
    rows = [Row(text="", essential=True, answer="", said=one, happened=True, breaches=True) for one in of_each]
    return ChargeTable(number=1, title="", words="", answer="", said=said, rows=rows, proven=False)


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ({}, [False, False, False, False]),
        ({"charge_1_facts": "Particular 1.", "charge_1_reasons": "On 2 March."}, [True, True, False, False]),
        (
            {"charge_1_facts": "Particular 2.", "charge_1_reasons": "As to particulars 1 and 12."},
            [True, True, False, False],
        ),
        ({"charge_1_facts": "x", "charge_1_reasons": "Of particulars 1 and 2.", "charge_1_met": "on"}, [True] * 4),
    ],
)
def test_each_point_of_the_defence_is_met_by_its_number_or_by_the_tick(
    typed: dict[str, str], holds: list[bool]
) -> None:
    form = RecordFindingsForm(typed, view=deliberating(charge_of(kinds=(ParticularKind.ESSENTIAL,) * 2)).view)
    said = around_reasons(Verb.RECORD_FINDINGS, [charge("I was away.", "", "It was not I.")], form)["reasons_check"]
    assert [one.holds for one in said] == holds


@begins(PanelCast.deliberating)
def test_the_page_shows_each_particular_beside_the_code_the_answer_and_the_evidence(
    panel_cast: PanelCast, case: Case
) -> None:
    asked = RequestFactory().get("/board/")
    shown = step_context(VERBS[Verb.GIVE_FIRST_VIEW], case.reference, panel_cast.by("milo"), "board", asked)
    (charge,) = shown["findings_table"]
    assert (charge.title[:2], bool(charge.words), str(charge.answer), charge.proven) == ("2.", True, "Denied", None)
    assert [words for words, _page in shown["in_time"]] == ["Document 1, given on 2 March 2026, p. 3"]
    assert shown["standard"].name == "balance of probabilities"
    assert [name for name in shown["form"].fields if bound_field(shown["form"], name).optional] == []
