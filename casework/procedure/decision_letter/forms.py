"""Forms of the letter of a decision, one a verb."""

from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.forms.base import Offered, PickOne, Reasons, VerbForm
from casework.procedure.board.forms import carried_in_words
from casework.record.state import CaseView


def voters_by_name(view: CaseView) -> Offered:
    """Return those who voted and may still decide, by name. One query."""
    ballot = view.board.counted
    people = people_behind(ballot.voted - view.people.barred if ballot else ())
    return sorted(((str(key), user.name) for key, user in people.items()), key=lambda one: one[1])


class WriteDecisionLetterForm(VerbForm):
    """The board's reasons and words. The terms were written with the recommendation; nobody types them here."""

    reasons = Reasons(label=_("Reasons of the board"), max_length=20_000)
    wording = Reasons(
        label=_("Words of the decision"),
        help_text=_("As the respondent will read them. No votes, no names of voters."),
        max_length=20_000,
    )
    chair = PickOne(label=_("Who presided over the board"), help_text=_("They sign the letter."), offer=voters_by_name)

    def prepare(self) -> None:
        super().prepare()
        ballot = self.view.board.ballot if self.view else None
        if self.view and ballot and ballot.has_result:
            self.fields["reasons"].help_text = carried_in_words(self.view)
