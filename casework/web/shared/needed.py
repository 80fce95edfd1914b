"""What has to be filled in on an officer's form, said before anything is refused."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import VerbForm

REQUIRED, OPTIONAL = "required", "optional"
"""Which fields carry a word after their label."""
ONE = _("This has to be filled in.")
ALL = _("Everything here has to be filled in.")
WITH_BOXES = _("Everything here has to be filled in. Tick a box only where it is right.")
BUT_OPTIONAL = _("Everything that is not marked optional has to be filled in.")
ONLY_MARKED = _("What is marked required has to be filled in.")
NOTHING = _("You can leave all of this empty.")


def mark_needed(form: VerbForm) -> Promise | str:
    """Mark the smaller part of a form, what is required or what is optional, and return the sentence that says so.

    Boxes to tick are neither: each says what it asks. A form that asks for fields that may stay empty only if another is
    filled says this at the fields, and gets no sentence.
    """
    asked = [field for field in form.fields.values() if _is_filled_in(field)]
    required = [field for field in asked if field.required]
    if not asked or not form.fields.keys().isdisjoint(form.expected):
        return ""
    if not required:
        form.marks = ""
        return NOTHING
    if len(required) == len(asked):
        alone = ONE if len(asked) == 1 else ALL
        return WITH_BOXES if any(map(_is_free_box, form.fields.values())) else alone
    form.marks = OPTIONAL if len(asked) < 2 * len(required) else REQUIRED
    return BUT_OPTIONAL if form.marks == OPTIONAL else ONLY_MARKED


def _is_free_box(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.CheckboxInput) and not (field.required or field.disabled)


def _is_filled_in(field: forms.Field) -> bool:
    return not (field.disabled or field.widget.is_hidden or isinstance(field.widget, forms.CheckboxInput))
