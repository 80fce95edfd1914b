"""Copies of form fields, equal to those that `copy.deepcopy` makes, at a small part of its cost.

Django copies all fields of a class for each form, by Python's general way to copy an object. A whole report makes 38 forms.
"""

from copy import deepcopy
from typing import Any

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

_OF_FIELDS: frozenset[Any] = frozenset({forms.Field.__deepcopy__, forms.ChoiceField.__deepcopy__})
_OF_WIDGETS: frozenset[Any] = frozenset(
    {forms.Widget.__deepcopy__, forms.widgets.ChoiceWidget.__deepcopy__, forms.MultiWidget.__deepcopy__}
)
"""The ways to copy that are done here. Fields and widgets that have another one are copied by it."""


class Fields(dict[str, forms.Field]):
    """The fields of a class of forms. A copy of them is an ordinary mapping, which its form may change."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: copy_field(field) for name, field in self.items()}


class CopiesFields(DeclarativeFieldsMetaclass):
    """Makes classes of forms whose fields are `Fields`."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        made: Any = super().__new__(cls, name, bases, attrs)
        made.base_fields = Fields(made.base_fields)
        return made


def copy_field[F: forms.Field](field: F) -> F:
    """Return a copy. What is set in it, in its widget or in its choices changes nothing in the field."""
    if type(field).__deepcopy__ not in _OF_FIELDS:
        return deepcopy(field)
    made: Any = _copy(field)
    made.widget = _copy_widget(field.widget)
    made.error_messages = field.error_messages.copy()
    made.validators = field.validators[:]
    return made  # type: ignore[no-any-return]


def _copy_widget(widget: Any) -> Any:
    if type(widget).__deepcopy__ not in _OF_WIDGETS:
        return deepcopy(widget)
    made = _copy(widget)
    made.attrs = widget.attrs.copy()
    if isinstance(widget, forms.MultiWidget):
        made.widgets = [_copy_widget(part) for part in widget.widgets]
    return made


def _copy(one: Any) -> Any:
    """Return another object with the same attributes. A list of choices is a list of its own.

    Choices are in Django's order already, so they are not ordered again, as its setter would do.
    """
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__)
    if isinstance(choices := made.__dict__.get("_choices"), list):
        made._choices = choices.copy()
    return made
