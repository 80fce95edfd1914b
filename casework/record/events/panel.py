"""What can have happened: the panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, Sealed, sealed_for
from casework.vocabulary import CaseCompartment, Reading, Verb

PEOPLE = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)
CHALLENGE = sealed_for(CaseCompartment.CASE, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)


@dataclass(frozen=True, kw_only=True)
class PanelNamed(Event):
    """A panel was named: the chair, the other members, and which of them are lay. It replaces a panel named before."""

    type: ClassVar[str] = "case.panel_named"
    title: ClassVar[Promise] = _("Panel named")
    verb: ClassVar[Verb] = Verb.NAME_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"reason": PEOPLE}
    chair: UUID
    members: tuple[UUID, ...]
    lay: tuple[UUID, ...]
    by_rota: bool = True

    @property
    def everybody(self) -> tuple[UUID, ...]:
        """The chair and the members."""
        return (self.chair, *self.members)


@dataclass(frozen=True, kw_only=True)
class PanelListServed(Event):
    """The list of the panel went to both sides; each has its days to challenge from the day it arrives."""

    type: ClassVar[str] = "case.panel_list_served"
    title: ClassVar[Promise] = _("Panel list served")
    verb: ClassVar[Verb] = Verb.SERVE_PANEL_LIST


@dataclass(frozen=True, kw_only=True)
class PanelFormed(Moved):
    """The panel was formed, and notice of the hearing was given for a day."""

    type: ClassVar[str] = "case.panel_formed"
    title: ClassVar[Promise] = _("Panel formed")
    verb: ClassVar[Verb] = Verb.FORM_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {
        "arrangements": sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)
    }
    labels: ClassVar[Mapping[str, Promise]] = {"arrangements": _("Arrangements")}
    hearing_on: date


@dataclass(frozen=True, kw_only=True)
class PanelDissolved(Moved):
    """Too few panel members were left. Saved findings are annulled unseen; after that none of the members sits again."""

    type: ClassVar[str] = "case.panel_dissolved"
    title: ClassVar[Promise] = _("Panel dissolved")
    verb: ClassVar[Verb] = Verb.DISSOLVE_PANEL
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": PEOPLE}


@dataclass(frozen=True, kw_only=True)
class MemberChallenged(Event):
    """One side said that a member of the panel should not sit. `new_facts`: the reason was not known before."""

    type: ClassVar[str] = "case.member_challenged"
    title: ClassVar[Promise] = _("Member of the panel challenged")
    verb: ClassVar[Verb] = Verb.CHALLENGE_MEMBER
    sealed: ClassVar[Mapping[str, Sealed]] = {"particulars": CHALLENGE}
    member: UUID
    new_facts: bool = False


@dataclass(frozen=True, kw_only=True)
class ChallengeRuled(Event):
    """A challenge was ruled on. `upheld`: the member has left the panel and may not see the case again."""

    type: ClassVar[str] = "case.challenge_ruled"
    title: ClassVar[Promise] = _("Challenge ruled on")
    verb: ClassVar[Verb] = Verb.RULE_CHALLENGE
    sealed: ClassVar[Mapping[str, Sealed]] = {"reasons": CHALLENGE}
    member: UUID
    upheld: bool
