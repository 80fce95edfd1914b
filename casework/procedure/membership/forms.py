"""Forms of a respondent's standing as a member. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.vocabulary import Membership


class RecordStandingForm(VerbForm):
    standing = forms.TypedChoiceField(
        label=_("The member is now"),
        coerce=Membership,
        widget=forms.RadioSelect,
        choices=[
            (Membership.MEMBER, _("A member")),
            (Membership.LAPSED, _("Lapsed")),
            (Membership.RESIGNED, _("Resigned")),
            (Membership.SUSPENDED, _("Suspended")),
        ],
    )
    since = DateParts(label=_("Since"))
    note = Reasons(label=_("Anything to note"), max_length=2_000, required=False)
