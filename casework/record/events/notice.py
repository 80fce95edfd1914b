"""Events of the notice and the answer to it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import ADMITTING, Answer, CaseCompartment, Channel, Reading, Seat, Verb
from policy.findings import ParticularKind

SWORN = sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT)
NOTICE = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_NOTICE)
PARTICULARS = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_NOTICE, Reading.READ_FINDINGS, Reading.READ_PACK)
ANSWER = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)
ASKED = sealed_for(CaseCompartment.RESPONDENT, Reading.READ_NOTICE, Reading.READ_RESPONSE, Reading.READ_OWN_EVIDENCE)
SUMMARY = sealed_for(
    CaseCompartment.RESPONDENT, Reading.READ_RESPONSE, Reading.READ_RESPONSE_SUMMARY, Reading.READ_OWN_EVIDENCE
)


class NoticeServed(Moved):
    """The respondent was told what is alleged, under which words of the Code, and on which evidence (keys of copies).

    `counts` has the number of particulars of each allegation, `kinds` says of each of them, one allegation after the other,
    whether it is essential. The texts are sealed in the same order.
    """

    type = "case.notice_served"
    title = _("Notice served")
    verb = Verb.SERVE_NOTICE
    sealed = {"notice": NOTICE, "words": NOTICE, "particulars": PARTICULARS}
    allegations: tuple[UUID, ...]
    evidence: tuple[UUID, ...]
    counts: tuple[int, ...] = ()
    kinds: tuple[ParticularKind, ...] = ()

    def kinds_of_each(self) -> tuple[tuple[ParticularKind, ...], ...]:
        """Return the kinds by allegation; an allegation without any has its act as its only particular."""
        counts, left = self.counts or (1,) * len(self.allegations), iter(self.kinds)
        return tuple(tuple(next(left, ParticularKind.ESSENTIAL) for _ in range(count)) for count in counts)


class NoticeAcknowledged(Event):
    """The respondent's side opened the notice and said so; that proves its service by itself."""

    type = "case.notice_acknowledged"
    title = _("Notice acknowledged")
    verb = Verb.ACKNOWLEDGE_NOTICE
    about: UUID
    reader: Seat
    served_on: date


class ResponseFiled(Moved):
    """The respondent's side gave an answer to each of `allegations`, in their order.

    `particulars` has, for each that is admitted in part, the answer to each of its particulars, one after another.
    """

    type = "case.response_filed"
    title = _("Answer of the respondent")
    verb = Verb.RESPOND_TO_NOTICE
    sealed = {"reasons": ANSWER, "summary": SUMMARY}
    allegations: tuple[UUID, ...]
    answers: tuple[Answer, ...]
    particulars: tuple[Answer, ...] = ()

    @property
    def binds(self) -> bool:  # type: ignore[override]
        """Whether it admits something."""
        return not ADMITTING.isdisjoint(self.answers)


class ResponseLapsed(Event):
    """The time to answer ended without an answer, and the days of grace began."""

    type = "case.response_lapsed"
    title = _("Time to answer over")
    verb = Verb.RESPONSE_LAPSES


class DefaultProposed(Event):
    """The days of grace ended too, and a decider was asked to look. Nothing else follows from it."""

    type = "case.default_proposed"
    title = _("Proposed to go on without an answer")
    verb = Verb.PROPOSE_DEFAULT


class DefaultRecorded(Moved):
    """A decider recorded that no answer came; the case goes on without one. It is not a finding."""

    type = "case.default_recorded"
    title = _("Going on without an answer")
    verb = Verb.ENTER_DEFAULT
    sealed = {"reasons": NOTICE}
    outgoing = {"reasons": "Reasons"}


class DefaultSetAside(Moved):
    """A decider found good cause, and the respondent has new time to answer."""

    type = "case.default_set_aside"
    title = _("Answer accepted late")
    verb = Verb.SET_ASIDE_DEFAULT
    sealed = {"reasons": NOTICE}


class AllegationNotified(Event):
    """The respondent was notified of one more allegation, with the copies of the evidence for it."""

    sealed = {
        "act": sealed_for(CaseCompartment.CASE, Reading.READ_COMPLAINT, Reading.READ_NOTICE, Reading.READ_FINDINGS),
        "notice": NOTICE,
        "words": NOTICE,
        "particulars": PARTICULARS,
        "oath": SWORN,
    }
    allegation: UUID
    commitment: int
    edition: UUID
    first_day: date
    last_day: date
    evidence: tuple[UUID, ...]
    ongoing: bool = False
    known_on: date | None = None
    waived: bool = False
    kinds: tuple[ParticularKind, ...] = (ParticularKind.ESSENTIAL,)


class AllegationAdded(AllegationNotified, Moved):
    """A supplementary notice brought one more allegation, in scope at once; what was answered stays answered."""

    type = "case.allegation_added"
    title = _("Allegation added")
    verb = Verb.ADD_ALLEGATION


class NoticeServedAgain(Event):
    """An unacknowledged notice was sent by another channel; the time to answer counts from its service."""

    type = "case.notice_served_again"
    title = _("Notice sent another way")
    verb = Verb.SERVE_NOTICE_AGAIN
    sealed = {"notice": NOTICE, "words": NOTICE}
    channel: Channel
    allegations: tuple[UUID, ...]
    evidence: tuple[UUID, ...]


class SetAsideAsked(Event):
    """The respondent's side asked that a default be set aside, and gave a cause."""

    type = "case.set_aside_asked"
    title = _("Answer after all asked for")
    verb = Verb.ASK_TO_SET_ASIDE
    sealed = {"cause": ASKED}


class SetAsideRefused(Event):
    """A decider found the cause not good enough; the default stands, and is not a finding."""

    type = "case.set_aside_refused"
    title = _("Answer after all refused")
    verb = Verb.REFUSE_SET_ASIDE
    sealed = {"reasons": NOTICE}
