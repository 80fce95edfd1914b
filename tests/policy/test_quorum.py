"""The ballot against the table of the rulebook and against a brute-force reading of the same sentences."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from policy.quorum import (
    NONE,
    Choice,
    Count,
    Electorate,
    Option,
    Question,
    Result,
    choice_on,
    choices_of,
    count,
    is_quorate,
    options_reached,
    order_for_breach,
    order_for_consent,
    order_of_motions,
    put_in_order,
    question_of,
    quorum,
    threshold,
)
from policy.rules import Level
from tests.policy.books import guild, icsrm

BODIES = icsrm().rules.bodies
BOARD = BODIES["board"]


LADDER = icsrm().rules.ladder


def counted(
    electorate: Electorate, recommended: Level, outcomes: Sequence[str], *, motions: Choice = Choice.NO
) -> Count:
    """Count a ballot on a level, in which each voter answers every motion alike and the last question as given."""

    def choices(option: Option) -> Sequence[str]:
        if question_of(option) is not Question.OUTCOME:
            return [motions] * len(outcomes)
        return [choice_on(option, answer) for answer in outcomes]

    put = put_in_order(order_of_motions(recommended), electorate, BOARD, recommended=recommended, ladder=LADDER)
    return count(put, len(outcomes), choices)


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


@pytest.mark.parametrize("level", [Level.L4, Level.L7])
@pytest.mark.parametrize("filled", range(16))
def test_every_board_every_recusal_and_every_split_agree_with_the_sentences(filled: int, level: Level) -> None:
    option = Option[level.name]
    for barred in range(filled + 1):
        electorate = Electorate(filled=filled, barred=barred)
        put = put_in_order((option,), electorate, BOARD, ladder=LADDER)
        for pro in range(electorate.eligible + 1):
            for contra in range(electorate.eligible - pro + 1):
                for abstaining in range(electorate.eligible - pro - contra + 1):
                    said = [Choice.YES] * pro + [Choice.NO] * contra + [Choice.ABSTAIN] * abstaining
                    found = count(put, len(said), lambda _, said=said: said).result  # type: ignore[misc]
                    expected = oracle(filled, barred, pro, contra, abstaining, two_thirds=level is Level.L7)
                    assert found is expected, (filled, barred, pro, contra, abstaining)


def the_heaviest_step_that_enough_agree_to(filled: int, barred: int, wishes: list[Level | None]) -> Option | None:
    """Read the same off the wishes: the heaviest step to which two thirds, or below suspension a majority, agree."""
    may_vote = filled - barred
    if may_vote < (5 if filled >= 7 else 3) or 2 * may_vote <= may_vote:
        return None
    for step in sorted((each for each in Level if each >= Level.L2), reverse=True):
        agree = sum(wish is not None and wish >= step for wish in wishes)
        heavy = step >= Level.L5  # probation in the place of a bar holds the bar, so it needs two thirds too
        if 3 * agree >= 2 * may_vote if heavy else 2 * agree > may_vote:
            return Option[step.name]
    return None


@pytest.mark.parametrize("filled", range(16))
def test_a_whole_ballot_ends_with_the_heaviest_step_that_enough_agree_to(filled: int) -> None:
    """Every N up to 15, every R, and every split of the board between one wish and another, no sanction among them."""
    wishes = [None, Level.L2, Level.L4, Level.L6, Level.L7]
    for barred in range(filled + 1):
        people = filled - barred
        for one, other in combinations(wishes, 2):
            for split in range(people + 1):
                wished = [one] * split + [other] * (people - split)
                said = [NONE if wish is None else wish.name for wish in wished]
                found = counted(Electorate(filled=filled, barred=barred), Level.L8, said).carried
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


def test_two_thirds_of_nobody_is_nobody_and_carries_nothing() -> None:
    nobody = Electorate(filled=9, barred=9)
    assert threshold(Option.L7, nobody, BOARD) == 0
    assert counted(nobody, Level.L7, []).result is Result.NO_RESULT


def test_absence_does_not_choose_the_sanction() -> None:
    electorate = Electorate(filled=9)
    five = counted(electorate, Level.L7, ["L7"] * 5)
    assert (five.result, five.carried) == (Result.NO_RESULT, None)
    six = counted(electorate, Level.L7, ["L7"] * 5 + [Choice.ABSTAIN])
    assert (six.result, six.carried) == (Result.CARRIED, Option.L4)


def test_a_motion_that_is_carried_needs_no_more_than_its_own_voters() -> None:
    """Five of nine are too few for an expulsion; they are enough to send the case back, and the expulsion is not reached."""
    five = counted(Electorate(filled=9), Level.L7, ["L7"] * 5, motions=Choice.YES)
    assert (five.result, five.carried) == (Result.CARRIED, Option.REMIT)


def test_a_tie_is_not_carried() -> None:
    tie = counted(Electorate(filled=9, barred=3), Level.L4, ["L4"] * 3 + [NONE] * 3)
    assert (tie.result, [one.supporting for one in tie.tallies[3:]]) == (Result.NOT_CARRIED, [3, 3, 3])


def test_a_vote_for_a_heavier_step_counts_for_every_lighter_one() -> None:
    said = ["L7"] * 3 + ["L6"] * 2 + [NONE] * 4
    found = counted(Electorate(filled=9), Level.L7, said)
    assert [(one.option, one.supporting) for one in found.tallies[3:]] == [
        (Option.L7, 3),
        (Option.L6, 5),
        (Option.L5, 5),
        (Option.L4, 5),
    ]
    assert (found.present, found.carried) == (9, Option.L4), "probation would hold the expulsion: two thirds"


def test_answers_that_are_not_reached_are_never_asked_for() -> None:
    asked: list[Option] = []

    def choices(option: Option) -> Sequence[str]:
        asked.append(option)
        return [Choice.YES if option is carries else Choice.NO] * 7

    motions = order_of_motions(Level.L4)
    put = put_in_order(motions, Electorate(filled=7), BOARD, ladder=LADDER)
    for carries in (Option.REMIT_TO_NEW_PANEL, Option.L3):
        asked.clear()
        assert count(put, 7, choices).carried is carries
        assert options_reached(motions, carries) == tuple(asked) == motions[: motions.index(carries) + 1]
    asked.clear()
    assert count(put, 4, choices).result is Result.NO_RESULT
    assert asked == [], "of a ballot without a quorum, the machine opens nothing"
    assert options_reached(motions, None) == motions


def test_a_voter_supports_the_level_they_name_and_all_below_it() -> None:
    motions = (Option.REMIT, Option.L4, Option.L3, Option.L2)
    said = {
        outcome: choices_of(motions, {Question.REMIT: Choice.ABSTAIN, Question.OUTCOME: outcome})
        for outcome in ("L3", Choice.ABSTAIN)
    }
    assert list(said["L3"].values()) == [Choice.ABSTAIN, Choice.NO, Choice.YES, Choice.YES]
    assert list(said[Choice.ABSTAIN].values()) == [Choice.ABSTAIN, Choice.NO, Choice.NO, Choice.NO]


def test_a_voter_who_left_a_question_out_breaks_the_count() -> None:
    put = put_in_order((Option.REMIT,), Electorate(filled=7), BOARD, ladder=LADDER)
    with pytest.raises(ValueError, match="every voter answers every question"):
        count(put, 7, lambda _: [Choice.YES] * 6)


def test_suspension_expulsion_and_bar_need_two_thirds_in_abeyance_and_consent() -> None:
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
