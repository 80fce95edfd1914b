"""Events of the panel."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.record.events.hearing_time import HearingTime
from casework.vocabulary import CanCome, CaseCompartment, Reading, Verb

PEOPLE = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)
CHALLENGE = sealed_for(CaseCompartment.CASE, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)


class PanelNamed(Event):
    """A panel was named: the chair, the other members, and which of them are lay. It replaces a panel named before."""

    type = "case.panel_named"
    title = _("Panel named")
    verb = Verb.NAME_PANEL
    sealed = {"reason": PEOPLE}
    chair: UUID
    members: tuple[UUID, ...]
    lay: tuple[UUID, ...]
    by_rota: bool = True

    @property
    def everybody(self) -> tuple[UUID, ...]:
        """The chair and the members."""
        return (self.chair, *self.members)


class PanelListServed(Event):
    """The list of the panel went to both sides; each has its days to challenge from the day it arrives."""

    type = "case.panel_list_served"
    title = _("Panel list served")
    verb = Verb.SERVE_PANEL_LIST


class PanelFormed(HearingTime, Moved):
    """The panel was formed, and notice of the hearing was given for a day and an hour."""

    type = "case.panel_formed"
    title = _("Panel formed")
    verb = Verb.FORM_PANEL
    sealed = {"arrangements": sealed_for(CaseCompartment.CASE, Reading.READ_NOTICE, Reading.READ_RESPONSE_SUMMARY)}
    labels = {"arrangements": _("Arrangements")}


class PanelDissolved(Moved):
    """Too few panel members were left. Saved findings are annulled unseen; after that none of the members sits again."""

    type = "case.panel_dissolved"
    title = _("Panel dissolved")
    verb = Verb.DISSOLVE_PANEL
    sealed = {"reasons": PEOPLE}


class MemberChallenged(Event):
    """One side said that a member of the panel should not sit. `new_facts`: the reason was not known before."""

    type = "case.member_challenged"
    title = _("Member of the panel challenged")
    verb = Verb.CHALLENGE_MEMBER
    sealed = {"particulars": CHALLENGE}
    member: UUID
    new_facts: bool = False


class ChallengeRuled(Event):
    """A challenge was ruled on. `upheld`: the member has left the panel and may not see the case again."""

    type = "case.challenge_ruled"
    title = _("Challenge ruled on")
    verb = Verb.RULE_CHALLENGE
    sealed = {"reasons": CHALLENGE}
    member: UUID
    upheld: bool


class HearingDaysOffered(Event):
    """Days were offered for the hearing. Until the end of `answer_by` those who are to be there may say who can come when."""

    type = "case.hearing_days_offered"
    title = _("Days offered for the hearing")
    verb = Verb.OFFER_HEARING_DAYS
    days: tuple[date, ...]
    answer_by: date


class HearingDaysAnswered(Event):
    """Somebody said for each offered day, in the order of the days, whether they can come."""

    type = "case.hearing_days_answered"
    title = _("Offered days answered")
    verb = Verb.ANSWER_HEARING_DAYS
    answers: tuple[CanCome, ...]
