"""What people type for a step: one form a verb, for page and API alike."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.record.state import CaseView
from casework.workflow.guard import Acting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Offered = Iterable[tuple[Any, Any]]
type Label = str | _StrPromise
type Cleaned = dict[str, Any]
"""What was typed into a form, as its fields return it, by their names."""

ALLOWED = {"\n", "\r", "\t"}


class VerbForm(forms.Form):
    """What a verb needs typed. `view` is that of the case; choices come from it, never from the client.

    `acting` is the person who acts, where one form serves two sides; None if the answers are only shown again.
    """

    nothing: Label = _("There is nothing to choose from for this step now.")
    """The sentence shown where a required choice has no options."""

    gives: ClassVar[frozenset[str]] = frozenset()
    """The names in `step_input`, where they are not those of the fields."""

    passed_as: ClassVar[Mapping[str, str]] = {}
    """The names in `step_input` of single fields, where they differ."""

    def __init__(self, *args: Any, view: CaseView | None = None, acting: Acting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view, self.acting = view, acting
        for field in self.fields.values():
            if isinstance(field, Pick) and field.offer and view is not None:
                field.choices = field.offer(view)
        self.prepare()

    def prepare(self) -> None:
        """Set choices, limits and labels from the case. Forms override it in place of `__init__`."""

    def set_choices(self, *names: str, choices: Offered | Callable[[], Offered]) -> None:
        for name in names:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def picker(self) -> UUID | None:
        """The person who chooses, by pseudonym: the order of the choices must show nothing that is hidden from them."""
        return self.acting.person if self.acting else None

    @property
    def lacking(self) -> list[str]:
        """The reasons why nothing can be sent, whatever is typed."""
        return [] if all(map(_can_be_answered, self.fields.values())) else [str(self.nothing)]

    def clean(self) -> Cleaned:
        """Refuse characters that cannot be stored in any text."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            texts = value if isinstance(value, (list, tuple)) else [value]
            if any(isinstance(text, str) and not _can_be_kept(text) for text in texts):
                self.add_error(name, ValidationError(_("This holds characters that cannot be kept. Type it again.")))
        return cleaned

    def step_input(self) -> Cleaned:
        """Return what the step takes: the cleaned values, without the boxes that only ask for confirmation."""
        passed = (name for name in self.cleaned_data if _is_passed_on(self.fields.get(name)))
        return {self.passed_as.get(name, name): self.cleaned_data[name] for name in passed}

    @classmethod
    def step_input_names(cls) -> frozenset[str]:
        passed = (name for name, field in cls.base_fields.items() if _is_passed_on(field))
        return cls.gives or frozenset(cls.passed_as.get(name, name) for name in passed)


def form_of(**fields: forms.Field) -> type[VerbForm]:
    """Return a form of these fields, in their order, for one verb whose input needs no check of its own."""
    return type("FormOfOneVerb", (VerbForm,), dict(fields))


def _is_passed_on(field: forms.Field | None) -> bool:
    return not isinstance(field, Confirmed) or field.passed_on


def _can_be_answered(field: forms.Field) -> bool:
    """Whether a field may stay empty or offers a choice; choices in groups count one by one."""
    if not field.required or not isinstance(field, forms.ChoiceField):
        return True
    return any(not isinstance(options, (list, tuple)) or options for _, options in cast(Offered, field.choices))


def _can_be_kept(text: str) -> bool:
    """Whether a text holds no control character and no lone surrogate."""
    return all(c in ALLOWED or (ord(c) >= 32 and ord(c) != 127 and not 0xD800 <= ord(c) <= 0xDFFF) for c in text)


class Reasons(forms.CharField):
    """A longer text."""

    widget = forms.Textarea

    def __init__(self, *, label: Label, help_text: Label = "", max_length: int = 10_000, required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=max_length,
            required=required,
            strip=True,
            error_messages={"required": _("Write this before you go on.")},
        )

    def to_python(self, value: object) -> str | None:
        """Return the text with each line break as one character, as the person who typed it counts them."""
        return super().to_python(value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value)


class Confirmed(forms.BooleanField):
    """A box that has to be ticked for the step to count."""

    def __init__(self, *, label: Label, help_text: Label = "", passed_on: bool = False) -> None:
        """`passed_on`: the step gets its value."""
        self.passed_on = passed_on
        super().__init__(
            label=label, help_text=help_text, error_messages={"required": _("Tick the box to confirm this.")}
        )


class Pick(forms.ChoiceField):
    """A choice among the people or things of a case, all of them shown: `offer` returns which, from its view."""

    offer: Callable[[CaseView], Offered] | None = None


class PickOne(Pick, forms.TypedChoiceField):
    """Cleans to the key of what was picked."""

    def __init__(
        self, *, label: Label, help_text: Label = "", offer: Callable[[CaseView], Offered] | None = None
    ) -> None:
        super().__init__(label=label, help_text=help_text, coerce=UUID, widget=forms.RadioSelect)
        self.offer = offer


class PickMany(Pick, forms.TypedMultipleChoiceField):
    """Cleans to the keys of what was picked, as a tuple."""

    def __init__(
        self,
        *,
        label: Label,
        help_text: Label = "",
        required: bool = True,
        offer: Callable[[CaseView], Offered] | None = None,
    ) -> None:
        super().__init__(
            label=label, help_text=help_text, coerce=UUID, required=required, widget=forms.CheckboxSelectMultiple
        )
        self.offer = offer

    def clean(self, value: Any) -> tuple[UUID, ...]:
        return tuple(super().clean(value))
