"""The form of a message."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Label, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.files import ANY_FILE, ANY_FILE_OF_A_REPORTER, OneFile
from casework.recording import Upload
from casework.vocabulary.prepared_messages import lines_to_complete

LONGEST = 20_000
TOO_LONG = _(
    "A message can have 20,000 characters, and yours has %(show_value)s. Send it in parts. Nothing that you typed is lost."
)


FILES = 5
"""How many files one message can have."""
LONGEST_CAPTION = 500
ROWS = 4
"""How high the place for a message is at first: the button that sends it stands on the screen."""
ONLY_TEXT = _(
    "Only plain text can go out: every word of it is checked. To send a document, make a redacted copy of it instead."
)


COMPLETE = _("Complete these lines, or delete them: %(lines)s.")
EMPTY = _("Write something, or choose a file.")
PASSED = _("This day has passed. Choose today or a later day, or leave it empty.")


class SentFile(NamedTuple):
    """A file that was chosen for a message, and what its author says of it."""

    upload: Upload
    caption: str


def _file(number: int) -> OneFile:
    return OneFile(label=format_lazy(_("File {number}"), number=number), required=False)


def _caption(number: int) -> forms.CharField:
    label = format_lazy(_("What file {number} shows"), number=number)
    return forms.CharField(label=label, max_length=LONGEST_CAPTION, required=False)


def _limit_message(field: forms.Field) -> None:
    field.error_messages["max_length"] = TOO_LONG
    field.widget.attrs["rows"] = ROWS


class FormWithFiles(VerbForm):
    """A form with places for files, each with what it shows. Cleans to `files`, in the order of their places."""

    files_help: Label = ANY_FILE
    field_order = ("instead_of", "answers", "answer", "message", "due_on")
    """The fields before the files."""

    file_1, caption_1 = _file(1), _caption(1)
    file_2, caption_2 = _file(2), _caption(2)
    file_3, caption_3 = _file(3), _caption(3)
    file_4, caption_4 = _file(4), _caption(4)
    file_5, caption_5 = _file(5), _caption(5)

    def prepare(self) -> None:
        for number in range(1, FILES + 1):
            self.fields[f"file_{number}"].help_text = self.files_help

    def file_fields(self, numbers: Iterable[int]) -> Iterator[forms.BoundField]:
        for number in numbers:
            yield from (self[f"file_{number}"], self[f"caption_{number}"])

    def first_file(self) -> list[forms.BoundField]:
        return list(self.file_fields([1]))

    def more_files(self) -> list[forms.BoundField]:
        return list(self.file_fields(range(2, FILES + 1)))

    def shows_files(self) -> bool:
        """Whether something was typed or chosen, or is wrong, in any place for a file."""
        return self._shows(self.first_file()) or self.shows_more_files()

    def shows_more_files(self) -> bool:
        """Whether something was typed or chosen, or is wrong, in the places behind the first."""
        return self._shows(self.more_files())

    def _shows(self, places: Iterable[forms.BoundField]) -> bool:
        return any(field.errors or field.value() or field.name in self.chosen_files for field in places)

    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith(("file_", "caption_"))]

    def clean(self) -> Cleaned:
        """Ask for the file again where only its caption came: a browser chooses no file twice."""
        cleaned = super().clean()
        sent = []
        for number in range(1, FILES + 1):
            file, caption = cleaned.pop(f"file_{number}", None), cleaned.pop(f"caption_{number}", "")
            if file is not None:
                sent.append(SentFile(file, caption))
            elif caption and f"file_{number}" not in self.errors:
                self.add_error(f"file_{number}", _("Choose the file again, or empty what you wrote of it."))
        return {**cleaned, "files": tuple(sent)}


class MessageForm(FormWithFiles):
    """A message of a party, with files and the question that it answers; `questions` are those that are open, oldest first.

    The oldest is chosen to begin with. It may have files alone, but not be empty.
    """

    expected = frozenset({"message"})

    answers = forms.TypedChoiceField(
        label=_("Which question do you answer?"),
        coerce=UUID,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    message = Reasons(label=_("Your message"), max_length=LONGEST, required=False)

    def __init__(
        self, *args: Any, questions: Iterable[tuple[UUID, str]] = (), by_reporter: bool = False, **kwargs: Any
    ) -> None:
        self.files_help = ANY_FILE_OF_A_REPORTER if by_reporter else ANY_FILE
        super().__init__(*args, **kwargs)
        asked = [(str(key), words) for key, words in questions]
        if asked:
            self.set_choices("answers", choices=[*asked, ("", _("None of these: my message is about something else"))])
            self.fields["answers"].initial = asked[0][0]
        else:
            del self.fields["answers"]
        _limit_message(self.fields["message"])

    def clean(self) -> Cleaned:
        """Refuse a message without words and files, beside the words."""
        cleaned = super().clean()
        if not (cleaned.get("message") or cleaned["files"] or self.errors):
            self.add_error("message", EMPTY)
        return cleaned


class SocietyMessageForm(FormWithFiles):
    """A message of the Society; with a day it is a question. `instead_of` is a message that came back to its author."""

    files_help = ONLY_TEXT

    instead_of = forms.UUIDField(widget=forms.HiddenInput, required=False)
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

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        _limit_message(self.fields["message"])

    def clean_message(self) -> str:
        """Refuse a standard text whose lines are still to be completed, such as an invitation without a day."""
        message: str = self.cleaned_data["message"]
        if missing := lines_to_complete(message):
            raise ValidationError(COMPLETE, params={"lines": ", ".join(f"“{line.rstrip(':')}”" for line in missing)})
        return message

    def clean_due_on(self) -> date | None:
        """Refuse a day that has passed: what is sent refuses it too, but the letter is looked at before."""
        day: date | None = self.cleaned_data["due_on"]
        if day and self.today and day < self.today:
            raise ValidationError(PASSED)
        return day
