"""The ballot: electorate, quorum, thresholds, the order of motions and the result of a round. Plain values only.

The numbers come from a rulebook's BallotRules; the arithmetic is the same for a board, a panel and the deciders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from policy.rules import BallotRules, Level, Share, Step


class Option(StrEnum):
    """The options on which a body can vote."""

    REMIT = "remit"
    REMIT_TO_NEW_PANEL = "remit_to_new_panel"
    DISMISS_ON_LAW = "dismiss_on_law"
    L8 = "L8"
    L7 = "L7"
    L6 = "L6"
    L5 = "L5"
    L4 = "L4"
    L3 = "L3"
    L2 = "L2"
    CONSENT = "consent"
    ACTIVATE = "activate"
    MORE_TIME = "more_time"
    FINDING = "finding"

    @property
    def level(self) -> Level | None:
        return Level[self.value] if self.value in Level.__members__ else None


class Choice(StrEnum):
    """A voter's answer to the current option."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Result(StrEnum):
    """How a round ended. NO_RESULT: too few voters were present, so the option was neither carried nor lost."""

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
class Vote:
    """One voter's answer to one option."""

    voter: UUID
    option: Option
    choice: Choice


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The count of one round."""

    supporting: int
    present: int
    needed: int
    quorum: int
    result: Result


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

    L1 and L0 need no vote: they apply if nothing was carried.
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


def supports(voted: Option, put: Option, *, level: Level | None = None) -> bool:
    """Whether a vote for `voted` counts for `put`: for itself and, on the ladder, for every lower step.

    `level` is the step that CONSENT or ACTIVATE stands for. A vote to send back or to dismiss counts for itself alone.
    """
    if voted is put:
        return True
    if put is Option.MORE_TIME:
        return voted is Option.ACTIVATE
    high = level if voted in (Option.CONSENT, Option.ACTIVATE) else voted.level
    low = level if put in (Option.CONSENT, Option.ACTIVATE) else put.level
    return high is not None and low is not None and high > low


def round_result(
    votes: Iterable[Vote],
    option: Option,
    *,
    electorate: Electorate,
    rules: BallotRules,
    level: Level | None = None,
    abeyance: Level | None = None,
) -> Tally:
    """Count the round in which `option` was put. `votes` are all votes of this ballot, including earlier rounds.

    A voter is present who answered this option, or supports it by an earlier vote for a higher one. The quorum is checked
    before anything is counted: two thirds of nobody is nobody.
    """
    votes = tuple(votes)
    needed = threshold(option, electorate, rules, level=level, abeyance=abeyance)
    least = quorum(electorate, rules)
    supporting = {v.voter for v in votes if v.choice is Choice.FOR and supports(v.option, option, level=level)}
    present = supporting | {v.voter for v in votes if v.option is option}
    result = result_of(supporting=len(supporting), present=len(present), needed=needed, quorum=least)
    return Tally(supporting=len(supporting), present=len(present), needed=needed, quorum=least, result=result)


def result_of(*, supporting: int, present: int, needed: int, quorum: int) -> Result:
    """Return the result of the counts. A voter who abstains is present, but not for the option. A tie is not carried."""
    if present < max(quorum, needed):
        return Result.NO_RESULT
    return Result.CARRIED if supporting >= needed else Result.NOT_CARRIED
