"""A report as plain values, between the page or program that takes it and the step that files it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from casework.vocabulary.outcomes import IdentityChoice, Origin, ReportWay
from casework.vocabulary.report_fields import fields_sealed_in, free_fields
from casework.vocabulary.report_shape import Kind

type Plain = str | bool | None | list[Plain] | dict[str, Plain]


@dataclass(frozen=True, kw_only=True)
class Accused:
    """One accused person, in the reporter's own words; all empty if the reporter does not know who it was."""

    name: str = ""
    employer: str = ""
    number: str = ""
    details: str = ""
    unknown: bool = False

    def value(self) -> dict[str, Plain]:
        """Return it as it is sealed."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """How the reporter wants to be known, with name and addresses; `notify` is the address for mail without content."""

    choice: IdentityChoice
    name: str = ""
    email: str = ""
    phone: str = ""
    notify: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.choice is IdentityChoice.ANONYMOUS

    def value(self) -> dict[str, Plain]:
        """Return it as it is sealed: the choice stands inside, so that not given and not shown look the same."""
        return {"choice": self.choice.value, "name": self.name, "email": self.email, "phone": self.phone}


@dataclass(frozen=True, kw_only=True)
class KeepAwayRuling:
    """The people whom one line of "who must not see this" means, by pseudonym.

    `spared` are meant too but keep their access: the desk cannot do without them.
    """

    line: int
    persons: tuple[UUID, ...]
    spared: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TakenDown:
    """How and when a report reached the officer who took it down, and whether the caller agreed when it was read back."""

    came: ReportWay
    received_on: date
    read_back: bool


@dataclass(frozen=True, kw_only=True)
class FileNote:
    """What a reporter says of a file of the report. `keep_place`: the place where it was taken is evidence."""

    file: UUID
    caption: str = ""
    keep_place: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report about one or more people.

    `keep_away` are lines in the reporter's own words, `keep_away_from` the offices and people that were ticked. `said`
    holds the other answers, by the names of `casework.vocabulary.report_fields` under which they are sealed. `files` are
    in the order in which the reporter wants them read. `lasted`: how long, in the words of the form, if it is over.
    `days_said`: the days in words, if one is not exact. `help_ticked`: the reporter ticked it themselves. `danger`: the
    reporter says that somebody is in danger. `origin`: what it is about, if it grew out of another case.
    """

    accused: tuple[Accused, ...]
    commitments: tuple[int, ...]
    help_asked: bool
    narrative: str
    first_day: date | None
    last_day: date | None
    about: bool = False
    ongoing: bool = False
    known_on: date | None = None
    lasted: str = ""
    days_said: Mapping[str, str] = field(default_factory=dict)
    help_ticked: bool = False
    said: Mapping[str, Plain] = field(default_factory=dict)
    keep_away: tuple[str, ...] = ()
    keep_away_from: tuple[str, ...] = ()
    files: tuple[FileNote, ...] = ()
    reporter: Reporter = field(default_factory=lambda: Reporter(choice=IdentityChoice.ANONYMOUS))
    declared: bool = False
    danger: bool = False
    origin: Origin | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for an answer to an unknown question."""
        if unknown := self.said.keys() - {each.key for each in free_fields()}:
            raise ValueError(f"no such answer in a report: {sorted(unknown)}")

    def filing_input(self, accused: Accused) -> dict[str, Any]:
        """Return the input of the step that files the case about `accused`."""
        return {
            "identity": self.reporter.choice,
            "commitments": self.commitments,
            "help_asked": self.help_asked,
            "named": bool(accused.name or accused.details),
            "unknown": accused.unknown,
            "told": bool(self.narrative),
            "declared": self.declared,
            "danger": self.danger,
            "origin": self.origin,
        }

    def particulars(self) -> dict[str, Plain]:
        """Return the days, and the answers that are sealed with them."""
        days = {"first_day": self.first_day, "last_day": self.last_day, "known_on": self.known_on}
        return {
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "about": self.about,
            "ongoing": self.ongoing,
            "lasted": self.lasted,
            "days_said": dict(self.days_said),
            "help_asked": self.help_ticked,
            **self._answers("particulars"),
        }

    def _answers(self, seal: str) -> dict[str, Plain]:
        """Return every answer that a seal holds; a missing one is empty."""
        return {
            each.key: self.said.get(each.key, [] if each.kind is Kind.NAMES else "") for each in fields_sealed_in(seal)
        }

    def sealed_texts(self, accused: Accused, reference: str) -> Mapping[str, Plain]:
        """Return all that is sealed of the report in the case about `accused`; `reference` is the reporter's own."""
        return {
            "reference": reference,
            "accused": accused.value(),
            "also_accused": [other.value() for other in self.accused if other is not accused],
            "narrative": self.narrative,
            "particulars": self.particulars(),
            "keep_away": list(self.keep_away),
            "keep_away_from": list(self.keep_away_from),
            "identity": {**self.reporter.value(), **self._answers("identity")},
            "notify": self.reporter.notify,
        }
