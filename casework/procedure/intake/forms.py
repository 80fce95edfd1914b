"""Forms of intake, one a verb."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, VerbForm
from casework.forms.offices import office_names
from casework.queries.keep_away import office_holders
from casework.vocabulary import KeepAwayRuling

NOBODY = "nobody"


class RuleOnKeepAwayForm(VerbForm):
    """Asks whom each line that fitted nobody in office means: people in office, or nobody here."""

    def prepare(self) -> None:
        """Ask about each line that waits, and offer everybody in office. The page adds the words of the lines."""
        view = self.view
        self.lines = view.filing.lines_waiting if view else ()
        holders = office_holders(view.today) if view and self.lines else ()
        offered = [
            (NOBODY, _("Nobody in office")),
            *((str(one.person), f"{one.name} ({office_names(one)})") for one in holders),
        ]
        for place in range(1, len(self.lines) + 1):
            self.fields[f"line_{place}"] = forms.MultipleChoiceField(
                label=_("Line %(place)s: whom does it mean?") % {"place": place},
                choices=offered,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Tick whom the line means, or “Nobody in office”.")},
            )

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        for name, answer in list(cleaned.items()):
            if NOBODY in answer and len(answer) > 1:
                self.add_error(name, _("You ticked somebody and “Nobody in office”. Untick one of them."))
        return cleaned

    def step_input(self) -> Cleaned:
        answers = [self.cleaned_data[f"line_{place}"] for place in range(1, len(self.lines) + 1)]
        return {
            "rulings": [
                KeepAwayRuling(line=line, persons=tuple(UUID(person) for person in answer if person != NOBODY))
                for line, answer in zip(self.lines, answers, strict=True)
            ]
        }
