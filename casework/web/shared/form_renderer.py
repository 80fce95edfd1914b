"""Renders forms with Django's renderer and templates of the open design system; the forms themselves do not know it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from casework.forms.dates import PARTS, DatePartsInput
from casework.forms.words import in_words
from casework.web.shared.context import Context
from ledger.canonical import Values

# The first kind that fits gives the class of the control and the template around it.
KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input", "choices"),
    (forms.RadioSelect, "govuk-radios__input", "choices"),
    (forms.CheckboxInput, "govuk-checkboxes__input", "tick"),
    (forms.Select, "govuk-select", "field"),
    (forms.Textarea, "govuk-textarea", "field"),
    (forms.FileInput, "govuk-file-upload", "file"),
    (DatePartsInput, "", "group"),
    (forms.MultiWidget, "govuk-input", "group"),
    (forms.widgets.Input, "govuk-input", "field"),
)

WORTH_COUNTING = 1_000


@dataclass(frozen=True)
class Option:
    """One answer of a group: its control, its label, its hint and its heading; `first`: it is the first under that."""

    id: str
    control: str
    label: str
    hint: str
    under: str
    first: bool


class LookedAfterField(BoundField):
    """A field as templates show it: errors in words, hints, and where a link in the error summary leads."""

    def __init__(self, form: forms.Form, field: forms.Field, name: str) -> None:
        """Take the hints for single answers (`attrs={"choice_hints": {value: words}}`) off the control's attributes.

        `maxlength` is removed too: a browser would silently cut pasted text.
        """
        super().__init__(form, field, name)
        field.widget.attrs.pop("maxlength", None)
        self.choice_hints: Values = field.widget.attrs.pop("choice_hints", {})

    @property
    def _kind(self) -> tuple[str, str]:
        widget = self.field.widget
        return next(((name, look) for kind, name, look in KINDS if isinstance(widget, kind)), ("", "field"))

    @property
    def template_name(self) -> str:
        return getattr(self.field, "template_name", None) or f"django/forms/{self._kind[1]}.html"

    @property
    def problems(self) -> list[str]:
        return [words for error in self._errors for words in in_words(error, self.label)]

    @property
    def _errors(self) -> list[ValidationError]:
        return list(self.errors.as_data()) if self.errors else []

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        return tuple(part for error in self._errors for part in (error.params or {}).get("parts", ()))

    @property
    def error_target(self) -> str:
        """The id for the link in the error summary; for a group, the id of its first control or its first wrong part."""
        if self.is_hidden:
            return ""
        if isinstance(self.field.widget, DatePartsInput):
            return f"{self.auto_id}_{PARTS.index((*self.wrong_parts, PARTS[0])[0])}"
        return f"{self.auto_id}_0" if self._kind[1] in {"choices", "group"} else self.id_for_label

    @property
    def optional(self) -> bool:
        """Whether the label says "optional". A single checkbox and a filter do not need the word.

        Nor does a field that a form names in `expected`: it may stay empty only if another one is filled in its place.
        """
        expected = self.name in getattr(self.form, "expected", ())
        marked = getattr(self.form, "marks", "optional") == "optional" and not expected
        return marked and not (self.field.required or self.field.disabled or self.compact) and self._kind[1] != "tick"

    @property
    def marked_required(self) -> bool:
        """Whether the label says "required": in a form that marks what is required, since most of it may stay empty."""
        marked = getattr(self.form, "marks", "") == "required" and self.field.required
        return marked and not self.field.disabled and self._kind[1] != "tick"

    @property
    def compact(self) -> bool:
        """Whether the form is a filter, all of it optional and drawn small: it says so by `compact = True`."""
        return bool(getattr(self.form, "compact", False))

    @property
    def inline(self) -> bool:
        """Whether its choices stand small in one line: the form names it in `inline`."""
        return self.name in getattr(self.form, "inline", ())

    @property
    def small(self) -> bool:
        """Whether its choices are drawn small: in one line, in a filter, or in a form that says so by `small = True`."""
        return self.compact or self.inline or bool(getattr(self.form, "small", False))

    @property
    def is_heading(self) -> bool:
        """Whether its question is the page's heading: the form says so by `heading = "<name of the field>"`."""
        return getattr(self.form, "heading", None) == self.name

    @property
    def chosen(self) -> Sequence[object]:
        """The files that were chosen here before and wait with the form: the form has them in `chosen_files`."""
        waiting: Mapping[str, Sequence[object]] = getattr(self.form, "chosen_files", {})
        return waiting.get(self.name, ())

    @property
    def limit(self) -> int | None:
        """The most characters of a long text, for the counter beside it; None for a short text, which needs no counter."""
        most = getattr(self.field, "max_length", None)
        return most if isinstance(self.field.widget, forms.Textarea) and (most or 0) >= WORTH_COUNTING else None

    @property
    def limit_words(self) -> str:
        return f"{self.limit:,}"

    @property
    def group_class(self) -> str:
        """`radios` or `checkboxes`, in the names of the design system."""
        return "radios" if not getattr(self.field.widget, "allow_multiple_selected", False) else "checkboxes"

    def as_field_group(self) -> SafeString:
        """Render the field. A field in the form's `kept` is rendered once for each value, and then cached.

        A field in `kept_by_choices` is rendered once for each value and each set of choices.
        """
        by_choices = self.name in getattr(self.form, "kept_by_choices", ())
        if not (by_choices or self.name in getattr(self.form, "kept", ())) or self.errors:
            return super().as_field_group()
        kind: Any = type(self.form)
        field: Any = self.field
        chosen, choices = self.value(), tuple(field.choices) if by_choices else None
        said = tuple(chosen) if isinstance(chosen, list) else chosen
        return _kept_group(kind, self.name, get_language(), said, choices)

    @property
    def options(self) -> list[Option]:
        found: list[Option] = []
        for each in self.subwidgets:
            id_, hint = each.id_for_label, str(self.choice_hints.get(str(each.data["value"]), ""))
            if hint:
                each.data["attrs"]["aria-describedby"] = f"{id_}_hint"
            under = self._headings.get(str(each.data["value"]), "")
            first = not found or found[-1].under != under
            found.append(Option(id_, _control(each), each.choice_label, hint, under, first))
        return found

    @property
    def _headings(self) -> Mapping[str, str]:
        """The name of the group of each choice, if the choices are in groups."""
        groups = [
            (name, inner) for name, inner in getattr(self.field, "choices", ()) if isinstance(inner, (list, tuple))
        ]
        return {str(value): str(name) for name, inner in groups for value, _ in inner}

    def build_widget_attrs(self, attrs: Context, widget: forms.Widget | None = None) -> Context:
        """The control's attributes: its class, its state; never `required`, since the server answers in better words."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        target = widget or self.field.widget
        if isinstance(target, DatePartsInput):
            target.wrong = self.wrong_parts
            return built
        if not target.is_hidden and self._kind[0]:
            name = f"{self._kind[0]} govuk-js-character-count" if self.limit else self._kind[0]
            marked = f" {self._kind[0]}--error" if self.errors and "__" not in name else ""
            built["class"] = " ".join(filter(None, [f"{name}{marked}", target.attrs.get("class")]))
        return built

    @property
    def aria_describedby(self) -> str | None:
        """The hint, the error and the count of characters, in the order they are shown."""
        described = super().aria_describedby
        if self.limit and described is not None:
            return f"{described} {self.auto_id}-info".strip()
        return described


def _control(each: BoundWidget) -> SafeString:
    """Return the control of one answer as Django's three templates render it, at a tenth of their cost."""
    said = each.data
    return format_html(
        '<input type="{}" name="{}" value="{}"{}>', said["type"], said["name"], said["value"], flatatt(said["attrs"])
    )


@lru_cache(maxsize=512)
def _kept_group(kind: Any, name: str, _language: str | None, chosen: Any, choices: Any) -> SafeString:
    form = kind(initial={name: list(chosen) if isinstance(chosen, tuple) else chosen})
    if choices is not None:
        form.fields[name].choices = choices
    return form[name].render()  # type: ignore[no-any-return]


def _input(context: Context) -> SafeString:
    """Return a control of one line as Django's two templates render it, at a fifth of their cost."""
    said = context["widget"]
    value = said["value"]
    shown = "" if value is None else format_html(' value="{}"', value)
    return format_html('<input type="{}" name="{}"{}{}>', said["type"], said["name"], shown, flatatt(said["attrs"]))


def _textarea(context: Context) -> SafeString:
    said = context["widget"]
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', said["name"], flatatt(said["attrs"]), said["value"] or ""
    )


_CONTROLS = dict.fromkeys(
    (
        f"django/forms/widgets/{kind}.html"
        for kind in ("text", "hidden", "number", "email", "date", "input", "checkbox")
    ),
    _input,
) | {"django/forms/widgets/textarea.html": _textarea}
"""Controls that need no template, by the name of Django's."""


class Renderer(TemplatesSetting):
    """The renderer of every form: labelled fields with hints and errors, which work without JavaScript."""

    form_template_name = "django/forms/div.html"
    bound_field_class = LookedAfterField

    def render(self, template_name: str, context: Context, request: HttpRequest | None = None) -> str:
        """Render a control by code where its template does nothing more."""
        control = _CONTROLS.get(template_name)
        return control(context) if control else super().render(template_name, context, request)
