"""What can have happened: measures that protect somebody while a case is open. None of them implies a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

INTERIM = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_INTERIM, Reading.READ_OWN_EVIDENCE)


@dataclass(frozen=True, kw_only=True)
class InterimProposed(Event):
    """A measure was proposed because somebody is under threat; the respondent may say why it should not be taken."""

    type: ClassVar[str] = "case.interim_proposed"
    title: ClassVar[Promise] = _("Interim measure proposed")
    verb: ClassVar[Verb] = Verb.PROPOSE_INTERIM
    sealed: ClassVar[Mapping[str, Sealed]] = {"measure": INTERIM, "threat": INTERIM}
    labels: ClassVar[Mapping[str, Promise]] = {"threat": _("The threat")}
    outgoing: ClassVar[Mapping[str, str]] = {"measure": "The measure", "threat": "The threat"}


@dataclass(frozen=True, kw_only=True)
class InterimAnswered(Event):
    """The respondent said why the measure should not be taken, or should end."""

    type: ClassVar[str] = "case.interim_answered"
    title: ClassVar[Promise] = _("Interim measure answered")
    verb: ClassVar[Verb] = Verb.ANSWER_INTERIM
    sealed: ClassVar[Mapping[str, Sealed]] = {"answer": INTERIM}


@dataclass(frozen=True, kw_only=True)
class InterimImposed(Event):
    """Two of three agreed on a measure. `heard`: the respondent had answered, or had had time to answer."""

    type: ClassVar[str] = "case.interim_imposed"
    title: ClassVar[Promise] = _("Interim measure imposed")
    verb: ClassVar[Verb] = Verb.IMPOSE_INTERIM
    sealed: ClassVar[Mapping[str, Sealed]] = {"measure": INTERIM, "lighter": INTERIM, "reasons": INTERIM}
    labels: ClassVar[Mapping[str, Promise]] = {"lighter": _("Why nothing lighter would do")}
    outgoing: ClassVar[Mapping[str, str]] = {
        "measure": "The measure",
        "lighter": "Why nothing lighter would do",
        "reasons": "Why",
    }
    heard: bool


@dataclass(frozen=True, kw_only=True)
class InterimReviewed(Event):
    """Two people reviewed the measure after hearing the respondent, and it continues."""

    type: ClassVar[str] = "case.interim_reviewed"
    title: ClassVar[Promise] = _("Interim measure looked at again")
    verb: ClassVar[Verb] = Verb.REVIEW_INTERIM
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": INTERIM}
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Why"}


@dataclass(frozen=True, kw_only=True)
class InterimLifted(Event):
    """The measure was ended, or was never taken."""

    type: ClassVar[str] = "case.interim_lifted"
    title: ClassVar[Promise] = _("Interim measure ended")
    verb: ClassVar[Verb] = Verb.LIFT_INTERIM
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": INTERIM}
    outgoing: ClassVar[Mapping[str, str]] = {"reasons": "Why"}


@dataclass(frozen=True, kw_only=True)
class InterimLapsed(Event):
    """The measure ended, because it was not reviewed in time or had reached the longest time allowed."""

    type: ClassVar[str] = "case.interim_lapsed"
    title: ClassVar[Promise] = _("Interim measure ended by time")
    verb: ClassVar[Verb] = Verb.INTERIM_LAPSES
