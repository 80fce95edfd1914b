"""A board of nine who all may vote, on the database: each option needs what the law asks of that option alone."""

from collections.abc import Mapping

import pytest

from accounts.vocabulary import Office
from casework.models import Case
from casework.queries.invariants import breaches
from casework.vocabulary import CaseCompartment, CaseState, Verb
from policy.quorum import Option
from policy.rules import Level
from tests.casework.board_cast import BOARD, Table, for_
from tests.casework.taking import take, words
from tests.scenario_fixtures import begins, begun_by

pytestmark = pytest.mark.django_db
NINE = (*BOARD, "bram", "bess")
begun = begun_by(Table)


def before_nine(table: Table) -> Case:
    """A suspension, recommended to a board of nine who have all declared; a ballot can open."""
    table.appointed("bram", "Bram Ivel", Office.BOARD_MEMBER)
    table.appointed("bess", "Bess Jory", Office.BOARD_MEMBER)
    case = table.recommended(
        level=6, term_days="90 days", lower_5_days="200 days", outside_range="Knowing, and for gain, brambling."
    )
    case = table.packed(case)
    for name in NINE:
        take(case, Verb.DECLARE_INTERESTS, table.by(name), answer="free")
    table.wait(days=10)
    return case


def voted(table: Table, case: Case, wanted: Mapping[Option, int]) -> Case:
    """Open a ballot, let so many of the nine support each option, the others nothing, and close it.

    The signer keeps what it opened of a ballot, so each test has a ballot of its own.
    """
    case = take(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing())
    ballot = case.view.board.ballot
    assert ballot is not None and ballot.electorate.eligible == 9
    for n, name in enumerate(NINE):
        supported = [option for option, count in wanted.items() if n < count]
        case = take(case, Verb.CAST_VOTE, table.by(name), **for_(*supported)(ballot.motions))
    table.wait(days=3)
    return take(case, Verb.CLOSE_BALLOT, table.by("bea"))


def needed(case: Case) -> int:
    """Return what the last option that was reached needed, as the sealed count says."""
    return int(words(case, "tally", CaseCompartment.DECISION)[-1]["needed"])


@begins(before_nine)
def test_five_of_nine_send_a_recommended_suspension_back(table: Table, case: Case) -> None:
    case = voted(table, case, {Option.REMIT: 5})
    ballot = case.view.board.ballot
    assert ballot is not None and ballot.carried is Option.REMIT
    assert needed(case) == 5
    case = take(case, Verb.REMIT_TO_PANEL, table.by("bea"), defect="No word on the gain, brambling.")
    assert case.state == CaseState.DELIBERATION
    assert list(breaches([case.reference])) == []


@begins(before_nine)
def test_five_of_nine_can_reprimand_but_neither_suspend_nor_hold_a_suspension(table: Table, case: Case) -> None:
    case = voted(table, case, {Option.L6: 5, Option.L5: 5, Option.L4: 5})
    ballot = case.view.board.ballot
    assert ballot is not None and ballot.carried is Option.L4
    assert needed(case) == 5
    assert list(breaches([case.reference])) == []


@begins(before_nine)
def test_six_of_nine_suspend(table: Table, case: Case) -> None:
    case = voted(table, case, {Option.REMIT: 4, Option.L6: 6})
    assert needed(case) == 6
    case = table.sent(case)
    assert case.view.sanctions.level is Level.L6
    assert list(breaches([case.reference])) == []
