"""The panel on the database: who is offered, who sees what from when, and what a refusal leaves behind."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from casework import access
from casework.models import Case
from casework.procedure.panel.actions import name_panel
from casework.procedure.panel.forms import NamePanelForm
from casework.procedure.plain_step import do
from casework.queries.case.gate import gate_of
from casework.queries.case.page import case_page
from casework.record.events import ConflictDeclared
from casework.recording import open_texts
from casework.verbs import VERBS
from casework.vocabulary import CaseCompartment, CaseState, NoRight, NotNow, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.panel_cast import PanelCast
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)
STANDING_BY = {"declare_conflict", "recuse_officer", "release_original"}
CHAIRS = {
    "offer_hearing_days",
    "answer_hearing_days",
    "add_charge",
    "adjourn_hearing",
    "answer_request",
    "exclude_filing",
    "read_late_evidence",
    "call_witness",
    "rule_late_evidence",
    "open_deliberation",
    "open_hearing",
    "record_absence",
    "rule_challenge",
    "write_minute",
}
PANEL_READS = {
    "see_case",
    "read_people",
    "read_bundle",
    "read_response",
    "read_notice",
    "read_report",
}


@pytest.fixture
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def kinds(case: Case) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)]


def refused(before: Case, doing: Any) -> Any:
    """Return why something was refused; nothing was written."""
    entries = kinds(before)
    with pytest.raises((NotNow, NotSeen, NoRight)) as no:
        doing()
    assert kinds(before) == entries
    return no.value.reasons if isinstance(no.value, NotNow) else type(no.value)


@begins(PanelCast.charged)
def test_naming_seats_the_panel_and_tells_who_is_lay(panel_cast: PanelCast, case: Case) -> None:
    assert panel_cast.rights("cleo", case) == set()
    case = panel_cast.name(case)
    entry = ledger.stream(case.stream)[-1]
    assert entry.body["data"] == {
        "chair": str(panel_cast.person("cleo")),
        "members": [str(panel_cast.person("milo")), str(panel_cast.person("nora"))],
        "lay": [str(panel_cast.person("nora"))],
        "by_rota": True,
    }
    assert (
        panel_cast.rights("cleo", case)
        == panel_cast.rights("milo", case)
        == STANDING_BY - {"release_original"} | {"see_case", "declare_interests"}
    )
    case = panel_cast.declared(case, "cleo")
    assert panel_cast.rights("cleo", case) == STANDING_BY | PANEL_READS | {
        "declare_interests",
        "rule_challenge",
        "offer_hearing_days",
        "answer_hearing_days",
    }
    assert panel_cast.rights("milo", case) == STANDING_BY - {"release_original"} | {"see_case", "declare_interests"}
    assert panel_cast.rights("pip", case) == set()


@begins(PanelCast.charged)
def test_off_the_rota_a_reason_is_written_and_sealed(panel_cast: PanelCast, case: Case) -> None:
    reasons = refused(case, lambda: panel_cast.name(case, "pip", "quin", "nora"))
    assert reasons == (REASONS["rota_is_followed_or_reason_given"],)
    case = panel_cast.name(case, "pip", "quin", "nora", reason="Cleo and Milo are away.")
    entry = ledger.stream(case.stream)[-1]
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "reason")]) == {
        (entry.id, "reason"): "Cleo and Milo are away."
    }
    assert b"away" not in bytes(entry.entry)


@begins(PanelCast.charged)
def test_the_form_offers_the_free_in_the_order_of_the_rota_with_a_lay_person_chosen(
    panel_cast: PanelCast, case: Case
) -> None:
    panel_cast.let(case, ConflictDeclared(), person=panel_cast.person("milo"), seat=Seat.PANEL_MEMBER)
    case = access.case_shown(panel_cast.by("ava"), case.reference, Verb.NAME_PANEL)
    form = NamePanelForm(view=case.view)
    assert [name for _, name in form.fields["chair"].choices] == [  # type: ignore[attr-defined]
        "Cleo Adair",
        "Nora Lisle (lay)",
        "Pip Vasari",
        "Quin Osei",
    ]
    assert form.initial == {
        "chair": panel_cast.person("cleo"),
        "members": [panel_cast.person("nora"), panel_cast.person("pip")],
    }


@begins(PanelCast.listed)
def test_the_list_of_a_panel_is_not_done_once_a_member_has_to_be_named_again(panel_cast: PanelCast, case: Case) -> None:
    def lines() -> dict[Verb | None, bool]:
        gate = gate_of(case_page(panel_cast.by("ava"), case.reference, verbs=VERBS))
        assert gate is not None
        return {line.verb: line.done for line in gate.lines}

    assert (lines()[Verb.NAME_PANEL], lines()[Verb.SERVE_PANEL_LIST]) == (True, True)
    panel_cast.let(case, ConflictDeclared(), person=panel_cast.person("milo"), seat=Seat.PANEL_MEMBER)
    assert (lines()[Verb.NAME_PANEL], lines().get(Verb.SERVE_PANEL_LIST)) == (False, None)


@begins(PanelCast.charged)
def test_nobody_but_a_panelist_is_named(panel_cast: PanelCast, case: Case) -> None:
    assert refused(case, lambda: panel_cast.name(case, "cleo", "milo", "bea")) == (
        REASONS["members_are_free_of_conflict"],
    )


@begins(PanelCast.charged)
@pytest.mark.parametrize(("name", "answer"), [("pip", NotSeen), ("bea", NotSeen), ("ola", NoRight)])
def test_the_panel_is_named_by_the_adviser_alone(
    panel_cast: PanelCast, case: Case, name: str, answer: type[Exception]
) -> None:
    people = {"chair": panel_cast.person("cleo"), "members": [panel_cast.person("milo"), panel_cast.person("nora")]}
    doing = lambda: name_panel(reference=case.reference, by=panel_cast.by(name), rota_reason="", **people)  # noqa: E731
    assert refused(case, doing) is answer


@begins(PanelCast.charged)
def test_a_list_is_one_entry_and_waits_for_its_reader(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.declared(panel_cast.name(case), "cleo", "milo", "nora")
    before = kinds(case)
    case = do(Verb.SERVE_PANEL_LIST, reference=case.reference, by=panel_cast.by("ava"))
    assert kinds(case) == [*before, "case.panel_list_served"]
    assert [(row.name, row.due) for row in case.clocks.filter(name="PANEL_CHALLENGE")] == [("PANEL_CHALLENGE", None)]


@begins(PanelCast.listed)
def test_a_formed_panel_is_called_to_a_day(panel_cast: PanelCast, case: Case) -> None:
    day = now().date() + timedelta(days=45)
    form = partial(
        do,
        Verb.FORM_PANEL,
        reference=case.reference,
        by=panel_cast.by("ava"),
        arrangements="Room 4, at ten, nightjar.",
    )
    soon = refused(case, lambda: form(hearing_on=now().date() + timedelta(days=30)))
    case = form(hearing_on=day)
    entry = ledger.stream(case.stream)[-1]
    assert soon == (REASONS["hearing_is_30_days_ahead"],)
    assert (case.state, entry.body["data"]) == (
        CaseState.HEARING,
        {
            "from": "panel_forming",
            "to": "hearing",
            "hearing_on": day.isoformat(),
            "hearing_at": "10:00",
            "hearing_minutes": 240,
        },
    )
    assert b"nightjar" not in bytes(entry.entry)
    assert panel_cast.rights("cleo", case) == STANDING_BY | PANEL_READS | CHAIRS | {"read_witness"}


@begins(PanelCast.heard)
def test_a_panel_that_lost_a_member_is_dissolved_and_leaves_the_case(panel_cast: PanelCast, case: Case) -> None:
    whole = refused(
        case, lambda: do(Verb.DISSOLVE_PANEL, reference=case.reference, by=panel_cast.by("ava"), reasons="Why not.")
    )
    do(Verb.RECUSE_OFFICER, reference=case.reference, by=panel_cast.by("milo"))
    case = do(Verb.DISSOLVE_PANEL, reference=case.reference, by=panel_cast.by("ava"), reasons="Milo stepped aside.")
    assert (whole, case.state) == ((REASONS["panel_is_below_three"],), CaseState.PANEL_FORMING)
    assert [panel_cast.rights(name, case) for name in ("cleo", "milo", "nora")] == [set(), set(), set()]
    assert list(case.seatings.filter(seat__startswith="panel")) == []
