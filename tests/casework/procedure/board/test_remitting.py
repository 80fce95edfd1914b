"""What the board sends back, on the database: the same panel, a new panel that sees nothing of the first, and alternates."""

from collections.abc import Callable

import pytest

from casework import tasks
from casework.access import recorded_in
from casework.models import Case
from casework.queries.case.matrix import matrix
from casework.queries.case.page import case_page
from casework.queries.case.withheld import withheld_entries
from casework.record.events import PanelDissolved
from casework.verbs import VERBS
from casework.vocabulary import BallotState, CaseCompartment, CaseState, NoRight, NotSeen, Seat, Verb, VoidFor
from casework.workflow.guard import REASONS
from policy.quorum import Option
from tests.casework.answer_cast import refused
from tests.casework.board_cast import BOARD, Table, for_, motions_in
from tests.casework.taking import last, take, trying, words
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db


@begins(Table.recommended)
def test_the_same_panel_puts_its_reasons_right_and_the_board_votes_on_them_anew(table: Table, case: Case) -> None:
    case = table.voted(table.opened(case), for_(Option.REMIT))

    def back(name: str) -> Callable[[], Case]:
        return trying(case, Verb.REMIT_TO_PANEL, table.by(name), defect="No word on the gain, brambling.")

    assert (refused(case, back("bo")), refused(case, back("cleo"))) == (NoRight, NotSeen)
    case = back("bea")()
    assert (case.state, words(case, "defect", CaseCompartment.DECISION)) == (
        CaseState.DELIBERATION,
        "No word on the gain, brambling.",
    )
    assert "recommend_sanction" in table.rights("cleo", case)
    assert refused(case, trying(case, Verb.REMIT_TO_PANEL, table.by("bea"), defect="Again.")) is NotSeen
    back_by = case.view.deliberation.sent_back
    assert back_by is not None
    case = table.serve(case, back_by)
    table.wait(days=7)
    case = table.opened(table.recommend(case))
    assert case.view.board.ballot is not None
    assert case.view.board.ballot.motions == (Option.DISMISS_ON_LAW, Option.L4, Option.L3, Option.L2)


@begins(Table.recommended)
def test_a_new_panel_is_told_nothing_that_the_first_one_found(table: Table, case: Case) -> None:
    case = table.voted(table.opened(case), for_(Option.REMIT_TO_NEW_PANEL))
    wrong = trying(case, Verb.REMIT_TO_PANEL, table.by("bea"), defect="x")
    assert refused(case, wrong) == (REASONS["defect_is_not_in_the_findings"],)
    case = take(case, Verb.REMIT_TO_NEW_PANEL, table.by("bea"), defect="A witness was not heard.")
    assert (case.state, case.view.people.holding(Seat.PANEL_CHAIR)) == (CaseState.PANEL_FORMING, frozenset())
    for name in ("pat", "per", "pam"):
        table.appointed(name, f"{name.title()} Newman", table.PANELIST, lay=name == "pam")
    case = table.name(case, "pat", "per", "pam", reason="The first panel may not sit again.")
    lines = case_page(table.by("pat"), case.reference, verbs=VERBS).lines
    found = ("finding.made", "case.findings_recorded", "case.sanction_recommended", "case.vote_cast")
    assert [line.type for line in lines if line.type in found and (line.texts or line.type != "case.vote_cast")] == []


def dissolved(table: Table, case: Case, seats: set[Seat]) -> Case:
    """The same, its panel dissolved, as somebody in these seats enters it."""
    gone = PanelDissolved(to_state=CaseState.PANEL_FORMING)
    case = table.let(case, gone, person=table.person("ava"), seat=Seat.ADVISER)
    case.record, case.seats = recorded_in(case.stream), frozenset(seats)
    return case


@begins(Table.found)
def test_findings_annulled_before_they_were_served_are_told_to_nobody_who_decides(table: Table, case: Case) -> None:
    case = dissolved(table, case, {Seat.BOARD_MEMBER})
    (gone,) = case.view.deliberation.set_aside
    assert (gone.served, gone.finding and gone.finding.id in withheld_entries(case)) == (False, True)
    for seat in (Seat.PANEL_MEMBER, Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER, Seat.DECIDER):
        case.seats = frozenset({seat})
        assert gone.finding and gone.finding.id in withheld_entries(case)
        (row,) = matrix(case.view, frozenset({"read_findings"}), withheld_entries(case))
        assert row.cells[2].struck == ()


@begins(Table.spoken_for)
def test_served_findings_are_struck_for_the_board_and_hidden_from_a_new_panel(table: Table, case: Case) -> None:
    case = dissolved(table, case, {Seat.BOARD_MEMBER})
    (gone,) = case.view.deliberation.set_aside
    assert gone.finding is not None
    (row,) = matrix(case.view, frozenset({"read_findings"}), withheld_entries(case))
    assert gone.served is True
    assert gone.finding.id not in withheld_entries(case)
    assert len(row.cells[2].struck) == 1
    case.seats = frozenset({Seat.PANEL_CHAIR})
    assert gone.finding.id in withheld_entries(case)


@begins(Table.recommended)
def test_a_ballot_with_too_few_votes_is_void_and_an_alternate_takes_a_place(table: Table, case: Case) -> None:
    case = table.opened(case, without=frozenset({"bud", "bay"}))
    for name in ("bo", "bil", "bev"):
        take(case, Verb.CAST_VOTE, table.by(name), **for_(Option.L4)(motions_in(case)))
    early = trying(case, Verb.VOID_BALLOT, table.by("bea"))
    assert refused(case, early) == (REASONS["ballot_must_be_void"],)
    table.wait(days=3)
    tasks.lapses()
    assert last(case)[0] == "case.ballot_closed"
    tasks.serve_ballots()
    case = Case.objects.get(pk=case.pk)
    kind, data = last(case)
    assert kind == "case.ballot_voided"
    assert data["cause"] == VoidFor.ABSENCE
    assert set(data["absent"]) == {str(table.person(name)) for name in ("ben", "bix")}

    def seat(name: str) -> Callable[[], Case]:
        return trying(case, Verb.SEAT_ALTERNATE, table.by("bea"), person=str(table.person(name)))

    assert refused(case, seat("udo")) == (REASONS["alternate_is_next_in_the_pool"],)
    assert table.rights("una", case) == set()
    case = seat("una")()
    assert {"declare_interests", "cast_vote", "see_case"} <= table.rights("una", case)
    for name in ("una", "ben"):
        case = take(case, Verb.DECLARE_INTERESTS, table.by(name), answer="free")
    assert refused(case, seat("udo")) == (REASONS["board_is_below_minimum_or_absent"],)
    case = take(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing())
    frozen = case.view.board.ballot
    assert frozen is not None
    assert (frozen.electorate.filled, frozen.electorate.barred, frozen.electorate.alternates) == (len(BOARD), 3, 1)
    case = table.voted_on(case, for_(Option.L4))
    assert case.view.board.ballot is not None
    assert (case.view.board.ballot.state, case.view.board.ballot.carried) == (BallotState.CARRIED, Option.L4)
    table.sent(case)
    assert "cast_vote" not in table.rights("una", case)


@begins(Table.recommended)
def test_a_second_ballot_without_a_result_is_passed_on_to_the_next_person_up(table: Table, case: Case) -> None:
    case = table.opened(case)
    for _ in range(2):
        table.wait(days=3)
        case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
        if last(case)[0] != "case.clock_escalated":
            for name in BOARD:
                take(case, Verb.DECLARE_INTERESTS, table.by(name), answer="free")
            case = take(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing())
    assert last(case) == ("case.clock_escalated", {"clock": "BOARD_VOTE", "subject": None})
