"""The form with which a reporter takes a code of their own."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import VerbForm
from casework.forms.offices import in_office
from casework.queries.keep_away import OfficeHolder, office_holders
from casework.record.state import CaseView
from casework.vocabulary import KeepAwayRuling
from vault.codes import NotACode, parse


class ClaimCodeForm(VerbForm):
    """The reporter's own code, typed back. Cleans to its look-up id alone."""

    code = forms.CharField(label=_("Type your new code"), max_length=400, strip=True)

    def clean(self) -> dict[str, Any]:
        """Return the look-up id of the code; a text that is no code is refused in words."""
        cleaned = super().clean()
        if "code" in cleaned:
            try:
                return {"lookup_id": parse(cleaned["code"]).lookup_id}
            except NotACode:
                self.add_error("code", _("This is not the code. Check each word, and their order."))
        return cleaned


class NothingForm(VerbForm):
    """Nothing needs typing."""


NOBODY = "nobody"


class RuleOnKeepAwayForm(VerbForm):
    """Whom each line means that fitted nobody in office: somebody who is, or nobody here."""

    def __init__(self, *args: Any, view: CaseView | None = None, **kwargs: Any) -> None:
        """Ask of each line that waits, offering everybody in office. The words of the lines are put in by the page."""
        super().__init__(*args, view=view, **kwargs)
        self.lines = view.filing.lines_waiting if view else ()
        holders = office_holders(view.today) if view and self.lines else ()
        offered = [(NOBODY, _("Nobody in office")), *((str(one.person), _in_office(one)) for one in holders)]
        for place in range(1, len(self.lines) + 1):
            self.fields[f"line_{place}"] = forms.MultipleChoiceField(
                label=_("Line %(place)s: whom does it mean?") % {"place": place},
                choices=offered,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Tick whom the line means, or “Nobody in office”.")},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse an answer that says both somebody and nobody. Returns the cleaned values."""
        cleaned = super().clean()
        for name, answer in list(cleaned.items()):
            if NOBODY in answer and len(answer) > 1:
                self.add_error(name, _("You ticked somebody and “Nobody in office”. Untick one of them."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """Return a ruling for each line."""
        answers = [self.cleaned_data[f"line_{place}"] for place in range(1, len(self.lines) + 1)]
        return {
            "rulings": [
                KeepAwayRuling(line=line, persons=tuple(UUID(person) for person in answer if person != NOBODY))
                for line, answer in zip(self.lines, answers, strict=True)
            ]
        }


def _in_office(one: OfficeHolder) -> str:
    return f"{one.name} ({in_office(one)})"
