"""On probation a condition is broken twice: first the board gives more time, then it brings into force what was named. New
events are a case of their own, and its panel learns of the first one only once it has found something itself."""

from datetime import timedelta
from uuid import UUID

import pytest

from casework.models import Case
from casework.queries.case.history import history
from casework.queries.case.page import case_page
from casework.record.events import DeliberationOpened, Event, FindingsRecorded, PanelFormed
from casework.verbs import VERBS
from casework.vocabulary import CaseState, NoRight, Route, SanctionState, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from policy.quorum import Option
from policy.rules import Level
from tests.casework.answer_cast import refused
from tests.casework.board_cast import Table, for_
from tests.casework.taking import take, trying
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db


def reported(table: Table, case: Case) -> Case:
    """Let a notice of breach be given, its time pass, and two monitors ask the board."""
    case = table.notice(case)
    table.wait(days=16)
    return take(case, Verb.REPORT_BREACH, table.by("mona"), table.by("mike"), reasons="Not done, brambling.")


def in_force(case: Case) -> tuple[Level, SanctionState, int]:
    current = case.view.sanctions.current
    assert current is not None
    return current.level, current.state, current.term_days


@begins(Table.monitored)
def test_a_second_breach_brings_the_named_sanction_into_force(table: Table, case: Case) -> None:
    case = reported(table, case)
    assert (case.route, case.view.board.highest) == (Route.BREACH, Level.L6)
    case = table.decided(case, for_(Option.MORE_TIME))
    assert in_force(case) == (Level.L5, SanctionState.ACTIVE, 200)
    case = table.final(case)
    assert (case.state, in_force(case)) == (CaseState.MONITORING, (Level.L5, SanctionState.ACTIVE, 200))
    case = table.decided(reported(table, case), for_(Option.ACTIVATE))
    assert in_force(case) == (Level.L6, SanctionState.STAYED, 40)
    case = table.final(case)
    assert in_force(case) == (Level.L6, SanctionState.ACTIVE, 40)
    assert [one.level for one in case.view.sanctions.all] == [Level.L5, Level.L6]


@begins(Table.monitored)
def test_a_report_that_the_board_sends_back_leaves_the_probation_as_it_was(table: Table, case: Case) -> None:
    case = reported(table, case)
    back = trying(case, Verb.RETURN_BREACH, table.by("bea"), defect="Nothing shows who went, brambling.")
    assert refused(case, back) == (REASONS["ballot_carried_a_remittal"],)
    case = table.voted(table.opened(case), for_(Option.REMIT))
    case = back()
    assert case.state == CaseState.MONITORING
    assert case.route == Route.PANEL
    assert in_force(case) == (Level.L5, SanctionState.ACTIVE, 200)


@begins(Table.monitored)
def test_a_panel_does_not_learn_of_the_first_case_before_it_has_found_anything(table: Table, case: Case) -> None:
    first = case
    for name in ("pat", "per", "pam"):
        table.appointed(name, f"{name.title()} Newman", table.PANELIST, lay=name == "pam")
    case = table.name(table.charged(), "pat", "per", "pam", reason="New to the member.")
    case = table.declared(case, "pat", "per", "pam")
    said = {"other": first.reference, "reasons": "The same member, brambling."}
    case = take(case, Verb.LINK_CASES, table.by("ola"), **said)
    for name in ("pat", "per", "pam"):
        page = case_page(table.by(name), case.reference, verbs=VERBS)
        assert "case.cases_linked" not in {line.type for line in page.lines}
        with pytest.raises(NoRight):
            history(table.by(name), case.reference)
    ava, pat = (table.person("ava"), Seat.ADVISER), (table.person("pat"), Seat.PANEL_CHAIR)
    day = now().date() + timedelta(days=40)
    told: list[tuple[Event, tuple[UUID, Seat]]] = [
        (PanelFormed(to_state=CaseState.HEARING, hearing_on=day), ava),
        (DeliberationOpened(to_state=CaseState.DELIBERATION, last_word_offered=True), pat),
        (FindingsRecorded(proven=1), pat),
    ]
    for event, (person, seat) in told:
        assert "read_history" not in table.rights("pat", case)
        case = table.let(case, event, person=person, seat=seat)
    assert "read_history" in table.rights("pat", case)
    lines = case_page(table.by("pat"), case.reference, verbs=VERBS).lines
    assert "case.cases_linked" in {line.type for line in lines}
