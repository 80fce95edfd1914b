"""The base of the forms of verbs, for pages and API, with the fields that they share."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.record.state import CaseView
from casework.vocabulary import Verb
from casework.workflow.guard import Acting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Offered = Iterable[tuple[Any, Any]]
type Label = str | _StrPromise
type Cleaned = dict[str, Any]
"""The cleaned values of a form, by field."""

NOT_WRITTEN = _("Write this before you go on.")
NOT_TICKED = _("Tick the box to confirm this.")
CANNOT_BE_KEPT = _("This holds characters that cannot be kept. Type it again.")

ALLOWED = {"\n", "\r", "\t"}
_NOT_KEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class VerbForm(forms.Form):
    """The input of a verb. Choices come from `view`, the view of the case, never from the client.

    `acting` is the person who acts; None if the answers are only shown again. `reader` is who reads the form: if nobody
    else is named, the person who acts.
    """

    nothing: Label = _("There is nothing to choose from for this step now.")
    """The sentence to show if a required choice has no options."""

    brought_by: ClassVar[Mapping[str, Verb]] = {}
    """The step that brings the choices of a field, by field."""

    gives: ClassVar[frozenset[str]] = frozenset()
    """All names in `step_input`, if a form builds it otherwise than from its fields."""

    inline: Collection[str] = ()
    """The fields whose choices stand small in one line."""
    small: bool = False
    """Whether all choices are drawn small."""
    expected: Collection[str] = ()
    """The fields that may stay empty only if another is filled, so that no label calls them optional."""
    marks: str = "optional"
    """Which fields say after their label what they are: "optional", "required", or none if it is empty."""
    chosen_files: Mapping[str, Sequence[object]] = {}
    """The files that wait with the form since it was last sent, by their field."""

    file_beginnings: ClassVar[tuple[str, ...]] = ()
    """The beginnings of the names of fields for several files, which `prepare` makes from the case."""

    passed_as: ClassVar[Mapping[str, str]] = {}
    """The name in `step_input` of each field whose own name differs."""

    def __init__(
        self,
        *args: Any,
        view: CaseView | None = None,
        acting: Acting | None = None,
        reader: Acting | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.view, self.acting, self.reader = view, acting, reader or acting
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
        """The pseudonym of the person who chooses. The order of the choices must not disclose what this person cannot see."""
        return self.acting.person if self.acting else None

    @property
    def lacking(self) -> list[str]:
        """The reasons why the form cannot be sent at all, whatever is typed."""
        return [] if all(map(_can_be_answered, self.fields.values())) else [str(self.nothing)]

    @property
    def first_steps(self) -> tuple[Verb, ...]:
        """The steps that have to come first, because they bring choices of which there are none yet."""
        empty = (name for name, field in self.fields.items() if not _can_be_answered(field))
        return tuple(dict.fromkeys(self.brought_by[name] for name in empty if name in self.brought_by))

    def clean(self) -> Cleaned:
        """Refuse texts with characters that cannot be stored."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            texts = value if isinstance(value, (list, tuple)) else [value]
            if any(isinstance(text, str) and not _can_be_kept(text) for text in texts):
                self.add_error(name, ValidationError(CANNOT_BE_KEPT))
        return cleaned

    def why_refused(self) -> tuple[str, ...]:
        """Return the errors as sentences for a person who cannot change the input. A choice that is gone names no key."""
        return tuple(
            self.why_gone(name) if error.code == "invalid_choice" else str(sentence)
            for name, errors in self.errors.as_data().items()
            for error in errors
            for sentence in error.messages
        )

    def why_gone(self, name: str) -> str:
        """Return why what was chosen in a field cannot be chosen now. Forms override it if they can say more."""
        label = self.fields[name].label
        return _("“%(question)s”: what was chosen cannot be chosen any more.") % {"question": label}

    def step_input(self) -> Cleaned:
        """Return the arguments of the step: the cleaned values, without the boxes that only ask for confirmation."""
        passed = (name for name in self.cleaned_data if _is_passed_on(self.fields.get(name)))
        return {self.passed_as.get(name, name): self.cleaned_data[name] for name in passed}

    @classmethod
    def step_input_names(cls) -> frozenset[str]:
        passed = (name for name, field in cls.base_fields.items() if _is_passed_on(field))
        return cls.gives or frozenset(cls.passed_as.get(name, name) for name in passed)


def form_of(**fields: forms.Field) -> type[VerbForm]:
    """Return a form with these fields, in this order, for a verb whose input needs no further check."""
    return type("FormOfOneVerb", (VerbForm,), dict(fields))


def _is_passed_on(field: forms.Field | None) -> bool:
    return not isinstance(field, Confirmed) or field.passed_on


def _can_be_answered(field: forms.Field) -> bool:
    """Whether a field may stay empty, or offers a choice. An empty group of choices offers none."""
    if not field.required or not isinstance(field, forms.ChoiceField):
        return True
    return any(not isinstance(options, (list, tuple)) or options for _, options in cast(Offered, field.choices))


def _can_be_kept(text: str) -> bool:
    """Whether a text can be stored: it has no control character but those in ALLOWED, and no lone surrogate."""
    return _NOT_KEPT.search(text) is None


class Reasons(forms.CharField):
    widget = forms.Textarea

    def __init__(self, *, label: Label, help_text: Label = "", max_length: int = 10_000, required: bool = True) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=max_length,
            required=required,
            strip=True,
            error_messages={"required": NOT_WRITTEN},
        )

    def to_python(self, value: object) -> str | None:
        """Return the text with each line break as one character: so the limit counts what the person counts."""
        return super().to_python(value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value)


class Confirmed(forms.BooleanField):
    """A box that must be ticked. The step gets its value only with `passed_on`."""

    def __init__(self, *, label: Label, help_text: Label = "", passed_on: bool = False, missing: Label = "") -> None:
        self.passed_on = passed_on
        super().__init__(label=label, help_text=help_text, error_messages={"required": missing or NOT_TICKED})


class Pick(forms.ChoiceField):
    """A choice among people or things of a case, all of them on the page. `offer` returns them from the view."""

    offer: Callable[[CaseView], Offered] | None = None


class PickOne(Pick, forms.TypedChoiceField):
    """Cleans to the key of the choice."""

    def __init__(
        self, *, label: Label, help_text: Label = "", offer: Callable[[CaseView], Offered] | None = None
    ) -> None:
        super().__init__(label=label, help_text=help_text, coerce=UUID, widget=forms.RadioSelect)
        self.offer = offer


class PickMany(Pick, forms.TypedMultipleChoiceField):
    """Cleans to a tuple of keys."""

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
