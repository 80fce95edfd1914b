"""The form with which officers say that they are away."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.forms.base import Cleaned
from casework.forms.dates import DateParts


class AwayForm(forms.Form):
    """The days on which somebody is away, and who stands in. `people`: those who can, by the key of the choice."""

    since = DateParts(label=_("First day away"))
    until = DateParts(label=_("Last day away"))
    stand_in = forms.ChoiceField(
        label=_("Who stands in for you?"),
        help_text=_(
            "People who hold one of your offices. New seats that would come to you are offered to this person, if nothing"
            " ties them to the case. They read so on Today. Nobody asks them: do so first."
        ),
        required=False,
    )

    def __init__(self, *args: Any, people: Mapping[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        nobody = _("Nobody: the rota goes on to the next") if people else _("Nobody")
        choices = [("", nobody), *((key, one.name) for key, one in people.items())]
        field = self.fields["stand_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not people:
            field.help_text = _("Only somebody who holds one of your offices can stand in, and nobody else does now.")

    def clean(self) -> Cleaned:
        """Refuse days in the wrong order, and turn the choice into the person."""
        cleaned: Cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError(_("The last day is before the first day.")))
        return cleaned | {"stand_in": self.people.get(cleaned.get("stand_in") or "")}
