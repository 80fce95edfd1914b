"""Forms of the case to answer."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.forms.fields import YesNo
from casework.procedure.screening.forms import reasons_on
from casework.queries.wording.short_labels import short_label
from casework.vocabulary import AllegationState


class VoteCaseToAnswerForm(VerbForm):
    """Asks for yes or no, with reasons, on each allegation. Cleans to `allegations`, `sees_case` and `reasons`."""

    def prepare(self) -> None:
        self.asked = self.view.allegations.in_state(AllegationState.IN_SCOPE) if self.view else ()
        for one in self.asked:
            self.fields[f"sees_{one.id.hex}"] = YesNo(
                label=_("Is there a realistic prospect that the allegation under %(what)s is proven?")
                % {"what": short_label(one)}
            )
            self.fields[f"reasons_{one.id.hex}"] = Reasons(
                label=_("Your reasons on the allegation under %(what)s") % {"what": short_label(one)}, max_length=10_000
            )

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        return {
            "allegations": tuple(one.id for one in self.asked),
            "sees_case": tuple(cleaned[f"sees_{one.id.hex}"] for one in self.asked),
            "reasons": reasons_on(self.asked, cleaned),
        }
