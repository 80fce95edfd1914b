"""Forms of the second reader, one a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickOne, Reasons, VerbForm
from casework.record.rights.second_readers import waiting_for

MOST = 2_000


class ReleaseMessageForm(VerbForm):
    """It offers the messages that wait for this person, as the page numbers them."""

    nothing = _("No message waits for you as its second reader.")
    message = PickOne(label=_("Which message?"))

    def prepare(self) -> None:
        if self.view is not None and self.acting is not None:
            waiting = waiting_for(self.view, self.acting.seats, self.acting.person)
            numbered = [(str(one.message), label_of(n)) for n, one in enumerate(waiting, 1)]
            self.set_choices("message", choices=numbered)


class ReturnMessageForm(ReleaseMessageForm):
    note = Reasons(
        label=_("What has to change"),
        help_text=_("Only the person who wrote the message reads this. They get their words back with it."),
        max_length=MOST,
    )


def label_of(number: int) -> str:
    return _("Message %(number)s") % {"number": number}
