"""Forms of early resolution, one a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm


class OfferEarlyResolutionForm(VerbForm):
    """The proposal, once everybody who reported has agreed that it be made."""

    proposal = Reasons(
        label=_("Proposal to both sides"),
        help_text=_("What the talks could be about, and who helps. Both sides read this; it names no reporter."),
        max_length=5_000,
    )
    agreed = Confirmed(
        label=_("Everybody who reported has agreed, knowing that the respondent is told"), passed_on=True
    )


class ProposeTermsForm(VerbForm):
    """The terms in writing."""

    terms = Reasons(
        label=_("Terms"),
        help_text=_("What each side does, and by when. Both sides read this; it names no reporter and finds nothing."),
    )


class AcceptTermsForm(VerbForm):
    """A side's word."""

    confirmed = Confirmed(
        label=_("I have read the terms and accept them"),
        help_text=_("Once every side has, the case is closed. Broken terms can open it again."),
    )


class SettleCaseForm(VerbForm):
    """That the case ends here."""

    confirmed = Confirmed(label=_("Every side has accepted the terms as they are written"))


class TalksFailForm(VerbForm):
    """That the talks are over."""

    confirmed = Confirmed(
        label=_("I end the talks"),
        help_text=_("No reason is asked. The case goes on where it was, and nothing is held against anybody."),
    )
