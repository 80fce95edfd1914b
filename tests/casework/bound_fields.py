"""Fields of a form as a page draws them."""

from django.forms import BaseForm

from casework.web.shared.form_renderer import LookedAfterField


def bound_field(form: BaseForm, name: str) -> LookedAfterField:
    """Return a field of a form."""
    found = form[name]
    assert isinstance(found, LookedAfterField)
    return found
