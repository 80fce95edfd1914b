"""What can have happened: a respondent whose health asks for more time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

HEALTH = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_HEALTH, Reading.READ_OWN_EVIDENCE)
"""Open to the respondent's side and to the adviser, and to nobody who gathers evidence or decides."""


@dataclass(frozen=True, kw_only=True)
class HealthFlagged(Event):
    """The respondent's clocks wait, and nothing goes on without an answer."""

    type: ClassVar[str] = "case.health_flagged"
    title: ClassVar[Promise] = _("Time for reasons of health")
    verb: ClassVar[Verb] = Verb.FLAG_HEALTH
    sealed: ClassVar[Mapping[str, Sealed]] = {"note": HEALTH}


@dataclass(frozen=True, kw_only=True)
class HealthReviewed(Event):
    """The adviser reviewed the note, and the clocks keep waiting."""

    type: ClassVar[str] = "case.health_reviewed"
    title: ClassVar[Promise] = _("Time for reasons of health goes on")
    verb: ClassVar[Verb] = Verb.REVIEW_HEALTH
    sealed: ClassVar[Mapping[str, Sealed]] = {"note": HEALTH}


@dataclass(frozen=True, kw_only=True)
class HealthCleared(Event):
    """The respondent's clocks continue; the days that they waited do not count."""

    type: ClassVar[str] = "case.health_cleared"
    title: ClassVar[Promise] = _("Times run on after illness")
    verb: ClassVar[Verb] = Verb.CLEAR_HEALTH
