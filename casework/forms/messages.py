"""The form of a message."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.files import ANY_FILE, OneFile

LONGEST = 20_000
TOO_LONG = _(
    "A message can have 20,000 characters, and yours has %(show_value)s. Send it in parts. Nothing that you typed is lost."
)


class MessageForm(VerbForm):
    """A message of a party, with a file and the question that it answers; `questions` are those that are open."""

    answers = forms.TypedChoiceField(
        label=_("Which question do you answer?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    message = Reasons(label=_("Your message"), max_length=LONGEST, required=False)
    file = OneFile(label=_("A file, if you have one"), help_text=ANY_FILE, required=False)

    def __init__(self, *args: Any, questions: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(str(key), words) for key, words in questions]
        if asked:
            self.set_choices("answers", choices=[*asked, ("", _("None of these: my message is about something else"))])
        else:
            del self.fields["answers"]
        self.fields["message"].error_messages["max_length"] = TOO_LONG


class SocietyMessageForm(VerbForm):
    """A message of the Society; with a day it is a question."""

    message = Reasons(
        label=_("Your message"), help_text=_("The other side reads it word for word."), max_length=LONGEST
    )
    due_on = DateParts(
        label=_("If you ask a question: answer by which day?"),
        help_text=_(
            "Leave it empty if you ask nothing. Nothing changes in the case if the day passes without an answer."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].error_messages["max_length"] = TOO_LONG
