"""What a voter or a signer may not do is refused with the rule, and with what is still possible; nothing is written."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.models import Case
from casework.vocabulary import NoRight, NotSeen, Verb
from casework.workflow.guard import REASONS
from policy.quorum import Option
from tests.casework.answer_cast import refused
from tests.casework.board_cast import BOARD, Table, for_, motions_in
from tests.casework.taking import last, take, trying
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db


@begins(Table.recommended)
def test_a_vote_is_taken_once_in_time_and_on_the_papers_that_are_out(table: Table, case: Case) -> None:
    case = table.opened(case, without=frozenset({"bay"}))

    def vote(name: str) -> Callable[[], Case]:
        return trying(case, Verb.CAST_VOTE, table.by(name), **for_(Option.L4)(motions_in(case)))

    assert (refused(case, vote("una")), refused(case, vote("bea"))) == (NotSeen, NoRight)
    assert refused(case, vote("bay")) == (REASONS["voter_is_in_the_frozen_set"],)
    vote("bo")()
    assert refused(case, vote("bo")) == (REASONS["voter_has_not_voted"],)
    late = {"title": "A letter", "text": "Found on Friday.", "cause": "It lay in a box."}
    changed = table.changed(case, late)
    assert refused(changed, vote("bil"))[0] == REASONS["ballot_is_open"]
    motions = motions_in(case)
    case = take(changed, Verb.VOID_BALLOT, table.by("bea"))
    late_vote = trying(case, Verb.CAST_VOTE, table.by("bil"), **for_(Option.L4)(motions))
    assert refused(case, late_vote) == (REASONS["ballot_is_open"],)
    assert refused(case, trying(case, Verb.CLOSE_BALLOT, table.by("bea"))) == (REASONS["ballot_is_open"],)


@begins(Table.recommended)
def test_a_vote_after_the_last_moment_is_late_and_a_ballot_is_not_void_before_it(table: Table, case: Case) -> None:
    case = table.opened(case)

    def vote(name: str) -> Callable[[], Case]:
        return trying(case, Verb.CAST_VOTE, table.by(name), **for_(Option.L4)(motions_in(case)))

    assert refused(case, trying(case, Verb.VOID_BALLOT, table.by("bea"))) == (REASONS["ballot_must_be_void"],)
    table.wait(days=3)
    assert refused(case, vote("bo")) == (REASONS["voting_time_is_left"],)
    case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
    assert last(case)[0] == "case.ballot_voided", "nobody voted"
    assert refused(case, trying(case, Verb.VOID_BALLOT, table.by("bea"))) == (REASONS["ballot_was_opened"],)


@begins(Table.recommended)
def test_nobody_closes_a_ballot_before_its_time(table: Table, case: Case) -> None:
    case = table.opened(case)
    for name in BOARD:
        case = take(case, Verb.CAST_VOTE, table.by(name), **for_(Option.L4)(motions_in(case)))
    ballot = case.view.board.ballot
    assert ballot is not None
    early = (REASONS["closing_time_is_reached"],)
    table.clock.move_to(ballot.closes_at - timedelta(seconds=1), tick=False)
    assert refused(case, trying(case, Verb.CLOSE_BALLOT, table.by("bea"))) == early, "though everybody has voted"
    table.clock.move_to(ballot.closes_at, tick=False)
    case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
    assert (last(case, 2)[0], last(case)[0]) == ("case.ballot_closed", "case.ballot_counted")


@begins(Table.recommended)
def test_who_has_declared_need_not_declare_again(table: Table, case: Case) -> None:
    declares = trying(case, Verb.DECLARE_INTERESTS, table.by("bo"), answer="free")
    assert refused(declares(), declares) == (REASONS["has_not_declared"],)


@begins(Table.recommended)
def test_nobody_signs_what_they_put_forward_themselves(table: Table, case: Case) -> None:
    case = take(case, Verb.SEND_BOARD_PACK, table.by("bea"), minute="On the papers.")
    own = trying(case, Verb.SEND_BOARD_PACK, table.by("bea"))
    assert refused(case, own) == (REASONS["second_person_signed"],)
