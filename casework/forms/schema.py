"""Forms for programs: the JSON Schema (2020-12) of a form's input, and form data from a JSON object."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from casework.forms.dates import DateParts
from casework.forms.terms import LengthField
from casework.vocabulary import BadShape
from ledger.canonical import JsonObject, Values


def input_schema(form: forms.Form) -> JsonObject:
    """Return the schema of a form's input, without files: only pages take them, and seal them as they arrive."""
    fields = {name: field for name, field in form.fields.items() if not isinstance(field, forms.FileField)}
    needed = [name for name, field in fields.items() if field.required]
    shape: JsonObject = {"type": "object", "properties": {name: _schema(field) for name, field in fields.items()}}
    return shape | {"additionalProperties": False} | ({"required": needed} if needed else {})


def _schema(field: forms.Field) -> JsonObject:
    words = {"title": str(field.label or ""), "description": str(field.help_text)}
    return _type(field) | {name: text for name, text in words.items() if text}


def _type(field: forms.Field) -> JsonObject:
    match field:
        case forms.BooleanField():
            return {"const": True} if field.required else {"type": "boolean"}
        case forms.MultipleChoiceField():
            return {"type": "array", "items": _one_of(field), "uniqueItems": True}
        case forms.ChoiceField():
            return _one_of(field)
        case LengthField():
            return {"type": "string", "examples": ["90 days", "3 months"]}
        case forms.IntegerField():
            bounds = {"minimum": field.min_value, "maximum": field.max_value}
            return {"type": "integer"} | {name: bound for name, bound in bounds.items() if bound is not None}
        case DateParts():
            return {"type": "string", "format": "date"}
    limit = getattr(field, "max_length", None)
    least = {"minLength": 1} if field.required else {}
    return {"type": "string"} | least | ({"maxLength": limit} if limit else {})


def _one_of(field: forms.ChoiceField) -> JsonObject:
    """Return a field's choices with their labels; any text if the choices depend on a case."""
    offered = [{"const": key, "title": words} for key, words in _choices(field.choices) if key]
    return {"oneOf": offered} if offered else {"type": "string"}


def _choices(choices: Any) -> Iterator[tuple[str, str]]:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            yield from _choices(words)
        else:
            yield str(key), str(words)


def form_data(form: forms.Form, given: Values) -> MultiValueDict[str, Any]:
    """Return a JSON object as form data. BadShape names every unknown field and every value of another type."""
    sent: MultiValueDict[str, Any] = MultiValueDict()
    wrong: dict[str, list[str]] = {}
    for name, value in given.items():
        field = form.fields.get(name)
        if field is None or isinstance(field, forms.FileField):
            wrong[name] = [_("There is no such field.")]
            continue
        values = _as_sent(field, value)
        if values is None:
            wrong[name] = [_("This has to be %(kind)s.") % {"kind": _kind(field)}]
        else:
            sent.setlist(name, values)
    if wrong:
        raise BadShape(wrong)
    return sent


def _as_sent(field: forms.Field, value: object) -> list[str] | None:
    """Return a value as a browser sends it, as a list of texts; None if its type is wrong."""
    if value is None:
        return []
    if isinstance(field, forms.BooleanField):
        return {True: ["on"], False: []}[value] if isinstance(value, bool) else None
    if isinstance(field, forms.MultipleChoiceField):
        return [str(one) for one in value] if isinstance(value, list) and all(map(_plain, value)) else None
    fits = {LengthField: _text, forms.IntegerField: _whole, forms.ChoiceField: _plain}
    test = next((test for kind, test in fits.items() if isinstance(field, kind)), _text)
    return [str(value)] if test(value) else None


def _text(value: object) -> bool:
    return isinstance(value, str)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _plain(value: object) -> bool:
    return _text(value) or _whole(value)


def _kind(field: forms.Field) -> str:
    match field:
        case forms.BooleanField():
            return _("true or false")
        case forms.MultipleChoiceField():
            return _("a list of texts")
        case LengthField():
            return _("a text")
        case forms.IntegerField():
            return _("a whole number")
    return _("a text")
