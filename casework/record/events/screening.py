"""Events of the screening of a complaint."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import CaseCompartment, ClosingCode, IdentityDecision, Reading, Verb

STAFF = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
STAFF_AND_REPORTER = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT)
BOTH_SIDES = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_OWN_COMPLAINT, Reading.READ_NOTICE)


class RiskTriaged(Event):
    """The risk questions were answered with the names hidden; `severity` (1 to 4) is provisional.

    `power_imbalance` is None if it is not known.
    """

    type = "case.risk_triaged"
    title = _("Risk to people assessed")
    verb = Verb.TRIAGE_CASE
    sealed = {"notes": STAFF}
    labels = {"notes": _("Why")}
    severity: int
    imminent_harm: bool
    power_imbalance: bool | None
    dishonesty: bool
    harassment: bool


class BlindReaderSeated(Event):
    """A second reader was drawn: `person` reads the report as it was shown before any name, and answers the same questions."""

    type = "case.blind_reader_seated"
    title = _("Second, blind reader drawn")
    verb = Verb.TRIAGE_CASE
    person: UUID


class RiskReadBlind(Event):
    """The second reader answered the risk questions without the names and without the first answers. It decides nothing.

    `power_imbalance` is None if it is not known.
    """

    type = "case.risk_read_blind"
    title = _("Risk to people assessed by a second, blind reader")
    verb = Verb.READ_BLIND
    sealed = {"notes": STAFF}
    severity: int
    imminent_harm: bool
    power_imbalance: bool | None
    dishonesty: bool
    harassment: bool


class RespondentIdentified(Event):
    """The member whom this case is about was identified; `respondent` is the member's pseudonym in this case."""

    type = "case.respondent_identified"
    title = _("Member identified")
    verb = Verb.IDENTIFY_RESPONDENT
    sealed = {"member": sealed_for(CaseCompartment.CASE, Reading.SEE_CASE)}
    respondent: UUID


class AllegationFramed(Event):
    """One commitment, one conduct period, one act, under the edition of the Code that was sworn.

    `known_on` is the day when the reporter learned of the conduct (None: its last day). `oath` holds the leaf of the
    signature in force on its last day.
    """

    type = "allegation.made"
    title = _("Allegation written down")
    verb = Verb.FRAME_ALLEGATION
    sealed = {
        "act": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_NOTICE, Reading.READ_FINDINGS),
        "oath": STAFF,
    }
    allegation: UUID
    commitment: int
    edition: UUID
    first_day: date
    last_day: date
    ongoing: bool = False
    known_on: date | None = None


class AllegationScoped(Event):
    """It was decided whether an allegation, if true, would breach its commitment; `waived` admits a late allegation."""

    type = "case.allegation_scoped"
    title = _("Decided whether the Code covers an allegation")
    verb = Verb.SCOPE_ALLEGATION
    sealed = {"reasons": STAFF}
    allegation: UUID
    in_scope: bool
    code: ClosingCode | None = None
    waived: bool = False


class IdentityDecided(Event):
    """It was decided, before the notice, what happens to the reporter's identity; also if there is none."""

    type = "case.identity_decided"
    title = _("Decided who learns the reporter’s name")
    verb = Verb.DECIDE_IDENTITY
    sealed = {"reasons": STAFF}
    decision: IdentityDecision


class InvestigationOpened(Moved):
    """The investigation began; `oaths` holds the signatures in force on the days of the conduct."""

    type = "case.opened"
    title = _("Investigation opened")
    verb = Verb.OPEN_INVESTIGATION
    sealed = {"oaths": STAFF}


class InformationRequested(Moved):
    """The reporter was asked for listed items."""

    type = "case.information_requested"
    title = _("Information asked for")
    verb = Verb.REQUEST_INFORMATION
    sealed = {"items": STAFF_AND_REPORTER}
    labels = {"items": _("What is asked for")}


class InformationSupplied(Moved):
    """The reporter answered the request for items, perhaps that there is nothing more.

    `pieces` are the pieces of evidence that came with the answer.
    """

    type = "case.information_supplied"
    title = _("Information supplied")
    verb = Verb.SUPPLY_INFORMATION
    sealed = {"answer": STAFF_AND_REPORTER}
    nothing_more: bool
    pieces: tuple[UUID, ...] = ()


class InformationLapsed(Moved):
    """The time to supply items ended; the complaint is decided without them."""

    type = "case.information_lapsed"
    title = _("Time for information over")
    verb = Verb.INFORMATION_LAPSES


class InformationTimeExtended(Event):
    """The reporter got `days` more days to supply the items, once in each round."""

    type = "case.information_time_extended"
    title = _("More time for information")
    verb = Verb.EXTEND_INFORMATION
    sealed = {"reasons": STAFF_AND_REPORTER}
    days: int


class AllegationSplit(Event):
    """An allegation was split: the days before `on` keep its key, `part` gets that day and all later days.

    Each part falls under the edition sworn to on its own days; None if no oath bound the member on any of them. `oaths` has
    the signatures in force on the days of each part.
    """

    type = "case.allegation_split"
    title = _("Allegation split")
    verb = Verb.SPLIT_ALLEGATION
    sealed = {"reasons": STAFF, "oaths": STAFF}
    allegation: UUID
    part: UUID
    on: date
    edition_before: UUID | None
    edition_after: UUID | None


class InvestigationExtended(Event):
    """The investigation got `days` more days."""

    type = "case.investigation_extended"
    title = _("More time for the investigation")
    verb = Verb.EXTEND_INVESTIGATION
    sealed = {"reasons": BOTH_SIDES}
    days: int
