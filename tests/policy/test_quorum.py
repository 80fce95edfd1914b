"""The ballot against the table of the rulebook and against a brute-force reading of the same sentences."""

from itertools import combinations
from uuid import UUID

import pytest

from policy.quorum import (
    Choice,
    Electorate,
    Option,
    Result,
    Vote,
    is_quorate,
    order_for_breach,
    order_for_consent,
    order_of_motions,
    quorum,
    result_of,
    round_result,
    supports,
    threshold,
)
from policy.rules import BallotRules, Level
from tests.policy.books import guild, icsrm

BODIES = icsrm().rules.bodies
BOARD = BODIES["board"]


def cast(option: Option, *, pro: int = 0, contra: int = 0, abstaining: int = 0, first: int = 0) -> list[Vote]:
    choices = [Choice.FOR] * pro + [Choice.AGAINST] * contra + [Choice.ABSTAIN] * abstaining
    return [Vote(voter=UUID(int=first + n), option=option, choice=choice) for n, choice in enumerate(choices)]


@pytest.mark.parametrize(
    ("filled", "barred", "eligible", "least", "majority", "two_thirds"),
    [(9, 0, 9, 5, 5, 6), (9, 2, 7, 5, 4, 5), (9, 3, 6, 5, 4, 4), (9, 4, 5, 5, 3, 4)],
)
def test_the_table_of_the_procedure(
    filled: int, barred: int, eligible: int, least: int, majority: int, two_thirds: int
) -> None:
    electorate = Electorate(filled=filled, barred=barred)
    assert electorate.eligible == eligible
    assert quorum(electorate, BOARD) == least
    assert threshold(Option.L4, electorate, BOARD) == majority
    assert threshold(Option.L6, electorate, BOARD) == two_thirds
    assert is_quorate(electorate, BOARD) is True


def test_a_board_of_nine_with_five_barred_needs_alternates() -> None:
    assert is_quorate(Electorate(filled=9, barred=5), BOARD) is False
    mended = Electorate(filled=9, barred=5, alternates=1)
    assert mended.eligible == 5
    assert quorum(mended, BOARD) == 5
    assert is_quorate(mended, BOARD) is True


def test_alternates_raise_who_may_vote_and_never_the_boards_own_seats() -> None:
    small = Electorate(filled=6, barred=3, alternates=4)
    assert (small.eligible, quorum(small, BOARD)) == (7, 4)


def oracle(filled: int, barred: int, pro: int, contra: int, abstaining: int, *, two_thirds: bool) -> Result:
    """Read the sentences one by one, with counting instead of arithmetic."""
    may_vote = filled - barred
    least = 5 if filled >= 7 else 3
    more_than_half = next(n for n in range(may_vote + 2) if 2 * n > may_vote)
    enough = next(n for n in range(may_vote + 2) if 3 * n >= 2 * may_vote) if two_thirds else more_than_half
    present = pro + contra + abstaining
    if present < least or present < more_than_half or present < enough:
        return Result.NO_RESULT
    return Result.CARRIED if pro >= enough else Result.NOT_CARRIED


@pytest.mark.parametrize("option", [Option.L4, Option.L7])
@pytest.mark.parametrize("filled", range(16))
def test_every_board_every_recusal_and_every_split_agree_with_the_sentences(filled: int, option: Option) -> None:
    for barred in range(filled + 1):
        electorate = Electorate(filled=filled, barred=barred)
        needed, least = threshold(option, electorate, BOARD), quorum(electorate, BOARD)
        for pro in range(electorate.eligible + 1):
            for contra in range(electorate.eligible - pro + 1):
                for abstaining in range(electorate.eligible - pro - contra + 1):
                    found = result_of(supporting=pro, present=pro + contra + abstaining, needed=needed, quorum=least)
                    expected = oracle(filled, barred, pro, contra, abstaining, two_thirds=option is Option.L7)
                    assert found is expected, (filled, barred, pro, contra, abstaining)


def put_one_after_the_other(
    filled: int, barred: int, wishes: dict[UUID, Level | None], rules: BallotRules
) -> Option | None:
    """Let everybody who may vote wish for the heaviest step they can agree to, and put the ladder as the board puts it."""
    electorate, votes = Electorate(filled=filled, barred=barred), list[Vote]()
    for option in order_of_motions(Level.L8):
        for voter, wish in wishes.items():
            agrees = wish is not None and option.level is not None and option.level <= wish
            votes.append(Vote(voter=voter, option=option, choice=Choice.FOR if agrees else Choice.AGAINST))
        tally = round_result(votes, option, electorate=electorate, rules=rules)
        assert tally.present == len(wishes)
        if tally.result is Result.CARRIED:
            return option
        assert tally.result is (
            Result.NOT_CARRIED if len(wishes) >= max(tally.quorum, tally.needed) else Result.NO_RESULT
        )
    return None


def the_heaviest_step_that_enough_agree_to(filled: int, barred: int, wishes: list[Level | None]) -> Option | None:
    """Read the same off the wishes: the heaviest step to which two thirds, or below suspension a majority, agree."""
    may_vote = filled - barred
    if may_vote < (5 if filled >= 7 else 3) or 2 * may_vote <= may_vote:
        return None
    for step in sorted((each for each in Level if each >= Level.L2), reverse=True):
        agree = sum(wish is not None and wish >= step for wish in wishes)
        if 3 * agree >= 2 * may_vote if step >= Level.L6 else 2 * agree > may_vote:
            return Option[step.name]
    return None


@pytest.mark.parametrize("filled", range(16))
def test_a_whole_ballot_ends_with_the_heaviest_step_that_enough_of_the_board_agree_to(filled: int) -> None:
    """Every N up to 15, every R, and every split of the board between one wish and another, no sanction among them."""
    wishes = [None, Level.L2, Level.L4, Level.L6, Level.L7]
    for barred in range(filled + 1):
        people = [UUID(int=n) for n in range(filled - barred)]
        for one, other in combinations(wishes, 2):
            for split in range(len(people) + 1):
                wished = [one] * split + [other] * (len(people) - split)
                found = put_one_after_the_other(filled, barred, dict(zip(people, wished, strict=True)), BOARD)
                assert found is the_heaviest_step_that_enough_agree_to(filled, barred, wished), (
                    barred,
                    one,
                    other,
                    split,
                )


@pytest.mark.parametrize("filled", range(1, 16))
def test_alternates_take_places_without_adding_any_to_the_board(filled: int) -> None:
    """Qmin follows the filled seats; with an alternate for each barred person it is as if nobody were barred."""
    whole = Electorate(filled=filled)
    for barred in range(filled + 1):
        mended = Electorate(filled=filled, barred=barred, alternates=barred)
        assert (mended.eligible, quorum(mended, BOARD)) == (whole.eligible, quorum(whole, BOARD))
        short = Electorate(filled=filled, barred=barred)
        assert is_quorate(short, BOARD) is (filled - barred >= (5 if filled >= 7 else 3))


def test_counting_real_votes_is_the_same_as_counting_numbers() -> None:
    electorate = Electorate(filled=9, barred=2)
    tally = round_result(cast(Option.L4, pro=4, contra=2), Option.L4, electorate=electorate, rules=BOARD)
    assert (tally.supporting, tally.present, tally.needed, tally.quorum) == (4, 6, 4, 5)
    assert tally.result is Result.CARRIED


def test_two_thirds_of_nobody_is_nobody_and_carries_nothing() -> None:
    nobody = Electorate(filled=9, barred=9)
    assert threshold(Option.L7, nobody, BOARD) == 0
    assert round_result([], Option.L7, electorate=nobody, rules=BOARD).result is Result.NO_RESULT


def test_absence_does_not_choose_the_sanction() -> None:
    electorate = Electorate(filled=9)
    five_for = cast(Option.L7, pro=5)
    assert round_result(five_for, Option.L7, electorate=electorate, rules=BOARD).result is Result.NO_RESULT
    six_present = [*five_for, *cast(Option.L7, abstaining=1, first=5)]
    assert round_result(six_present, Option.L7, electorate=electorate, rules=BOARD).result is Result.NOT_CARRIED


def test_a_tie_is_not_carried() -> None:
    votes = cast(Option.L4, pro=3, contra=3)
    result = round_result(votes, Option.L4, electorate=Electorate(filled=9, barred=3), rules=BOARD).result
    assert result is Result.NOT_CARRIED


def test_a_vote_for_a_heavier_step_counts_for_every_lighter_one() -> None:
    electorate = Electorate(filled=9)
    votes = cast(Option.L7, pro=3, contra=6)
    assert round_result(votes, Option.L7, electorate=electorate, rules=BOARD).result is Result.NOT_CARRIED
    votes += cast(Option.L6, pro=2, contra=4, first=3)
    assert round_result(votes, Option.L6, electorate=electorate, rules=BOARD).result is Result.NOT_CARRIED
    votes += cast(Option.L5, contra=4, first=5)
    tally = round_result(votes, Option.L5, electorate=electorate, rules=BOARD)
    assert (tally.supporting, tally.present, tally.result) == (5, 9, Result.CARRIED)


@pytest.mark.parametrize("voted", list(Option))
@pytest.mark.parametrize("put", list(Option))
def test_only_the_ladder_carries_downwards(voted: Option, put: Option) -> None:
    steps = {Option[level.name]: int(level) for level in Level if level >= Level.L2}
    lower = voted in steps and put in steps and steps[voted] > steps[put]
    more_time = (voted, put) == (Option.ACTIVATE, Option.MORE_TIME)
    assert supports(voted, put) is (voted is put or lower or more_time)


def test_a_vote_for_an_agreed_term_counts_for_the_steps_below_it() -> None:
    assert supports(Option.CONSENT, Option.L3, level=Level.L4) is True
    assert supports(Option.CONSENT, Option.L4, level=Level.L4) is False
    assert supports(Option.L5, Option.CONSENT, level=Level.L4) is True


def test_suspension_expulsion_and_bar_need_two_thirds_also_in_abeyance_and_by_consent() -> None:
    electorate = Electorate(filled=9, barred=2)
    assert [threshold(Option[f"L{n}"], electorate, BOARD) for n in range(8, 1, -1)] == [5, 5, 5, 4, 4, 4, 4]
    assert threshold(Option.L5, electorate, BOARD, abeyance=Level.L6) == 5
    assert threshold(Option.L5, electorate, BOARD, abeyance=Level.L4) == 4
    assert threshold(Option.CONSENT, electorate, BOARD, level=Level.L5) == 4
    assert threshold(Option.CONSENT, electorate, BOARD, level=Level.L6) == 5
    assert threshold(Option.CONSENT, electorate, BOARD, level=Level.L5, abeyance=Level.L7) == 5
    assert threshold(Option.ACTIVATE, electorate, BOARD, level=Level.L6) == 4
    others = (Option.REMIT, Option.REMIT_TO_NEW_PANEL, Option.DISMISS_ON_LAW, Option.MORE_TIME)
    assert [threshold(option, electorate, BOARD) for option in others] == [4, 4, 4, 4]


def test_the_order_of_motions() -> None:
    back = (Option.REMIT, Option.REMIT_TO_NEW_PANEL, Option.DISMISS_ON_LAW)
    assert order_of_motions(Level.L4) == (*back, Option.L4, Option.L3, Option.L2)
    assert order_of_motions(Level.L1) == back
    assert order_of_motions(Level.L0) == back
    assert order_for_consent(Level.L4) == (
        Option.REMIT,
        Option.DISMISS_ON_LAW,
        Option.CONSENT,
        Option.L3,
        Option.L2,
    )
    assert order_for_breach(has_abeyance=True) == (Option.REMIT, Option.ACTIVATE, Option.MORE_TIME)
    assert order_for_breach(has_abeyance=False) == (Option.REMIT, Option.MORE_TIME)


@pytest.mark.parametrize(
    ("body", "filled", "barred", "least", "majority", "quorate"),
    [
        ("panel", 3, 0, 3, 2, True),
        ("panel", 3, 1, 3, 2, False),
        ("panel", 5, 0, 3, 3, True),
        ("panel", 5, 2, 3, 2, True),
        ("panel", 5, 3, 3, 2, False),
        ("appeal_panel", 3, 0, 2, 2, True),
        ("deciders", 3, 0, 2, 2, True),
        ("deciders", 3, 1, 2, 2, True),
        ("deciders", 3, 2, 2, 1, False),
        ("interim", 3, 0, 2, 2, True),
    ],
)
def test_small_bodies_decide_by_the_same_sentences(
    body: str, filled: int, barred: int, least: int, majority: int, quorate: bool
) -> None:
    electorate, rules = Electorate(filled=filled, barred=barred), BODIES[body]
    assert quorum(electorate, rules) == least
    assert threshold(Option.FINDING, electorate, rules) == majority
    assert is_quorate(electorate, rules) is quorate


def test_nobody_can_bar_more_seats_than_there_are() -> None:
    with pytest.raises(ValueError, match="barred seats"):
        Electorate(filled=3, barred=4)


def test_another_body_has_other_numbers() -> None:
    rules = guild().rules.ballot
    assert quorum(Electorate(filled=5), rules) == 4
    assert quorum(Electorate(filled=3, barred=1), rules) == 2
    assert threshold(Option.L5, Electorate(filled=6), rules) == 4
