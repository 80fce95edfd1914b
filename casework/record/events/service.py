"""Events of the service of letters."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, sealed_for
from casework.vocabulary import CaseCompartment, Channel, Reading, Seat, Verb

PROOF = sealed_for(CaseCompartment.CASE, Reading.READ_PEOPLE)


class LetterOpened(Event):
    """The addressee opened a letter in their own session; that serves it as of `served_on`; `about` is the event it reports."""

    type = "case.letter_opened"
    title = _("Letter opened")
    verb = Verb.OPEN_LETTER
    about: UUID
    reader: Seat
    served_on: date


class ServiceProven(Event):
    """Two people entered the proof that a letter on paper was sent on `posted_on`; it counts as served on `served_on`.

    `served_on` is None for a decision by post: that counts as served once the reminders and the days are over as well.
    The whole letter was sent. The first signer can print all of it. If no seat that posts letters can, the first signer has
    ticked that they posted all of what somebody else printed; the tick is sealed with what they put forward.
    """

    type = "case.service_proven"
    title = _("Proof that a letter arrived")
    verb = Verb.RECORD_SERVICE
    sealed = {"proof": PROOF}
    about: UUID
    reader: Seat
    channel: Channel
    posted_on: date
    served_on: date | None


class ReaderReminded(Event):
    """A letter was not opened, and its reader was reminded of it: by mail, or by post to the address in the register.

    By post, the whole letter was sent: if no seat that posts letters can print all of it, nobody can enter the reminder without
    a tick that says so. So every such entry says it, and has no field for the tick.
    """

    type = "case.reader_reminded"
    title = _("Reminder of a letter sent")
    verb = Verb.REMIND_READER
    sealed = {"proof": PROOF}
    about: UUID
    reader: Seat
    channel: Channel
    sent_on: date


class LetterDeemedServed(Event):
    """A letter that nobody opened counts as served on `served_on`, after the reminders of the days in `reminded_on`."""

    type = "case.letter_deemed_served"
    title = _("Letter counts as served")
    verb = Verb.DEEM_SERVED
    about: UUID
    reader: Seat
    served_on: date
    reminded_on: tuple[date, ...]


class NonReceiptProven(Event):
    """A letter that counted as served never arrived, or its proof had a wrong day. It now counts as served on `served_on`.

    `late_appeal`: it was the decision, and its time to appeal had ended; the time for a late appeal begins again.
    """

    type = "case.non_receipt_proven"
    title = _("Service of a letter taken back")
    verb = Verb.PROVE_NON_RECEIPT
    sealed = {"reasons": PROOF}
    about: UUID
    reader: Seat
    served_on: date
    late_appeal: bool


class ServiceFailed(Event):
    """A letter did not reach its addressee: it came back on `came_back_on`, or mail about it was refused then.

    It is not served, and starts no time. Reminders by post can go out once this is recorded, whatever its day.
    """

    type = "case.service_failed"
    title = _("Letter came back")
    verb = Verb.RECORD_BOUNCE
    about: UUID
    reader: Seat
    channel: Channel
    came_back_on: date


class ServiceDirected(Event):
    """Two ways of sending had failed. Another way was named, which serves this letter once it is proven."""

    type = "case.service_directed"
    title = _("Another way of sending ordered")
    verb = Verb.DIRECT_SERVICE
    sealed = {"way": PROOF, "reasons": PROOF}
    labels = {"way": _("Way of sending")}
    about: UUID
    reader: Seat
