"""Forms of intake, one a verb."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, VerbForm
from casework.forms.offices import office_names
from casework.queries.conflicts.keep_away import office_holders
from casework.vocabulary import IdentityChoice, KeepAwayRuling, Reporter

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


class GiveNameForm(VerbForm):
    """Asks a reporter who gave no name, or had it sealed, for a name and who may read it."""

    gives = frozenset({"choice", "identity"})
    choice = forms.TypedChoiceField(
        label=_("Who may know your name?"),
        coerce=IdentityChoice,
        choices=[
            (IdentityChoice.CONFIDENTIAL, _("Nobody who handles the case: it is sealed")),
            (IdentityChoice.OPEN, _("Those who look into the case, and the person may be told")),
        ],
        widget=forms.RadioSelect(
            attrs={
                "choice_hints": {
                    IdentityChoice.CONFIDENTIAL: _("You can let them read it later."),
                    IdentityChoice.OPEN: _("This makes the report easiest to prove. You cannot take it back."),
                }
            }
        ),
    )
    name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("This step brings you no mail. A mail that you asked for in your report still comes."),
        max_length=254,
        required=False,
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def step_input(self) -> Cleaned:
        said = self.cleaned_data
        reporter = Reporter(choice=said["choice"], name=said["name"], email=said["email"], phone=said["phone"])
        return {"choice": said["choice"], "identity": reporter.value()}
