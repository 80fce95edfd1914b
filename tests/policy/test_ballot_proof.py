"""The ballot in one sitting ends as the step-by-step ballot of the law does, for those who take part throughout.

The law is read by `ballot_law`, which imports nothing of the product. BALLOTS is how many ballots are drawn; more than the
default also goes through every strategy at the highest levels, and every kind of whole ballot of five.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from random import Random

import pytest

from policy.quorum import (
    NONE,
    Choice,
    Count,
    Electorate,
    Option,
    Put,
    Question,
    Result,
    choice_on,
    count,
    put_in_order,
    question_of,
    questions_of,
)
from policy.rules import Level
from tests.policy import ballot_law as law
from tests.policy.books import icsrm

RULES = icsrm().rules
DEFAULT = 1_500
BALLOTS = int(os.environ.get("BALLOTS", DEFAULT))
WHOLE = BALLOTS > DEFAULT
ANSWERS = ("for", "against", "abstain")
AS_ANSWERED = {"for": Choice.YES, "against": Choice.NO, "abstain": Choice.ABSTAIN}

type Strategy = Mapping[str, str]
"""What a voter of the step-by-step ballot says to each option when it is put."""
type Sitting = Mapping[Question, str]
"""What a voter answers in one sitting."""
type Reading = Callable[[Sequence[Put], int, Callable[[Option], Sequence[str]]], Count]


@dataclass(frozen=True)
class Matter:
    """What lies before the board, by which route."""

    route: str
    recommended: int
    named: int | None = None

    @property
    def options(self) -> tuple[str, ...]:
        return law.options(self.route, self.recommended)

    def put(self, electorate: Electorate) -> tuple[Put, ...]:
        return put_in_order(
            tuple(Option(one) for one in self.options),
            electorate,
            RULES.ballot,
            recommended=Level(self.recommended),
            named=None if self.named is None else Level(self.named),
            ladder=RULES.ladder,
        )


MATTERS = [
    *(Matter("panel", level) for level in range(9)),
    *(Matter("panel", 5, named) for named in (6, 7, 8)),
    *(Matter("consent", level) for level in range(2, 7)),
    Matter("breach", 0),
    Matter("breach", 6),
]


def in_one_sitting(strategy: Strategy, options: Sequence[str]) -> Sitting:
    """Say in one sitting what a strategy says step by step: the motions as they are, then the first outcome it is for."""
    answers: dict[Question, str] = {}
    for question in questions_of([Option(one) for one in options]):
        put = [one for one in options if question_of(Option(one)) is question]
        if question is not Question.OUTCOME:
            answers[question] = AS_ANSWERED[strategy[put[0]]]
        elif all(strategy[one] == "abstain" for one in put):
            answers[question] = Choice.ABSTAIN
        else:
            answers[question] = next((one for one in put if strategy[one] == "for"), NONE)
    return answers


def strategies(options: Sequence[str]) -> Iterator[Strategy]:
    """Yield every way to say for, against or abstain to each option; of the longest ladders a part, if not asked for all."""
    if WHOLE or len(options) <= 7:
        for said in product(ANSWERS, repeat=len(options)):
            yield dict(zip(options, said, strict=True))
        return
    rng = Random(str(options))
    for _ in range(BALLOTS):
        yield {one: rng.choice(ANSWERS) for one in options}


@pytest.mark.parametrize("matter", MATTERS, ids=str)
def test_every_strategy_of_one_voter_counts_alike_at_every_option(matter: Matter) -> None:
    options = matter.options
    for strategy in strategies(options):
        sitting = in_one_sitting(strategy, options)
        for place, put in enumerate(options):
            before = [one for one in options[: place + 1] if strategy[one] == "for"]
            supports = any(law.counts_for(one, put, matter.recommended) for one in before)
            found = choice_on(Option(put), sitting[question_of(Option(put))])
            assert (found is Choice.YES) is supports, (strategy, put)


def read(
    reading: Reading, matter: Matter, electorate: Electorate, profile: Sequence[Strategy]
) -> tuple[str | None, str]:
    """Return what a reading carries, and its result. Who is absent is not in the profile."""
    sittings = [in_one_sitting(strategy, matter.options) for strategy in profile]

    def choices(option: Option) -> list[str]:
        return [choice_on(option, one[question_of(option)]) for one in sittings]

    found = reading(matter.put(electorate), len(profile), choices)
    return (found.carried.value if found.carried else None), found.result.value


def by_the_law(matter: Matter, electorate: Electorate, profile: Sequence[Strategy]) -> tuple[str | None, str]:
    """Return the same by the law, read step by step. At the first option with too few the ballot is void."""
    put, result = law.ballot(
        electorate.filled,
        electorate.eligible,
        route=matter.route,
        recommended=matter.recommended,
        named=matter.named,
        profile=profile,
    )
    return (put if result == "carried" else None), result


def differs(reading: Reading, matter: Matter, electorate: Electorate, profile: Sequence[Strategy]) -> bool:
    return read(reading, matter, electorate, profile) != by_the_law(matter, electorate, profile)


def ladders(options: Sequence[str]) -> list[dict[str, str]]:
    """Return one strategy for each answer to the last question."""
    last = [one for one in options if question_of(Option(one)) is Question.OUTCOME]
    chosen = [{one: "against" if n < first else "for" for n, one in enumerate(last)} for first in range(len(last) + 1)]
    return [*chosen, dict.fromkeys(last, "abstain")]


@pytest.mark.parametrize("matter", MATTERS, ids=str)
def test_every_whole_ballot_with_each_motion_alone_ends_as_the_law_does(matter: Matter) -> None:
    """Five may vote, or seven of whom two are barred, or three; each may be absent. Only one motion has support at a time."""
    options = matter.options
    motions = [one for one in options if question_of(Option(one)) is not Question.OUTCOME]
    rng = Random(str(matter))
    for motion in motions:
        others = dict.fromkeys([one for one in motions if one != motion], "against")
        voters = [others | {motion: said} | rest for said in ANSWERS for rest in ladders(options)]
        for electorate in (Electorate(filled=5), Electorate(filled=7, barred=2), Electorate(filled=3)):
            every = (
                kinds
                for size in range(electorate.eligible + 1)
                for kinds in combinations_with_replacement(voters, size)
            )
            for profile in every if WHOLE else drawn(voters, electorate.eligible, rng):
                assert not differs(count, matter, electorate, profile), (electorate, profile)


def drawn(voters: Sequence[Strategy], eligible: int, rng: Random) -> Iterator[Sequence[Strategy]]:
    for _ in range(BALLOTS // 40):
        kinds = rng.choices(voters, k=rng.randint(1, 3))
        yield rng.choices(kinds, k=rng.randint(max(eligible - 2, 0), eligible))


def ballots(seed: int) -> Iterator[tuple[Matter, Electorate, Sequence[Strategy]]]:
    """Draw whole ballots of up to eleven voters; one in three has somebody absent, and most divide near a threshold."""
    rng = Random(seed)
    for _ in range(BALLOTS):
        matter = rng.choice(MATTERS)
        filled = rng.randint(3, 11)
        electorate = Electorate(filled=filled, barred=rng.choice([0, 0, 1, 2]))
        leaning = {one: rng.choice([0.1, 0.5, 0.6, 0.7]) for one in matter.options}
        absent = rng.choice([0, 0, 1, 2, 3]) if rng.random() < 0.5 else 0
        yield (
            matter,
            electorate,
            [
                {one: "for" if rng.random() < share else rng.choice(ANSWERS[1:]) for one, share in leaning.items()}
                for _ in range(max(electorate.eligible - absent, 0))
            ],
        )


def test_ballots_that_are_drawn_end_as_the_law_does() -> None:
    results = set()
    for matter, electorate, profile in ballots(2026):
        assert not differs(count, matter, electorate, profile), (matter, electorate, profile)
        results.add(read(count, matter, electorate, profile)[1])
    assert results == {each.value for each in Result}


def quorum_once(put: Sequence[Put], present: int, choices: Callable[[Option], Sequence[str]]) -> Count:
    """A wrong reading: participation is tested once, at the start."""
    least = min(one.least for one in put)
    return count([Put(option=one.option, needed=one.needed, least=least) for one in put], present, choices)


def skipping(put: Sequence[Put], present: int, choices: Callable[[Option], Sequence[str]]) -> Count:
    """A wrong reading: an option for which too few took part is left out, and the next one is put."""
    return count([one for one in put if present >= one.least] or put, present, choices)


@pytest.mark.parametrize("wrong", [quorum_once, skipping])
def test_a_reading_that_lets_absence_choose_the_sanction_is_seen(wrong: Reading) -> None:
    """Five of nine take part, all for an expulsion, which needs six. It is void; the wrong readings reprimand."""
    matter, nine = Matter("panel", 7), Electorate(filled=9)
    five = [dict.fromkeys(law.MOTIONS, "against") | dict.fromkeys(matter.options[3:], "for")] * 5
    assert read(count, matter, nine, five) == (None, "no_result")
    assert read(wrong, matter, nine, five) == ("L4", "carried")
    assert any(differs(wrong, *drawn_one) for drawn_one in ballots(2026))
