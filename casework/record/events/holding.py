"""Events of holds on clocks, and of files that may not be deleted."""

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, ClockName, Reading, Verb

SIDES = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)
OFFICERS = sealed_for(CaseCompartment.CASE, Reading.SEE_CASE)


class HoldPlaced(Event):
    """From now on the named clocks wait, and only these."""

    type = "case.hold_placed"
    title = _("Times put on hold")
    verb = Verb.PLACE_HOLD
    sealed = {"reasons": SIDES}
    clocks: tuple[ClockName, ...]


class HoldReviewed(Event):
    """Somebody reviewed the hold, and the clocks still have to wait."""

    type = "case.hold_reviewed"
    title = _("Checked whether times still have to wait")
    verb = Verb.REVIEW_HOLD
    sealed = {"reasons": SIDES}


class HoldReleased(Event):
    """The clocks continue; the days of waiting do not count."""

    type = "case.hold_released"
    title = _("Times run again")
    verb = Verb.RELEASE_HOLD
    sealed = {"reasons": SIDES}


class LegalHoldPlaced(Event):
    """The file may not be deleted, even if its retention time ends."""

    type = "case.legal_hold_placed"
    title = _("Legal hold placed")
    verb = Verb.PLACE_LEGAL_HOLD
    sealed = {"ground": OFFICERS}


class LegalHoldLifted(Event):
    """The retention rules apply to the file again."""

    type = "case.legal_hold_lifted"
    title = _("Legal hold lifted")
    verb = Verb.LIFT_LEGAL_HOLD
    sealed = {"reasons": OFFICERS}


class ContentErased(Event):
    """The time for keeping the file was over, and its keys were destroyed. Only the fact that it existed remains."""

    type = "case.key_destroyed"
    title = _("Content destroyed")
    verb = Verb.ERASE_CONTENT
    keys: int
