"""The ballot: electorate, quorum, thresholds, the order of motions and the result of a round. Plain values only.

The numbers come from a rulebook's BallotRules; the arithmetic is the same for a board, a panel and the deciders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from policy.rules import BallotRules, Level, Share, Step


class Option(StrEnum):
    """What can be put to the vote."""

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
    """How one voter answers the option that is put."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Result(StrEnum):
    """How a round ended. NO_RESULT: too few were present, which is never a failure of the option."""

    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    NO_RESULT = "no_result"


@dataclass(frozen=True, kw_only=True)
class Electorate:
    """`filled` seats of the body's own, of which `barred` may not vote, and the `alternates` seated instead."""

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
    """Return the sanction that `option` itself would hold in abeyance, or None. A motion holds none, nor does activation.

    The recommended step, or the agreed term, holds what was `named` with it. A lower step that can hold one holds the
    recommended step.
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
    """Return the share `option` needs: two thirds when it, its term or the sanction it holds in abeyance does.

    `level` is the agreed term's, which only CONSENT stands for; `abeyance` is what this option holds, see
    `named_in_abeyance`.
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
    """Return T(option): the votes for it that carry it."""
    return votes_needed(share_for(option, rules, level=level, abeyance=abeyance), electorate.eligible)


def order_of_motions(recommended: Level) -> tuple[Option, ...]:
    """Return the options in the order they are put after a hearing: back, off, then down from the recommended level.

    L1 and L0 need no vote: they stand when nothing was carried.
    """
    return (Option.REMIT, Option.REMIT_TO_NEW_PANEL, Option.DISMISS_ON_LAW, *steps_down(recommended))


def order_for_consent(term: Level) -> tuple[Option, ...]:
    """Return the options for a term both sides signed: back, off, the term, then down from below it."""
    below = steps_down(Level(term - 1)) if term is not Level.L0 else ()
    return (Option.REMIT, Option.DISMISS_ON_LAW, Option.CONSENT, *below)


def order_for_breach(*, has_abeyance: bool) -> tuple[Option, ...]:
    """Return the options for a reported breach: back, the sanction named in abeyance (if any), more time."""
    return (Option.REMIT, *((Option.ACTIVATE,) if has_abeyance else ()), Option.MORE_TIME)


def steps_down(level: Level) -> tuple[Option, ...]:
    """Return the options from `level` down to L2, the lowest that is voted on."""
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
    """Count the round in which `option` was put, `votes` being all of this ballot, earlier rounds included.

    Present is who answered this option in any way, or is for it by an earlier vote for a higher one. Quorum is tested
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
    """Return the result from the counts. Present and abstaining is present, not for; a tie or a miss is not carried."""
    if present < max(quorum, needed):
        return Result.NO_RESULT
    return Result.CARRIED if supporting >= needed else Result.NOT_CARRIED
