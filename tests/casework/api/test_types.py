"""A body has the types that the schema says: a number that looks like a text, or a text for a list, is told so by field."""

from typing import Any

import pytest
from django import forms
from django.db import OperationalError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from casework.api import errors
from casework.api.bodies import Number, Sent, validated_body
from casework.forms.schema import form_data
from casework.forms.terms import LengthField
from casework.vocabulary import BadShape


class Step(forms.Form):
    """One field of each kind that a step may ask for."""

    reason = forms.CharField()
    confirmed = forms.BooleanField()
    days = forms.IntegerField()
    term = LengthField()
    seats = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    level = forms.ChoiceField(choices=[("1", "One")])
    paper = forms.FileField()


def test_values_of_their_type_are_taken_as_they_would_be_typed() -> None:
    given = {"reason": "Why.", "confirmed": True, "days": 3, "term": "3 months", "seats": ["a", "b"], "level": 1}
    taken = form_data(Step(), given | {"reason": None})
    assert dict(taken.lists()) == {
        "reason": [], "confirmed": ["on"], "days": ["3"], "term": ["3 months"], "seats": ["a", "b"], "level": ["1"],
    }  # fmt: skip
    assert form_data(Step(), {"confirmed": False}).getlist("confirmed") == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": 3}, "This has to be a text."),
        ({"confirmed": "on"}, "This has to be true or false."),
        ({"days": True}, "This has to be a whole number."),
        ({"days": "3"}, "This has to be a whole number."),
        ({"term": 90}, "This has to be a text."),
        ({"seats": "a"}, "This has to be a list of texts."),
        ({"seats": ["a", None]}, "This has to be a list of texts."),
        ({"level": ["1"]}, "This has to be a text."),
        ({"paper": "text"}, "There is no such field."),
        ({"other": 1}, "There is no such field."),
    ],
)
def test_a_value_of_another_type_is_told_which_it_has_to_be(given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadShape) as refused:
        form_data(Step(), given)
    assert refused.value.errors == {name: [said] for name in given}


class Accused(Sent):
    """Somebody of whom only the age is asked."""

    age = Number()


class Body(Sent):
    """A list of such people."""

    accused = serializers.ListField(child=Accused())


@pytest.mark.parametrize("age", ["7", True, None, 7.5])
def test_what_is_wrong_within_a_list_is_named_by_its_place(age: object) -> None:
    request = Request(APIRequestFactory().post("/"))
    request._full_data = {  # type: ignore[attr-defined]  # what a parser leaves there
        "accused": [{"age": 7}, {"age": age}]
    }
    with pytest.raises(BadShape) as refused:
        validated_body(Body, request)
    assert list(refused.value.errors) == ["accused.1.age"]


def test_a_database_that_fails_is_no_refusal() -> None:
    assert errors.answer_error(OperationalError("no space left"), {}) is None
    assert errors.answer_error(RuntimeError("a slip of ours"), {}) is None
