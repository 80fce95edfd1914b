"""Random input for a form, field by field, mostly lawful and sometimes not."""

from datetime import date, timedelta
from random import Random
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from casework.forms.base import VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import HourField
from casework.procedure.intake.forms import GiveNameForm

WORDS = (
    "On the papers.",
    "It was read twice.",
    "A letter says so.",
    "Nobody has said otherwise.",
    "A course of one day.",
)
NAME = "Quentin Sparrowhawk"
"""The name of a reporter: a word of a text would be a sealed name wherever that text goes out."""
NUMBERS = (0, 1, 5, 7, 30, 40, 90, 200)
HOURS = ("9", "9:30", "14.00", "17:45", "24:00")
DAYS = (-40, -1, 0, 1, 10, 14, 30, 40, 60, 900)
FILLED = 0.3
"""How often a field is filled that may stay empty."""


def typed(form: VerbForm, today: date, rng: Random) -> MultiValueDict[str, Any]:
    """Return one way to fill an empty form, as a browser sends it. Files are left out, with what they show."""
    sent: MultiValueDict[str, Any] = MultiValueDict()
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField) or name.startswith("caption_"):
            continue
        if field.required or rng.random() < FILLED:
            is_name = name == "name" and isinstance(form, GiveNameForm)
            sent.setlist(name, [NAME] if is_name else values(field, today, rng))
    return sent


def values(field: forms.Field, today: date, rng: Random) -> list[str]:
    """Return what is sent for one field: a choice, some choices, a day near today, an hour, a number, or words."""
    if isinstance(field, (forms.MultipleChoiceField, forms.TypedMultipleChoiceField)):
        offered = _offered(field)
        least = len(offered) if rng.random() < 0.6 else min(1, len(offered))
        return rng.sample(offered, rng.randint(least, len(offered)))
    if isinstance(field, forms.ChoiceField):
        return [rng.choice(_offered(field) or ["nothing to choose"])]
    if isinstance(field, (DateParts, forms.DateField)):
        return [(today + timedelta(days=rng.choice(DAYS))).isoformat()]
    if isinstance(field, HourField):
        return [rng.choice(HOURS)]
    if isinstance(field, forms.IntegerField):
        bound = field.min_value() if callable(field.min_value) else field.min_value
        fitting = [number for number in NUMBERS if (bound or 0) <= number]
        return [str(rng.choice(fitting or [bound]))]
    if isinstance(field, forms.EmailField):
        return ["somebody@society.example"]
    return ["on"] if isinstance(field, forms.BooleanField) else [rng.choice(WORDS)]


def _offered(field: Any) -> list[str]:
    flat: list[str] = []
    for value, label in field.choices:
        flat += [str(v) for v, _ in label] if isinstance(label, (list, tuple)) else [str(value)]
    return [one for one in flat if one]
