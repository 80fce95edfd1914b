"""The panel on the database: who is offered, who sees what from when, and what a refusal leaves behind."""

from datetime import timedelta
from typing import Any

import pytest

from casework import access
from casework.models import Case
from casework.procedure.panel.actions import name_panel
from casework.procedure.panel.forms import NamePanelForm
from casework.procedure.plain_step import do
from casework.record.events import ConflictDeclared
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, CaseState, NoRight, NotNow, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.panel_cast import Bench
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(Bench)
STANDING_BY = {"declare_conflict", "recuse_officer"}
CHAIRS = {
    "add_charge",
    "adjourn_hearing",
    "open_deliberation",
    "open_hearing",
    "record_absence",
    "rule_challenge",
}
PANEL_READS = {
    "see_case",
    "read_people",
    "read_complaint_summary",
    "read_bundle",
    "read_response",
    "read_notice",
    "read_report",
}


@pytest.fixture
def bench(here: tuple[Bench, Any]) -> Bench:
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


@begins(Bench.charged)
def test_naming_seats_the_panel_and_tells_who_is_lay(bench: Bench, case: Case) -> None:
    assert bench.rights("cleo", case) == set()
    case = bench.name(case)
    entry = ledger.stream(case.stream)[-1]
    assert entry.body["data"] == {
        "chair": str(bench.person("cleo")),
        "members": [str(bench.person("milo")), str(bench.person("nora"))],
        "lay": [str(bench.person("nora"))],
        "by_rota": True,
    }
    assert bench.rights("cleo", case) == bench.rights("milo", case) == STANDING_BY | PANEL_READS | {"rule_challenge"}
    assert bench.rights("pip", case) == set()


@begins(Bench.charged)
def test_off_the_rota_a_reason_is_written_and_sealed(bench: Bench, case: Case) -> None:
    reasons = refused(case, lambda: bench.name(case, "pip", "quin", "nora"))
    assert reasons == (REASONS["rota_is_followed_or_reason_given"],)
    case = bench.name(case, "pip", "quin", "nora", reason="Cleo and Milo are away.")
    entry = ledger.stream(case.stream)[-1]
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "reason")]) == {
        (entry.id, "reason"): "Cleo and Milo are away."
    }
    assert b"away" not in bytes(entry.entry)


@begins(Bench.charged)
def test_the_form_offers_the_free_in_the_order_of_the_rota_with_a_lay_person_chosen(bench: Bench, case: Case) -> None:
    bench.let(case, ConflictDeclared(), person=bench.person("milo"), seat=Seat.PANEL_MEMBER)
    case = access.case_shown(bench.by("ava"), case.reference, Verb.NAME_PANEL)
    form = NamePanelForm(view=case.view)
    assert [name for _, name in form.fields["chair"].choices] == [  # type: ignore[attr-defined]
        "Cleo Adair",
        "Nora Lisle (lay)",
        "Pip Vasari",
        "Quin Osei",
    ]
    assert form.initial == {
        "chair": bench.person("cleo"),
        "members": [bench.person("nora"), bench.person("pip")],
    }


@begins(Bench.charged)
def test_nobody_but_a_panelist_is_named(bench: Bench, case: Case) -> None:
    assert refused(case, lambda: bench.name(case, "cleo", "milo", "bea")) == (REASONS["members_are_free_of_conflict"],)


@begins(Bench.charged)
@pytest.mark.parametrize(("name", "answer"), [("pip", NotSeen), ("bea", NotSeen), ("ola", NoRight)])
def test_the_panel_is_named_by_the_adviser_alone(bench: Bench, case: Case, name: str, answer: type[Exception]) -> None:
    people = {"chair": bench.person("cleo"), "members": [bench.person("milo"), bench.person("nora")]}
    doing = lambda: name_panel(reference=case.reference, by=bench.by(name), rota_reason="", **people)  # noqa: E731
    assert refused(case, doing) is answer


@begins(Bench.charged)
def test_a_list_is_one_entry_and_waits_for_its_reader(bench: Bench, case: Case) -> None:
    case = bench.name(case)
    before = kinds(case)
    case = do(Verb.SERVE_PANEL_LIST, reference=case.reference, by=bench.by("ava"))
    assert kinds(case) == [*before, "case.panel_list_served"]
    assert [(row.name, row.due) for row in case.clocks.filter(name="PANEL_CHALLENGE")] == [("PANEL_CHALLENGE", None)]


@begins(Bench.listed)
def test_a_formed_panel_is_called_to_a_day(bench: Bench, case: Case) -> None:
    day = now().date() + timedelta(days=45)
    form = {"by": bench.by("ava"), "arrangements": "Room 4, at ten, nightjar."}
    soon = refused(
        case,
        lambda: do(Verb.FORM_PANEL, reference=case.reference, hearing_on=now().date() + timedelta(days=30), **form),
    )
    case = do(Verb.FORM_PANEL, reference=case.reference, hearing_on=day, **form)
    entry = ledger.stream(case.stream)[-1]
    assert soon == (REASONS["hearing_is_30_days_ahead"],)
    assert (case.state, entry.body["data"]) == (
        CaseState.HEARING,
        {"from": "panel_forming", "to": "hearing", "hearing_on": day.isoformat()},
    )
    assert b"nightjar" not in bytes(entry.entry)
    assert bench.rights("cleo", case) == STANDING_BY | PANEL_READS | CHAIRS


@begins(Bench.heard)
def test_a_panel_that_lost_a_member_is_dissolved_and_leaves_the_case(bench: Bench, case: Case) -> None:
    whole = refused(
        case, lambda: do(Verb.DISSOLVE_PANEL, reference=case.reference, by=bench.by("ava"), reasons="Why not.")
    )
    do(Verb.RECUSE_OFFICER, reference=case.reference, by=bench.by("milo"))
    case = do(Verb.DISSOLVE_PANEL, reference=case.reference, by=bench.by("ava"), reasons="Milo stepped aside.")
    assert (whole, case.state) == ((REASONS["panel_is_below_three"],), CaseState.PANEL_FORMING)
    assert [bench.rights(name, case) for name in ("cleo", "milo", "nora")] == [set(), set(), set()]
    assert list(case.seatings.filter(seat__startswith="panel")) == []
