"""A voter steps aside while the ballot runs, or is found conflicted after it: void, recompute, vote again, and the first
values are never shown to anybody."""

from uuid import UUID

import pytest

from casework.access import the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import case_page
from casework.verbs import VERBS
from casework.vocabulary import CaseCompartment, CaseState, NoRight, NotSeen, Reading, SanctionState, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from policy.quorum import Option
from policy.rules import Level
from tests.casework.answer_cast import refused
from tests.casework.board_cast import BOARD, Table, for_, motions_in
from tests.casework.taking import last, take, trying
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db


def votes(case: Case) -> list[UUID]:
    """Return the entries of all votes cast so far, in their order."""
    return [entry.id for entry in ledger.stream(case.stream) if entry.type == "case.vote_cast"]


def nobody_opens(table: Table, case: Case, entries: list[UUID]) -> None:
    """The secretary and the auditor, who read every roll call, do not read these."""
    table.appointed("aud", "Aud Neve", table.AUDITOR) if "aud" not in table.people else None
    page = case_page(table.by("bea"), case.reference, verbs=VERBS)
    assert [line.texts for line in page.lines if line.entry in entries] == [()] * len(entries)
    for entry in entries:
        asked = {"rights": [Reading.READ_ROLL_CALL], "wanted": {CaseCompartment.DECISION: [(entry, "remit")]}}
        with pytest.raises((NotSeen, NoRight)):
            open_content(reference=case.reference, by=table.by("bea"), **asked)  # type: ignore[arg-type]


@begins(Table.recommended)
def test_a_voter_who_steps_aside_voids_the_ballot_and_the_board_votes_again(table: Table, case: Case) -> None:
    case = table.opened(case)
    motions = motions_in(case)
    for name in ("bo", "bil", "bev"):
        take(case, Verb.CAST_VOTE, table.by(name), **for_(Option.REMIT)(motions))
    first = votes(case)
    case = take(case, Verb.DECLARE_CONFLICT, table.by("bo"), confirmed="on")
    assert (
        refused(case, trying(case, Verb.CAST_VOTE, table.by("ben"), **for_(Option.REMIT)(motions)))[0]
        == (REASONS["ballot_is_open"])
    )
    assert refused(case, trying(case, Verb.CLOSE_BALLOT, table.by("bea")))[0] == REASONS["ballot_is_open"]
    case = take(case, Verb.VOID_BALLOT, table.by("bea"))
    assert (last(case)[0], last(case)[1]["cause"]) == ("case.ballot_voided", "conflict")
    case = take(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing())
    frozen = case.view.board.ballot
    assert frozen is not None
    assert frozen.voters == {table.person(name) for name in BOARD if name != "bo"}
    assert (frozen.electorate.filled, frozen.electorate.eligible) == (7, 6)
    case = table.voted_on(case, for_(Option.L4))
    case = table.sent(case)
    assert (case.state, case.view.board.decision and case.view.board.decision.level) == (
        CaseState.APPEAL_WINDOW,
        Level.L4,
    )
    nobody_opens(table, case, first)
    second = [entry for entry in votes(case) if entry not in first]
    page = case_page(table.by("bea"), case.reference, verbs=VERBS)
    assert {line.entry for line in page.lines if line.type == "case.vote_cast" and line.texts} == set(second)


@begins(Table.recommended)
def test_too_many_recusals_leave_no_quorum_until_an_alternate_sits(table: Table, case: Case) -> None:
    case = table.opened(case)
    for name in ("bo", "bil", "bev"):
        case = take(case, Verb.RECUSE_OFFICER, table.by(name), confirmed="on")
    case = take(case, Verb.VOID_BALLOT, table.by("bea"))
    again = trying(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing())
    assert refused(case, again) == (REASONS["enough_voters_are_free"],)
    case = take(case, Verb.SEAT_ALTERNATE, table.by("bea"), person=str(table.person("una")))
    take(case, Verb.DECLARE_INTERESTS, table.by("una"), answer="free")
    case = again()
    assert case.view.board.ballot is not None
    assert case.view.board.ballot.electorate.eligible == 5


def decided_by_one_vote(table: Table, case: Case) -> Case:
    """A public reprimand for which four of seven were, as many as it needs; one of them was Bo."""
    case = table.opened(case)
    for n, name in enumerate(BOARD):
        wanted = for_(Option.L4) if n < 4 else for_()
        case = take(case, Verb.CAST_VOTE, table.by(name), **wanted(motions_in(case)))
    table.wait(days=3)
    case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
    return table.sent(case)


def conflicted(table: Table, case: Case, name: str) -> Case:
    """Let a conflict of somebody be found."""
    found = {"person": table.person(name), "provisional": False, "basis": ["family"]}
    return do(Verb.DETECT_CONFLICT, reference=case.reference, by=the_clock(), **found)


@begins(Table.recommended)
def test_a_decision_that_a_conflicted_vote_carried_is_voided_by_two_and_taken_again(table: Table, case: Case) -> None:
    table.appointed("vic", "Vic Orrin", table.REVIEWER)
    case = decided_by_one_vote(table, case)
    why = "Bo's brother works there, brambling."
    void = trying(case, Verb.VOID_DECISION, table.by("vera"), table.by("vic"), reasons=why)
    assert refused(case, void) == (REASONS["late_conflict_was_found"],)
    case = conflicted(table, case, "bo")
    first = votes(case)
    case = void()
    current = case.view.sanctions.all[-1]
    assert case.state == CaseState.BOARD_DECISION
    assert case.view.board.decision is None
    assert current.state == SanctionState.QUASHED
    nobody_opens(table, case, first)
    case = table.opened(case, without=frozenset({"bo"}))
    assert case.view.board.ballot is not None
    assert case.view.board.ballot.electorate.eligible == 6
    nobody_opens(table, case, first)


@begins(Table.recommended)
def test_a_vote_that_changed_nothing_leaves_the_decision_as_it_is(table: Table, case: Case) -> None:
    table.appointed("vic", "Vic Orrin", table.REVIEWER)
    case = table.decided(case, for_(Option.L4))
    case = conflicted(table, case, "bo")
    take(case, Verb.VOID_DECISION, table.by("vera"), reasons="Bo's brother works there.")
    void = trying(case, Verb.VOID_DECISION, table.by("vic"), reasons="")
    assert refused(case, void) == (REASONS["vote_was_decisive"],)
    assert case.view.people.holding(Seat.BOARD_MEMBER) == {table.person(name) for name in BOARD if name != "bo"}
