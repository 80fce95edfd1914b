"""The threads in which a party talks with the Society, or with the protection officer."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.vocabulary.compartments import CaseCompartment
from casework.vocabulary.rights import Reading
from casework.vocabulary.seats import Seat

WITH_SOCIETY, WITH_PROTECTION = _("Messages with the Society"), _("Messages with the protection officer")
WRITE_TO_REPORTER, WRITE_TO_MEMBER = _("Write to the reporter"), _("Write to the member")
SEND_TO_REPORTER, SEND_TO_MEMBER = _("Send to the reporter"), _("Send to the member")


class Thread(TextChoices):
    """A conversation in a case, by the party that takes part in it and by who answers."""

    REPORTER = "reporter", _("Messages with the reporter")
    RESPONDENT = "respondent", _("Messages with the member")
    REPORTER_PROTECTION = "reporter-protection", _("Protection officer and reporter")
    RESPONDENT_PROTECTION = "respondent-protection", _("Protection officer and member")

    @property
    def opens(self) -> Reading:
        """The right that reads the thread."""
        return OPENS[self]

    @property
    def kept(self) -> CaseCompartment:
        return KEPT[self]

    @property
    def page_title(self) -> Promise:
        """What its page is called for the party."""
        return WITH_PROTECTION if self.is_protected else WITH_SOCIETY

    @property
    def is_protected(self) -> bool:
        """Whether the protection officer answers in it, and no officer of the case reads it."""
        return self in {Thread.REPORTER_PROTECTION, Thread.RESPONDENT_PROTECTION}

    @property
    def is_of_reporter(self) -> bool:
        return self in {Thread.REPORTER, Thread.REPORTER_PROTECTION}

    @property
    def party(self) -> Seat:
        return Seat.COMPLAINANT if self.is_of_reporter else Seat.RESPONDENT

    @property
    def writing_words(self) -> Promise:
        """What writing here is called for an officer: it names who reads it."""
        return WRITE_TO_REPORTER if self.is_of_reporter else WRITE_TO_MEMBER

    @property
    def sending_words(self) -> Promise:
        """What the button that sends says to an officer."""
        return SEND_TO_REPORTER if self.is_of_reporter else SEND_TO_MEMBER


OPENS: Mapping[Thread, Reading] = {
    Thread.REPORTER: Reading.READ_REPORTER_MESSAGES,
    Thread.RESPONDENT: Reading.READ_RESPONDENT_MESSAGES,
    Thread.REPORTER_PROTECTION: Reading.READ_REPORTER_PROTECTION,
    Thread.RESPONDENT_PROTECTION: Reading.READ_RESPONDENT_PROTECTION,
}
KEPT: Mapping[Thread, CaseCompartment] = {
    Thread.REPORTER: CaseCompartment.REPORTER_TALK,
    Thread.RESPONDENT: CaseCompartment.RESPONDENT_TALK,
    Thread.REPORTER_PROTECTION: CaseCompartment.REPORTER_APART,
    Thread.RESPONDENT_PROTECTION: CaseCompartment.RESPONDENT_APART,
}
