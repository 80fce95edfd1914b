"""Forms of declarations, one a verb."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.forms.base import Cleaned, PickOne, Reasons, VerbForm
from casework.forms.fields import YesNo
from casework.record.state import CaseView
from casework.vocabulary import Declared, Seat

AGAIN = _(
    "The board has voted on this case before. A vote in it then is not a tie, and those who voted may vote again."
    " A different, earlier case of this member is a tie."
)


class DeclareInterestsForm(VerbForm):
    answer = forms.TypedChoiceField(
        label=_("Your answer"),
        help_text=_(
            "A tie is the same employer now or in the last three years, the same chapter or committee, family, a mentor or"
            " sponsor, an earlier case of this member, a friendship, a quarrel, or money between you. Somebody who is not"
            " free gives no reason, stops seeing the case, and nobody is told why."
        ),
        choices=Declared.choices,
        coerce=Declared,
        widget=forms.RadioSelect,
    )
    told = Reasons(
        label=_("If there is something to tell: what is it?"),
        help_text=_("A reviewer reads this first, not the parties. One or two sentences."),
        max_length=2_000,
        required=False,
    )

    def prepare(self) -> None:
        """Tell a board that votes again that an earlier vote in the same case keeps nobody from voting."""
        if self.view and self.acting and self.acting.as_(Seat.BOARD_MEMBER) and self.view.board.ballots:
            field = self.fields["answer"]
            field.help_text = f"{field.help_text} {AGAIN}"

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("answer") == Declared.TELL and not cleaned.get("told"):
            self.add_error("told", ValidationError(_("Write what there is to tell.")))
        if cleaned.get("answer") in (Declared.FREE, Declared.NOT_FREE) and cleaned.get("told"):
            self.add_error("told", ValidationError(_("Write something only if there is something to tell.")))
        return cleaned


def waiting_choices(view: CaseView) -> list[tuple[str, str]]:
    """Return the people who told something that waits, as choices, by name. One query."""
    people = people_behind(view.declarations.waiting - view.people.barred)
    return sorted(((str(person), user.name) for person, user in people.items()), key=lambda one: one[1])


class RuleDeclarationForm(VerbForm):
    person = PickOne(label=_("Who told something"), offer=waiting_choices)
    harmless = YesNo(
        label=_("Can this person decide anyway?"),
        help_text=_("Yes, if a fair person who knew of it would see no bias. If not, they leave the case at once."),
    )
    published = Reasons(
        label=_("If yes: what both sides read of it"),
        help_text=_("In the words of what was told, without anybody’s sealed name. Both sides may then challenge."),
        max_length=2_000,
        required=False,
    )
    reasons = Reasons(label=_("Your reasons"), help_text=_("Reviewers read them, nobody else."), max_length=5_000)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("harmless") and not cleaned.get("published"):
            self.add_error("published", ValidationError(_("Write what both sides read of it.")))
        return cleaned
