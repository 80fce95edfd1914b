"""The forms of a note and of a task."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.queries.people.colleagues import Colleague, readers
from casework.queries.threads.notes import LONGEST_TASK
from casework.record.rights.notes import NoteRights
from casework.vocabulary import Seat, Verb
from casework.vocabulary.notes import NoteLevel

LONGEST = 20_000
NOTE, TASK = _("Note"), _("What is to do")
TOO_LONG = _(
    "A note can have 20,000 characters, and yours has %(show_value)s. Save it in parts. Nothing that you typed is lost."
)
CANNOT_READ = _(
    "Somebody whom you named cannot read this note. Choose from the people listed here, or write to more of them."
)
NAMES_NOBODY = _("Only you read this note, so it can name nobody. Choose who reads it, or take the names off.")
ONLY_YOU = _("Nobody else, at any time.")
NOBODY_ELSE = _("Nobody else now.")
READ_LATER = {
    NoteLevel.SEAT: _("Officers who take the seat “%(seat)s” later read it too, and nobody else."),
    NoteLevel.TEAM: _(
        "Intake, screeners and investigators read it too, while they may read the report. Nobody who decides reads it."
    ),
}
"""Who else will read each level later."""
DECIDES = _("You decide about the member here, so you neither read nor write notes of the team.")
HEADINGS_ONLY = _("You may no longer read the report, so you neither read nor write notes of the team.")


class NoteForm(VerbForm):
    """A new note: its words, who reads it, and whom it names."""

    level = forms.TypedChoiceField(label=_("Who reads it?"), coerce=NoteLevel, widget=forms.RadioSelect)
    words = Reasons(label=NOTE, max_length=LONGEST)
    named = forms.TypedMultipleChoiceField(
        label=_("Name somebody in it"),
        help_text=_("They find it among what waits for them."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    inline = ("level",)

    def __init__(
        self,
        *args: Any,
        rights: NoteRights,
        people: Mapping[UUID, Colleague],
        own: UUID,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        seats = {level: rights.seat_for(level) for level in rights.levels}
        self.read_by = {level: readers(people.values(), level, seat, own) for level, seat in seats.items()}
        widest = max(self.read_by.values(), key=len, default=())
        hints = {level.value: said_of(level, seats[level], some) for level, some in self.read_by.items()}
        self.fields["level"].help_text = why_no_team(rights)
        self.set_choices("level", choices=[(level.value, level.label) for level in self.read_by])
        self.fields["level"].widget.attrs["choice_hints"] = hints
        self.set_choices("named", choices=[(str(one.user), f"{one.name}, {one.seats[0].label}") for one in widest])
        self.fields["named"].error_messages |= {"invalid_choice": CANNOT_READ, "invalid": CANNOT_READ}
        self.fields["words"].error_messages["max_length"] = TOO_LONG
        if not widest:
            del self.fields["named"]

    def clean(self) -> Cleaned:
        """Refuse to name somebody who does not read the note. The sentence is the same for everybody."""
        cleaned = super().clean()
        level, named = cleaned.get("level"), set(cleaned.get("named") or ())
        if level == NoteLevel.MINE and named:
            self.add_error("named", ValidationError(NAMES_NOBODY))
        elif level and named - {one.user for one in self.read_by[level]}:
            self.add_error("named", ValidationError(CANNOT_READ))
        return cleaned


class WordsForm(VerbForm):
    """The words of a note that nobody else has read."""

    words = Reasons(label=NOTE, max_length=LONGEST)

    def prepare(self) -> None:
        self.fields["words"].error_messages["max_length"] = TOO_LONG


class TaskForm(VerbForm):
    """A task: what is to do, who does it, for which step, and by which day."""

    words = forms.CharField(
        label=TASK,
        max_length=LONGEST_TASK,
        error_messages={
            "max_length": _(
                "A task has at most %(limit_value)d characters, and yours has %(show_value)d. Write the rest in a note."
            )
        },
    )
    person = forms.TypedChoiceField(
        label=_("Who does it"),
        help_text=_(
            "Those who work on the case and may read the report at this stage: intake and the screeners until the "
            "investigation opens, then the investigator. Nobody else gets a task here."
        ),
        coerce=UUID,
    )
    step = forms.TypedChoiceField(
        label=_("For which step"),
        help_text=_(
            "The line of the task leads there. Each step stands under the people who may take it. Your own steps that are shut "
            "now are left out."
        ),
        coerce=Verb,
        empty_value=None,
        required=False,
    )
    due_on = DateParts(label=_("By which day"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Mapping[UUID, Colleague],
        own: UUID,
        steps: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(one.user), one.name) for one in people.values() if one.user != own]
        self.set_choices("person", choices=[(str(own), _("I do it")), *others])
        self.fields["person"].initial = str(own)
        self.set_choices("step", choices=[("", "–"), *steps])
        self.fields["person"].error_messages["invalid_choice"] = _("Choose somebody who has a seat here.")


class Ask(models.TextChoices):
    """What can be asked in several cases at once."""

    PROGRESS = "progress", _("Ask for progress")
    STEP_OUT = "step_out", _("Ask to step out")


ASKED = {
    Ask.PROGRESS: _("How far is this? Please take the next step, or move its date and say why."),
    Ask.STEP_OUT: _("Can you give this case to somebody else? If so, take “Step aside”, among the steps of the case."),
}
"""What a request begins with."""


class AskingForm(forms.Form):
    """A task in several cases: for those whose turn it is, to say how far they are; for one officer, to step out."""

    compact = True

    words = forms.CharField(
        label=_("What you ask"),
        help_text=_("It is the same in each case. Each person finds it on Today, as a task."),
        max_length=LONGEST_TASK,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Type what you ask."),
            "max_length": _("It can have %(limit_value)d characters, and yours has %(show_value)d."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("By when"),
        coerce=int,
        initial=3,
        choices=[(3, _("In three days")), (7, _("In seven days"))],
        widget=forms.RadioSelect,
    )


def said_of(level: NoteLevel, seat: Seat, some: Iterable[Colleague]) -> str:
    """Return in words who reads a level, besides the writer: who does now, by name, and who does later."""
    if level is NoteLevel.MINE:
        return str(ONLY_YOU)
    names = ", ".join(f"{one.name} ({one.seats[0].label})" for one in some)
    now = f"{names}." if names else str(NOBODY_ELSE)
    return f"{now} {READ_LATER[level] % {'seat': seat.label}}"


def why_no_team(rights: NoteRights) -> str:
    """Return in words why somebody has no notes of the team; empty if they do, or if their seat never has any."""
    if rights.decides:
        return str(DECIDES)
    return str(HEADINGS_ONLY) if rights.working and not rights.team else ""
