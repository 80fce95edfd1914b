"""What an option stands for, what is put below it, and which votes count for it."""

from uuid import UUID

import pytest

from policy.quorum import (
    Choice,
    Electorate,
    Option,
    Result,
    Vote,
    named_in_abeyance,
    order_for_consent,
    result_of,
    round_result,
    supports,
    threshold,
)
from policy.rules import Level
from tests.policy.books import icsrm

RULES = icsrm().rules
BOARD, LADDER = RULES.bodies["board"], RULES.ladder


def cast(option: Option, *, pro: int, contra: int = 0, first: int = 0) -> list[Vote]:
    choices = [Choice.FOR] * pro + [Choice.AGAINST] * contra
    return [Vote(voter=UUID(int=first + n), option=option, choice=choice) for n, choice in enumerate(choices)]


@pytest.mark.parametrize("seats", [{"barred": -1}, {"alternates": -1}])
def test_no_number_of_seats_is_negative(seats: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="barred seats"):
        Electorate(filled=3, **seats)


def test_nobody_is_barred_and_nobody_seated_unless_it_is_said() -> None:
    assert Electorate(filled=9).eligible == 9


@pytest.mark.parametrize(
    ("option", "recommended", "named", "held"),
    [
        (Option.L5, Level.L5, Level.L6, Level.L6),
        (Option.L5, Level.L5, None, None),
        (Option.CONSENT, Level.L5, Level.L7, Level.L7),
        (Option.L5, Level.L6, None, Level.L6),
        (Option.L5, Level.L8, None, Level.L8),
        (Option.L4, Level.L6, None, None),
        (Option.L6, Level.L7, None, None),
        (Option.L6, Level.L5, Level.L7, None),
        (Option.L4, Level.L5, Level.L6, None),
        (Option.REMIT, Level.L5, Level.L6, None),
        (Option.ACTIVATE, Level.L5, Level.L6, None),
    ],
)
def test_a_step_holds_what_was_named_with_it_or_else_the_recommended_sanction(
    option: Option, recommended: Level, named: Level | None, held: Level | None
) -> None:
    assert named_in_abeyance(option, recommended=recommended, named=named, ladder=LADDER) is held


@pytest.mark.parametrize(
    ("term", "below"),
    [
        (Level.L0, ()),
        (Level.L1, ()),
        (Level.L2, ()),
        (Level.L3, (Option.L2,)),
        (Level.L8, (Option.L7, Option.L6, Option.L5, Option.L4, Option.L3, Option.L2)),
    ],
)
def test_below_an_agreed_term_only_lower_steps_are_put(term: Level, below: tuple[Option, ...]) -> None:
    assert order_for_consent(term) == (Option.REMIT, Option.DISMISS_ON_LAW, Option.CONSENT, *below)


def test_a_vote_to_activate_counts_as_the_step_it_stands_for() -> None:
    assert supports(Option.ACTIVATE, Option.L5, level=Level.L6) is True
    assert supports(Option.ACTIVATE, Option.L6, level=Level.L6) is False
    assert supports(Option.L7, Option.ACTIVATE, level=Level.L6) is True


def test_only_a_vote_for_an_option_counts_and_each_voter_once() -> None:
    electorate = Electorate(filled=9)
    votes = [*cast(Option.L7, pro=2, contra=1), *cast(Option.L6, pro=4, contra=1, first=1)]
    tally = round_result(votes, Option.L6, electorate=electorate, rules=BOARD)
    assert (tally.supporting, tally.present) == (5, 6)


def test_a_round_counts_with_the_share_of_the_sanction_in_abeyance() -> None:
    votes = cast(Option.L5, pro=5, contra=4)
    tally = round_result(votes, Option.L5, electorate=Electorate(filled=9), rules=BOARD, abeyance=Level.L6)
    assert (tally.needed, tally.result) == (6, Result.NOT_CARRIED)


def test_a_round_on_an_agreed_term_counts_with_the_share_of_its_level() -> None:
    votes = cast(Option.CONSENT, pro=5, contra=4)
    tally = round_result(votes, Option.CONSENT, electorate=Electorate(filled=9), rules=BOARD, level=Level.L6)
    assert (tally.needed, tally.result) == (6, Result.NOT_CARRIED)


def test_exactly_the_quorum_and_exactly_the_votes_needed_carry() -> None:
    assert result_of(supporting=4, present=5, needed=4, quorum=5) is Result.CARRIED
    assert result_of(supporting=3, present=5, needed=4, quorum=5) is Result.NOT_CARRIED
    assert result_of(supporting=4, present=4, needed=4, quorum=5) is Result.NO_RESULT


def test_a_sanction_needs_its_own_share_whatever_else_it_holds() -> None:
    assert threshold(Option.L6, Electorate(filled=9), BOARD, abeyance=Level.L6) == 6
