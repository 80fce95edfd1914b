"""The ballot: electorate, quorum, thresholds, the order of motions, and its count. Plain values only.

The numbers come from a rulebook's BallotRules; the arithmetic is the same for a board, a panel and the deciders.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policy.rules import BallotRules, Level, Share, Step


class Option(StrEnum):
    """The options on which a body can vote. Among those with a level or a term, each supports the ones after it."""

    REMIT = "remit"
    REMIT_TO_NEW_PANEL = "remit_to_new_panel"
    DISMISS_ON_LAW = "dismiss_on_law"
    CONSENT = "consent"
    L8 = "L8"
    L7 = "L7"
    L6 = "L6"
    L5 = "L5"
    L4 = "L4"
    L3 = "L3"
    L2 = "L2"
    ACTIVATE = "activate"
    MORE_TIME = "more_time"
    FINDING = "finding"

    @property
    def level(self) -> Level | None:
        return Level[self.value] if self.value in Level.__members__ else None


class Question(StrEnum):
    """What a voter of the board answers, in the order in which the answers are counted: three motions, then the outcome."""

    REMIT = "remit"
    REMIT_TO_NEW_PANEL = "remit_to_new_panel"
    DISMISS_ON_LAW = "dismiss_on_law"
    OUTCOME = "outcome"


class Choice(StrEnum):
    """What a vote says of an option: the answer to a motion, or what follows from the highest level that a voter supports."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


NONE = "none"
"""The answer to the last question of a voter who supports none of its options."""


class Result(StrEnum):
    """How a ballot ended. NO_RESULT: too few voters took part for an option that was reached; it is void."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_RESULT = "no_result"


@dataclass(frozen=True, kw_only=True)
class Electorate:
    """The body's own `filled` seats, of which `barred` may not vote, and the `alternates` seated instead."""

    filled: int
    barred: int = 0
    alternates: int = 0

    def __post_init__(self) -> None:
        """ValueError unless 0 ≤ barred ≤ filled and alternates ≥ 0."""
        if not 0 <= self.barred <= self.filled or self.alternates < 0:
            raise ValueError("barred seats must lie between none and all, and alternates may not be negative")

    @property
    def eligible(self) -> int:
        """Return E: who may vote. Alternates raise E, never N."""
        return self.filled - self.barred + self.alternates


@dataclass(frozen=True, kw_only=True)
class Put:
    """An option in its place: `needed` votes carry it, and `least` voters must take part for it to be put."""

    option: Option
    needed: int
    least: int


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many supported one option, and how many it needed."""

    option: Option
    supporting: int
    needed: int

    @property
    def carried(self) -> bool:
        return self.supporting >= self.needed


@dataclass(frozen=True, kw_only=True)
class Count:
    """The count of a ballot in which `present` took part: the options reached, in their order, and the result."""

    present: int
    tallies: tuple[Tally, ...]
    result: Result

    @property
    def carried(self) -> Option | None:
        return self.tallies[-1].option if self.result is Result.CARRIED else None


def quorum(electorate: Electorate, rules: BallotRules) -> int:
    """Return Q = max(Qmin, ⌊E/2⌋ + 1), where Qmin follows the body's own filled seats."""
    return max(rules.least(electorate.filled), electorate.eligible // 2 + 1)


def is_quorate(electorate: Electorate, rules: BallotRules) -> bool:
    """Whether enough people may vote at all; if not, seat alternates and recompute."""
    return electorate.eligible >= quorum(electorate, rules)


def votes_needed(share: Share, eligible: int) -> int:
    """Return ⌊E/2⌋ + 1 or ⌈2E/3⌉, on those who may vote and not on votes cast."""
    return eligible // 2 + 1 if share is Share.MAJORITY else -(-2 * eligible // 3)


def named_in_abeyance(
    option: Option, *, recommended: Level, named: Level | None, ladder: Mapping[Level, Step]
) -> Level | None:
    """Return the sanction that `option` would hold in abeyance, or None. Motions and activation hold none.

    The recommended step, or the agreed term, holds the sanction that was `named` with it. A lower step that can hold a
    sanction holds the recommended step.
    """
    level = recommended if option is Option.CONSENT else option.level
    if level is None:
        return None
    if level == recommended:
        return named
    return recommended if ladder[level].abeyance else None


def share_for(
    option: Option, rules: BallotRules, *, level: Level | None = None, abeyance: Level | None = None
) -> Share:
    """Return the share that `option` needs: two thirds if the option, its term or its sanction in abeyance needs it.

    `level` is the level of the agreed term, which only CONSENT uses; `abeyance` is the sanction that this option holds
    (see `named_in_abeyance`).
    """
    agreed = level if option is Option.CONSENT else None
    asked = {option.value} | {step.name for step in (agreed, abeyance) if step is not None}
    shares = {rules.shares[name] for name in asked if name in rules.shares}
    return Share.TWO_THIRDS if Share.TWO_THIRDS in shares else Share.MAJORITY


def threshold(
    option: Option,
    electorate: Electorate,
    rules: BallotRules,
    *,
    level: Level | None = None,
    abeyance: Level | None = None,
) -> int:
    """Return T(option): how many votes carry it."""
    return votes_needed(share_for(option, rules, level=level, abeyance=abeyance), electorate.eligible)


def order_of_motions(recommended: Level) -> tuple[Option, ...]:
    """Return the options after a hearing in the order in which they are put: first to send the case back, then to
    dismiss it, then the levels down from the recommended one.

    L1 and L0 need no vote after a hearing: a recommended L1 stands if no motion is carried, and L0 is what remains otherwise.
    """
    return (Option.REMIT, Option.REMIT_TO_NEW_PANEL, Option.DISMISS_ON_LAW, *steps_down(recommended))


def order_for_consent(term: Level) -> tuple[Option, ...]:
    """Return the options for a term that both sides signed: send back, dismiss, the term, then each level below it."""
    below = steps_down(Level(term - 1)) if term is not Level.L0 else ()
    return (Option.REMIT, Option.DISMISS_ON_LAW, Option.CONSENT, *below)


def order_for_breach(*, has_abeyance: bool) -> tuple[Option, ...]:
    """Return the options for a reported breach: send back, the sanction in abeyance (if any), more time."""
    return (Option.REMIT, *((Option.ACTIVATE,) if has_abeyance else ()), Option.MORE_TIME)


def steps_down(level: Level) -> tuple[Option, ...]:
    """Return the options from `level` down to L2, the lowest level with a vote."""
    return tuple(Option[Level(step).name] for step in range(level, Level.L1, -1))


def question_of(option: Option) -> Question:
    """Return the question whose answers decide on an option."""
    return Question(option.value) if option.value in Question else Question.OUTCOME


def questions_of(motions: Sequence[Option]) -> tuple[Question, ...]:
    """Return the questions that a ballot on these options asks, in their order."""
    asked = {question_of(option) for option in motions}
    return tuple(question for question in Question if question in asked)


def options_reached(motions: Sequence[Option], carried: Option | None) -> tuple[Option, ...]:
    """Return the options whose answers were opened for a result: those up to what was carried, or all of them."""
    return tuple(motions if carried not in motions else motions[: motions.index(carried) + 1])


def choice_on(option: Option, answer: str) -> Choice:
    """Return what an answer to its question says of an option. A vote for an option counts for every lower one."""
    if question_of(option) is not Question.OUTCOME or answer == Choice.ABSTAIN:
        return Choice(answer)
    order = list(Option)
    supports = answer != NONE and order.index(Option(answer)) <= order.index(option)
    return Choice.YES if supports else Choice.NO


def put_in_order(
    motions: Sequence[Option],
    electorate: Electorate,
    rules: BallotRules,
    *,
    recommended: Level | None = None,
    named: Level | None = None,
    ladder: Mapping[Level, Step],
) -> tuple[Put, ...]:
    """Return the options of a ballot with what each needs on E, and who must take part: max(Q, T), for each by itself.

    `recommended` is the recommended level or that of an agreed term, `named` the sanction that was named with it.
    """
    least, put = quorum(electorate, rules), []
    for option in motions:
        held = None
        if recommended is not None:
            held = named_in_abeyance(option, recommended=recommended, named=named, ladder=ladder)
        needed = threshold(option, electorate, rules, level=recommended, abeyance=held)
        put.append(Put(option=option, needed=needed, least=max(least, needed)))
    return tuple(put)


def choices_of(motions: Sequence[Option], answers: Mapping[Question, str]) -> dict[Option, Choice]:
    """Return what a voter says of each option. Who abstains from the outcome supports none of its options."""
    said = {option: choice_on(option, answers[question_of(option)]) for option in motions}
    outcomes = {option for option in motions if question_of(option) is Question.OUTCOME}
    return {option: Choice.NO if option in outcomes and one is Choice.ABSTAIN else one for option, one in said.items()}


def count(put: Sequence[Put], present: int, choices: Callable[[Option], Sequence[str]]) -> Count:
    """Count a ballot in which `present` voters took part and each said something of every option.

    The options are taken in their order, to the first that is carried. At the first with too few voters present the
    ballot has no result: skipping it, or testing the quorum once, would let absence choose the sanction. `choices` is
    asked for one option at a time, and only for those that are reached.
    """
    tallies: list[Tally] = []
    for one in put:
        if present < one.least:
            return Count(present=present, tallies=tuple(tallies), result=Result.NO_RESULT)
        said = choices(one.option)
        if len(said) != present:
            raise ValueError("every voter answers every question")
        tallies.append(Tally(option=one.option, supporting=list(said).count(Choice.YES), needed=one.needed))
        if tallies[-1].carried:
            return Count(present=present, tallies=tuple(tallies), result=Result.CARRIED)
    return Count(present=present, tallies=tuple(tallies), result=Result.NOT_CARRIED)
