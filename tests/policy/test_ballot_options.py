"""What an option stands for, what is put below it, and which votes count for it."""

import pytest

from policy.quorum import (
    NONE,
    Choice,
    Electorate,
    Option,
    Put,
    Question,
    Result,
    choice_on,
    count,
    named_in_abeyance,
    order_for_breach,
    order_for_consent,
    order_of_motions,
    put_in_order,
    question_of,
    questions_of,
    threshold,
)
from policy.rules import Level
from tests.policy.books import icsrm

RULES = icsrm().rules
BOARD, LADDER = RULES.bodies["board"], RULES.ladder


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


def test_what_stands_for_more_supports_what_stands_below_it() -> None:
    assert choice_on(Option.MORE_TIME, Option.ACTIVATE) is Choice.YES
    assert choice_on(Option.ACTIVATE, Option.MORE_TIME) is Choice.NO
    assert choice_on(Option.L3, Option.CONSENT) is Choice.YES
    assert choice_on(Option.CONSENT, Option.L3) is Choice.NO


def put(option: Option, *, recommended: Level, named: Level | None = None) -> Put:
    """Return what an option needs of a board of nine."""
    nine = Electorate(filled=9)
    return put_in_order((option,), nine, BOARD, recommended=recommended, named=named, ladder=LADDER)[0]


def test_an_option_in_abeyance_needs_the_share_and_quorum_of_its_sanction() -> None:
    assert put(Option.L5, recommended=Level.L5, named=Level.L6) == Put(option=Option.L5, needed=6, least=6)
    assert put(Option.L5, recommended=Level.L5) == Put(option=Option.L5, needed=5, least=5)
    assert put(Option.L5, recommended=Level.L7) == Put(option=Option.L5, needed=6, least=6)


def test_an_agreed_term_needs_the_share_of_its_level() -> None:
    assert put(Option.CONSENT, recommended=Level.L6).needed == 6
    assert put(Option.CONSENT, recommended=Level.L4).needed == 5


def test_exactly_the_quorum_and_exactly_the_votes_needed_carry() -> None:
    one = (Put(option=Option.L4, needed=4, least=5),)
    assert count(one, 5, lambda _: [Choice.YES] * 4 + [Choice.NO]).result is Result.CARRIED
    assert count(one, 5, lambda _: [Choice.YES] * 3 + [Choice.NO, Choice.ABSTAIN]).result is Result.NOT_CARRIED
    assert count(one, 4, lambda _: [Choice.YES] * 4).result is Result.NO_RESULT


def test_a_sanction_needs_its_own_share_whatever_else_it_holds() -> None:
    assert threshold(Option.L6, Electorate(filled=9), BOARD, abeyance=Level.L6) == 6


def test_the_questions_are_those_of_the_options() -> None:
    assert questions_of(order_of_motions(Level.L4)) == tuple(Question)
    assert questions_of(order_of_motions(Level.L1)) == tuple(Question)[:3]
    assert questions_of(order_for_consent(Level.L2)) == (Question.REMIT, Question.DISMISS_ON_LAW, Question.OUTCOME)
    assert questions_of(order_for_breach(has_abeyance=True)) == (Question.REMIT, Question.OUTCOME)


OUTCOMES = [option for option in Option if question_of(option) is Question.OUTCOME]


@pytest.mark.parametrize("answer", [*OUTCOMES, NONE, Choice.ABSTAIN])
@pytest.mark.parametrize("put", [one for one in OUTCOMES if one is not Option.FINDING])
def test_only_what_can_be_chosen_carries_downwards(answer: str, put: Option) -> None:
    steps = {Option[level.name]: int(level) for level in Level if level >= Level.L2}
    lower = answer in steps and put in steps and steps[Option(answer)] > steps[put]
    more_time = (answer, put) == (Option.ACTIVATE, Option.MORE_TIME)
    agreed = answer == Option.CONSENT and put in steps
    choice = choice_on(put, answer)
    if answer == Choice.ABSTAIN:
        assert choice is Choice.ABSTAIN
    elif answer not in (*steps, Option.CONSENT) or put in steps:  # other pairs are never on one ballot
        assert (choice is Choice.YES) is (answer == put or lower or more_time or agreed)


@pytest.mark.parametrize("motion", [Option.REMIT, Option.REMIT_TO_NEW_PANEL, Option.DISMISS_ON_LAW])
def test_a_motion_is_answered_by_itself(motion: Option) -> None:
    assert [choice_on(motion, answer) for answer in Choice] == list(Choice)
    with pytest.raises(ValueError, match="L4"):
        choice_on(motion, "L4")
