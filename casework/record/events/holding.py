"""What can have happened: clocks that wait for a reason, and files that may not be deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, ClockName, Reading, Verb

SIDES = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)
OFFICERS = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE)


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(Event):
    """The named clocks wait from now on, and no other."""

    type: ClassVar[str] = "case.hold_placed"
    title: ClassVar[Promise] = _("Clocks put on hold")
    verb: ClassVar[Verb] = Verb.PLACE_HOLD
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": SIDES}
    clocks: tuple[ClockName, ...]


@dataclass(frozen=True, kw_only=True)
class HoldReviewed(Event):
    """Somebody reviewed the hold, and the clocks still have to wait."""

    type: ClassVar[str] = "case.hold_reviewed"
    title: ClassVar[Promise] = _("Hold looked at again")
    verb: ClassVar[Verb] = Verb.REVIEW_HOLD
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": SIDES}


@dataclass(frozen=True, kw_only=True)
class HoldReleased(Event):
    """The clocks continue; the days that they waited do not count."""

    type: ClassVar[str] = "case.hold_released"
    title: ClassVar[Promise] = _("Hold released")
    verb: ClassVar[Verb] = Verb.RELEASE_HOLD
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": SIDES}


@dataclass(frozen=True, kw_only=True)
class LegalHoldPlaced(Event):
    """The file may not be deleted, whatever the rules on keeping say."""

    type: ClassVar[str] = "case.legal_hold_placed"
    title: ClassVar[Promise] = _("Legal hold placed")
    verb: ClassVar[Verb] = Verb.PLACE_LEGAL_HOLD
    sealed: ClassVar[Mapping[str, Sealed]] = {"ground": OFFICERS}


@dataclass(frozen=True, kw_only=True)
class LegalHoldLifted(Event):
    """The rules on keeping apply to the file again."""

    type: ClassVar[str] = "case.legal_hold_lifted"
    title: ClassVar[Promise] = _("Legal hold lifted")
    verb: ClassVar[Verb] = Verb.LIFT_LEGAL_HOLD
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": OFFICERS}


@dataclass(frozen=True, kw_only=True)
class ContentErased(Event):
    """The time for keeping the file was over, and its keys were destroyed. Only the fact that it existed remains."""

    type: ClassVar[str] = "case.key_destroyed"
    title: ClassVar[Promise] = _("Content destroyed")
    verb: ClassVar[Verb] = Verb.ERASE_CONTENT
    keys: int
