"""The rulebook as plain values: every number and word that the procedure takes from data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policy.calendars import Calendar


class Level(IntEnum):
    """A step of the ladder of sanctions, from none to the heaviest."""

    L0 = 0
    L1 = 1
    L2 = 2
    L3 = 3
    L4 = 4
    L5 = 5
    L6 = 6
    L7 = 7
    L8 = 8

    @property
    def words(self) -> str:
        """The level as people read it beside its name or in a range."""
        return _("level %(n)s") % {"n": int(self)}

    def named(self, name: str) -> str:
        """Return the name of a level with its place on the ladder."""
        return _("%(name)s (%(level)s)") % {"name": name, "level": self.words}


class Severity(IntEnum):
    """How grave one proven breach was."""

    S1 = 1
    S2 = 2
    S3 = 3
    S4 = 4


class Share(StrEnum):
    """The share of the electorate that an option needs."""

    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, kw_only=True)
class Period:
    """A length of time: `length` of `unit`."""

    length: int
    unit: Unit

    def __str__(self) -> str:
        """Say it in words of the reader's language: "3 years", "1 month"."""
        match self.unit:
            case Unit.DAYS:
                words = ngettext("%(count)s day", "%(count)s days", self.length)
            case Unit.MONTHS:
                words = ngettext("%(count)s month", "%(count)s months", self.length)
            case Unit.YEARS:
                words = ngettext("%(count)s year", "%(count)s years", self.length)
        return words % {"count": self.length}


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """One clock. `days` and `years` are None when the decision itself gives the length.

    `extension` is the most days that may be added in all (INFO: in a round); `back`: counted back from the hearing.
    """

    name: str
    days: int | None
    business: bool = False
    extension: int = 0
    back: bool = False
    years: int | None = None


@dataclass(frozen=True, kw_only=True)
class BallotRules:
    """How one body decides: lawful sizes (empty: any), least quorum by filled seats, the share for each option."""

    sizes: frozenset[int] = frozenset()
    quorum: tuple[tuple[int, int], ...] = ()
    shares: Mapping[str, Share]
    lay: int = 0

    def least(self, filled: int) -> int:
        """Return Qmin for `filled` seats of the body's own; 0 where the rulebook names none."""
        return next((least for from_filled, least in reversed(self.quorum) if filled >= from_filled), 0)


@dataclass(frozen=True, kw_only=True)
class Display:
    """How long a register entry is shown: `period` after `counts_from`; `unmet` when its conditions stayed unmet."""

    counts_from: str
    period: Period
    unmet: Period | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the ladder. `shortest` and `longest` bound its term, `no_return` the years before readmission."""

    level: Level
    name: str
    meaning: str
    sanction: bool
    shortest: Period | None = None
    longest: Period | None = None
    no_return: tuple[int, int] | None = None
    abeyance: bool = False
    display: Display | None = None

    @property
    def words(self) -> str:
        return self.level.named(self.name)

    @property
    def public(self) -> bool:
        """Whether the name is published: the register displays a sanction of this step."""
        return self.display is not None


@dataclass(frozen=True, kw_only=True)
class ClosingCode:
    """Why a case ended, and how many years its file is kept; `years` None: until readmission."""

    code: str
    meaning: str
    years: int | None


@dataclass(frozen=True, kw_only=True)
class Named:
    """One word of a closed list, with the sentence that explains it."""

    code: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class StandardOfProof:
    """What it takes to prove something, in words."""

    name: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of appeal or of reopening. `society`: only the Society may use it; `endless`: it has no time limit."""

    code: str
    meaning: str
    society: bool = False
    endless: bool = False


@dataclass(frozen=True, kw_only=True)
class FixedStart:
    """A kind of conduct that starts at one level whatever the matrix says."""

    code: str
    meaning: str
    level: Level


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One rulebook edition. A case keeps the one it was opened under."""

    key: str
    title: str
    version: str
    in_force_from: date
    code: str
    calendar: Calendar
    clocks: Mapping[str, ClockRule]
    bodies: Mapping[str, BallotRules]
    ladder: Mapping[Level, Step]
    standard_of_proof: StandardOfProof
    severities: Mapping[Severity, str]
    matrix: Mapping[tuple[int, Severity], tuple[Level, Level]]
    aggravating: Mapping[str, Named]
    mitigating: Mapping[str, Named]
    fixed_starts: Mapping[str, FixedStart]
    closing_codes: Mapping[str, ClosingCode]
    retention: Mapping[str, Period]
    appeal_grounds: Mapping[str, Ground]
    reopening_grounds: Mapping[str, Ground]
    withholding_grounds: Mapping[str, Named]
    limits: Mapping[str, int]

    @property
    def zone(self) -> str:
        return self.calendar.zone

    @property
    def ballot(self) -> BallotRules:
        return self.bodies["board"]

    @property
    def public_from(self) -> Level:
        """The lowest level at which a name is published."""
        return min(level for level, step in self.ladder.items() if step.public)
