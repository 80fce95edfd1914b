"""Events of the requests that a side makes while a case runs, and of the answers to them."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, ClockName, Reading, RequestKind, Seat, Verb

SERVED = (Reading.READ_NOTICE, Reading.READ_RESPONSE)
"""The rights that open a request: those of the respondent's side and of everybody who may have to answer it."""
OWN = Reading.READ_OWN_EVIDENCE


class RequestMade(Event):
    """A side asked for something. `repeats` names the answered request that it repeats without new facts: it is closed.

    `clock`: the time of which more is asked for; `about`: the seat whose holder should not sit. `stops`: what would follow
    from the end of that time, or be decided by that seat, waits for the answer; only the first request does this.
    `late`: that time had ended.
    """

    verb = Verb.MAKE_REQUEST
    kind: RequestKind
    days: int | None = None
    clock: ClockName | None = None
    about: Seat | None = None
    new_facts: bool = False
    stops: bool = False
    late: bool = False
    repeats: UUID | None = None

    @property
    def subject(self) -> UUID:
        """The request itself: its clock is its own."""
        return self.id


class RespondentRequestMade(RequestMade):
    """The respondent's side asked. What they need in order to take part is read by the adviser alone."""

    type = "case.respondent_request_made"
    title = _("Request of the respondent")
    sealed = {
        "request": sealed_for(CaseCompartment.RESPONDENT, *SERVED, OWN),
        "need": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_ADJUSTMENT, OWN),
    }
    labels = {"request": _("What is asked for"), "need": _("What is needed")}


class ReporterRequestMade(RequestMade):
    """A reporter asked. The respondent reads the request, as everybody who answers it does; so it is checked first."""

    type = "case.reporter_request_made"
    title = _("Request of the reporter")
    sealed = {
        "request": sealed_for(CaseCompartment.CASE, *SERVED, OWN),
        "need": sealed_for(CaseCompartment.REPORTER, Reading.READ_ADJUSTMENT, OWN),
    }


class RequestWithdrawn(Event):
    """The side that asked withdrew its request before it was answered."""

    type = "case.request_withdrawn"
    title = _("Request withdrawn")
    verb = Verb.WITHDRAW_REQUEST
    request: UUID

    @property
    def subject(self) -> UUID:
        """The request, whose clock ends."""
        return self.request


class RequestAnswered(Event):
    """A request was answered with reasons. `days`: more time was given, on `clock`.

    `due_on`: the Society produces the document by this day. `person`: this person does not deal with the case any more.
    """

    verb = Verb.ANSWER_REQUEST
    request: UUID
    kind: RequestKind
    granted: bool
    days: int | None = None
    clock: ClockName | None = None
    due_on: date | None = None
    person: UUID | None = None

    @property
    def subject(self) -> UUID:
        """The request, whose clock ends."""
        return self.request


class RespondentRequestAnswered(RequestAnswered):
    """The respondent's request was answered."""

    type = "case.respondent_request_answered"
    title = _("Answer to the respondent’s request")
    sealed = {
        "reasons": sealed_for(CaseCompartment.RESPONDENT, *SERVED),
        "arranged": sealed_for(CaseCompartment.RESPONDENT, Reading.READ_ADJUSTMENT, Reading.READ_HEALTH),
    }
    labels = {"arranged": _("What was arranged")}


class ReporterRequestAnswered(RequestAnswered):
    """A reporter's request was answered. The respondent reads the reasons too, but not what was arranged for the reporter."""

    type = "case.reporter_request_answered"
    title = _("Answer to the reporter’s request")
    sealed = {
        "reasons": sealed_for(CaseCompartment.CASE, *SERVED, Reading.READ_RESPONSE_SUMMARY),
        "arranged": sealed_for(CaseCompartment.REPORTER, Reading.READ_ADJUSTMENT, Reading.READ_OWN_COMPLAINT),
    }


class DocumentProduced(Event):
    """The document that was ordered is there: `copy` is what was prepared of it for the respondent.

    Without a copy, the Society has said why there is none.
    """

    type = "case.document_produced"
    title = _("Document produced")
    verb = Verb.PRODUCE_DOCUMENT
    sealed = {"note": sealed_for(CaseCompartment.CASE, *SERVED, Reading.READ_RESPONSE_SUMMARY)}
    outgoing = {"note": "Note"}
    request: UUID
    copy: UUID | None = None

    @property
    def subject(self) -> UUID:
        return self.request
