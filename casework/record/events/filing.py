"""What can have happened: the report and its reception."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, IdentityChoice, Reading, Verb
from casework.vocabulary.report_fields import SEALS


@dataclass(frozen=True, kw_only=True)
class CaseFiled(Moved):
    """A report about one person was filed, by the reporter or by an officer for someone.

    `reporter` is None when the Society files itself. `identity` is OPEN or CONFIDENTIAL: only the sealed
    identity shows whether a sealed name was given. `slow`: it came in a flood and waits in the slow lane, and the clocks
    of its reception with it.
    """

    type: ClassVar[str] = "report.received"
    title: ClassVar[Promise] = _("Report received")
    verb: ClassVar[Verb] = Verb.FILE_COMPLAINT
    sealed: ClassVar[Mapping[str, Sealed]] = {
        name: sealed_for(seal.kept, *seal.readers, room=seal.room) for name, seal in SEALS.items()
    }
    reporter: UUID | None
    for_someone: bool
    identity: IdentityChoice
    commitments: tuple[int, ...]
    slow: bool = False


@dataclass(frozen=True, kw_only=True)
class ConflictsSwept(Event):
    """The people who could see the case were compared with the people in it.

    Of the reporter's wishes about who must not see the report: `kept_by_line` is how many people each line denies,
    `kept_by_tick` how many the ticks deny, and `lines_spared` the places of lines that fit only a person who is needed.
    """

    type: ClassVar[str] = "case.conflicts_swept"
    title: ClassVar[Promise] = _("Conflict check run")
    verb: ClassVar[Verb] = Verb.SWEEP_CONFLICTS
    compared: int
    kept_by_line: tuple[int, ...] = ()
    kept_by_tick: int = 0
    lines_spared: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KeepAwayAsked(Event):
    """`persons`, from outside, were asked whom the `lines` that fitted nobody mean. Nobody reads the report before they answer.

    `lines` are their places in the report, from 0; `persons` is empty if nobody from outside is free yet.
    """

    type: ClassVar[str] = "case.keep_away_asked"
    title: ClassVar[Promise] = _("Somebody outside was asked whom the reporter wants kept away")
    verb: ClassVar[Verb] = Verb.SWEEP_CONFLICTS
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "lines": sealed_for(CaseCompartment.KEEP_AWAY, Reading.READ_KEEP_AWAY, room=4096),
    }
    labels: ClassVar[Mapping[str, Promise]] = {"lines": _("Lines that fitted nobody")}
    lines: tuple[int, ...]
    persons: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class KeepAwayRuled(Event):
    """It was ruled whom the lines that fitted nobody mean: `persons` are denied the case for good.

    `kept_by_line` says how many people each of `lines` denies; `lines_spared` are those of them that mean only somebody
    whom the desk cannot do without. Which line means whom is sealed.
    """

    type: ClassVar[str] = "case.keep_away_ruled"
    title: ClassVar[Promise] = _("Keep-away lines ruled on")
    verb: ClassVar[Verb] = Verb.RULE_ON_KEEP_AWAY
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "rulings": sealed_for(CaseCompartment.KEEP_AWAY, Reading.READ_KEEP_AWAY, room=4096),
    }
    labels: ClassVar[Mapping[str, Promise]] = {"rulings": _("Whom the lines mean")}
    lines: tuple[int, ...]
    kept_by_line: tuple[int, ...]
    lines_spared: tuple[int, ...] = ()
    persons: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class CaseAcknowledged(Moved):
    """The report was acknowledged to the reporter, and the screening began."""

    type: ClassVar[str] = "case.case_acknowledged"
    title: ClassVar[Promise] = _("Report acknowledged")
    verb: ClassVar[Verb] = Verb.ACKNOWLEDGE_COMPLAINT


@dataclass(frozen=True, kw_only=True)
class CodeClaimed(Event):
    """The reporter chose a code of their own, and the code that staff had made ended."""

    type: ClassVar[str] = "case.code_claimed"
    title: ClassVar[Promise] = _("Receipt code exchanged by the reporter")
    verb: ClassVar[Verb] = Verb.CLAIM_CODE
