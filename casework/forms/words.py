"""Errors in our words, in place of Django's."""

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms import base
from casework.forms.base import Label
from ledger.canonical import Values

REQUIRED = _("“%(label)s” needs an answer.")
CHOICE = _("Choose from the answers listed under “%(label)s”.")
TOO_LONG = _("“%(label)s” can be %(limit_value)s characters at most. You typed %(show_value)s.")
TOO_SHORT = _("“%(label)s” needs at least %(limit_value)s characters. You typed %(show_value)s.")
CANNOT_BE_KEPT = _("“%(label)s” holds a character that cannot be kept. Type that part again.")
WORDS: tuple[tuple[object, Label], ...] = (
    (forms.Field.default_error_messages["required"], REQUIRED),
    (base.NOT_WRITTEN, _("“%(label)s”: write this before you go on.")),
    (base.NOT_TICKED, _("Tick the box “%(label)s”.")),
    (base.CANNOT_BE_KEPT, CANNOT_BE_KEPT),
    (forms.ChoiceField.default_error_messages["invalid_choice"], CHOICE),
    (forms.MultipleChoiceField.default_error_messages["invalid_choice"], CHOICE),
    (forms.MultipleChoiceField.default_error_messages["invalid_list"], CHOICE),
    (forms.ModelChoiceField.default_error_messages["invalid_choice"], CHOICE),
    (forms.IntegerField.default_error_messages["invalid"], _("“%(label)s” must be a whole number, for example 14.")),
    (forms.DateField.default_error_messages["invalid"], _("“%(label)s” must be a real date, for example 27 3 2026.")),
    (forms.FileField.default_error_messages["empty"], _("The file is empty. Choose another, or try again.")),
    (validators.MaxLengthValidator.message, TOO_LONG),
    (validators.MinLengthValidator.message, TOO_SHORT),
    (validators.MaxValueValidator.message, _("“%(label)s” can be %(limit_value)s at most.")),
    (validators.MinValueValidator.message, _("“%(label)s” must be %(limit_value)s at least.")),
    (validators.ProhibitNullCharactersValidator.message, CANNOT_BE_KEPT),
    (validators.EmailValidator.message, _("Enter an e-mail address like name@example.org.")),
)


def in_words(error: ValidationError, label: object) -> list[str]:
    """Return the messages of `error` for the field called `label`. A form's own messages stay as they are.

    The summary above a form shows them without their field, so each has to name it.
    """
    return [_one(each, label) for each in error.error_list]


def _one(error: ValidationError, label: object) -> str:
    # These texts are recognised by identity, so that a form's own text never matches.
    words = next((ours for theirs, ours in WORDS if error.message is theirs), None)
    if words is None:
        return "".join(error.messages)
    given: Values = error.params or {}
    figures = {name: _figure(value() if callable(value) else value) for name, value in given.items()}
    return str(words) % {"label": str(label).removesuffix("."), **figures}


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
