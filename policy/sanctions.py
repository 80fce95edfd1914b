"""From findings to a level, step by step; terms and displays. Plain values only, the numbers from the rulebook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from policy.periods import after
from policy.rules import FixedStart, Level, Named, Period, Rules, Severity, Step


@dataclass(frozen=True, kw_only=True)
class Range:
    """A lowest and a highest level."""

    low: Level
    high: Level

    def __contains__(self, level: object) -> bool:
        return isinstance(level, Level) and self.low <= level <= self.high

    @property
    def words(self) -> str:
        if self.low == self.high:
            return self.low.words
        return _("levels %(low)s to %(high)s") % {"low": int(self.low), "high": int(self.high)}

    def shift(self, steps: int) -> "Range":
        """Return the range moved by `steps`; below L0 is L0, above L8 is L8."""
        return Range(low=_clamp(self.low + steps), high=_clamp(self.high + steps))


@dataclass(frozen=True, kw_only=True)
class Proven:
    """One allegation found proven: its commitment, its severity and the kinds of conduct with a fixed start."""

    commitment: int
    severity: Severity
    conduct: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class SanctionSheet:
    """What the method comes to: the fixed starts that applied, the net factors, the range that results."""

    fixed: tuple[FixedStart, ...]
    net: int
    range: Range

    def lower_level(self, level: Level) -> Level | None:
        """Return the next lower level, which must be considered before `level` is recommended; None below L0."""
        return Level(level - 1) if level is not Level.L0 else None

    def needs_reasons(self, level: Level) -> bool:
        return level not in self.range


def weights(rules: Rules) -> tuple[Named | FixedStart, ...]:
    """Return all that a rulebook lets weigh, in its order: factors for the worse and the better, kinds of conduct."""
    return (*rules.aggravating.values(), *rules.mitigating.values(), *rules.fixed_starts.values())


def starting_range(proven: Iterable[Proven], rules: Rules) -> Range:
    """Return the highest matrix cell among the proven allegations, never a sum. ValueError when nothing is proven."""
    cells = [rules.matrix[each.commitment, each.severity] for each in proven]
    if not cells:
        raise ValueError("nothing was found proven")
    low, high = max(cells, key=lambda cell: (cell[1], cell[0]))
    return Range(low=low, high=high)


def net_factors(aggravating: Iterable[str], mitigating: Iterable[str], rules: Rules) -> int:
    """Return aggravating less mitigating factors, each once, within the rulebook's bound. KeyError if unknown."""
    weight = len({rules.aggravating[code].code for code in aggravating})
    weight -= len({rules.mitigating[code].code for code in mitigating})
    bound = rules.limits["net_factors"]
    return max(-bound, min(bound, weight))


def sanction_sheet(
    proven: Iterable[Proven], *, aggravating: Iterable[str], mitigating: Iterable[str], rules: Rules
) -> SanctionSheet:
    """Return the whole method for these findings. ValueError when nothing is proven, KeyError on an unknown code."""
    proven = tuple(proven)
    start = starting_range(proven, rules)
    if len(proven) >= rules.limits["pattern_from"]:
        start = start.shift(rules.limits["pattern_step"])
    fixed = tuple(rules.fixed_starts[code] for code in sorted({code for each in proven for code in each.conduct}))
    least = max((each.level for each in fixed), default=Level.L0)
    start = Range(low=max(start.low, least), high=max(start.high, least))
    net = net_factors(aggravating, mitigating, rules)
    return SanctionSheet(fixed=fixed, net=net, range=start.shift(net))


def term_is_allowed(step: Step, term: Period | None, *, start: date) -> bool:
    """Whether a term fits its step: none where the step has none, else from the shortest to the longest."""
    if step.shortest is None or step.longest is None:
        return term is None
    return term is not None and after(start, step.shortest) <= after(start, term) <= after(start, step.longest)


def display_ends(
    step: Step,
    *,
    published: date,
    conditions_met: date | None = None,
    term_ended: date | None = None,
    unmet_on: date | None = None,
) -> date | None:
    """Return the last day a register entry is shown.

    None while that is open: conditions not yet met, a term not yet over, or a step that is not public.
    """
    display = step.display
    if display is None:
        return None
    if display.unmet is not None and unmet_on is not None:
        return after(unmet_on, display.unmet)
    counted = {"published": published, "conditions_met": conditions_met, "term_ended": term_ended}[display.counts_from]
    return after(counted, display.period) if counted else None


def _clamp(level: int) -> Level:
    return Level(max(Level.L0, min(Level.L8, level)))
