"""A copied field is what `copy.deepcopy` makes of it, and shares nothing that a form changes."""

from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import pytest
from django import forms
from django.utils.choices import BaseChoiceIterator

from casework.forms.complaint.pages import ALL
from casework.forms.complaint.short_way import ShortWay
from casework.forms.field_copies import Fields, copy_field
from casework.verbs import VERBS


class Doubled(forms.CharField):
    """A field that has a way to copy of its own."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Doubled":
        made = super().__deepcopy__(memo)
        made.label = f"{self.label} again"
        return made


def _all_fields() -> Iterator[forms.Field]:
    classes: set[Any] = {*ALL.values(), ShortWay, *(words.form for words in VERBS.values() if words.form)}
    for form in classes:
        yield from form.base_fields.values()


def _plain(value: Any) -> Any:
    """Return what can be compared of a field, of its widget, and of what they hold."""
    match value:
        case forms.Field() | forms.Widget():
            return type(value), {name: _plain(each) for name, each in vars(value).items()}
        case BaseChoiceIterator():
            return type(value), {name: _plain(each) for name, each in vars(value).items()}
        case partial():
            return value.func, value.args, value.keywords
        case list() | tuple():
            return type(value), [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
    return value


def test_every_field_is_copied_as_django_copies_it() -> None:
    fields = list(_all_fields())
    assert len(fields) > 200
    for field in fields:
        assert _plain(copy_field(field)) == _plain(deepcopy(field)), field.label


def test_a_change_of_the_copy_changes_nothing_in_the_field() -> None:
    field = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple(attrs={"rows": 2}))
    before = _plain(deepcopy(field))
    made: Any = copy_field(field)
    made.label, made.required = "Other", False
    made.error_messages["required"] = "Other"
    made.validators.append(lambda _: None)
    made.widget.attrs["rows"] = 3
    made.choices.append(("b", "B"))
    made.widget.choices.append(("c", "C"))
    assert _plain(field) == before


def test_the_parts_of_a_widget_are_copied() -> None:
    field = ALL["when"].base_fields["first"]
    made: Any = copy_field(field)
    made.widget.widgets[0].attrs["class"] = "wrong"
    original: Any = field
    assert original.widget.widgets[0].attrs == {}


def test_a_field_with_a_way_to_copy_of_its_own_keeps_it() -> None:
    assert copy_field(Doubled(label="Name")).label == "Name again"


@pytest.mark.parametrize("form", [ALL["who"], ShortWay], ids=lambda form: form.__name__)
def test_each_class_of_forms_copies_its_fields_so(form: Any) -> None:
    assert isinstance(form.base_fields, Fields)
    assert type(deepcopy(form.base_fields)) is dict
