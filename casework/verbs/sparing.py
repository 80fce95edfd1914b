"""The steps that protect somebody or spare the respondent while a case is open, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms import health, interim, membership
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.PROPOSE_INTERIM,
        form=interim.ProposeInterimForm,
        label=_("Propose an interim measure"),
        sentence=_(
            "The respondent is told, and has 14 days to answer. Three other people decide. It is not a finding."
        ),
    ),
    Step(
        verb=Verb.ANSWER_INTERIM,
        form=interim.AnswerInterimForm,
        label=_("Answer the interim measure"),
        sentence=_("Three people who had no part in the case so far read it before they decide, or look again."),
    ),
    Step(
        verb=Verb.IMPOSE_INTERIM,
        form=interim.ImposeInterimForm,
        label=_("Impose an interim measure"),
        sentence=_(
            "Two of the three have to agree. The respondent is told. It is looked at again within 90 days, lasts a year "
            "at most, and ends with the case."
        ),
    ),
    Step(
        verb=Verb.REVIEW_INTERIM,
        form=interim.InterimReasonsForm,
        label=_("Let the interim measure go on"),
        sentence=_(
            "Two of the three have to agree. Ninety more days until it is looked at again; the respondent is told."
        ),
    ),
    Step(
        verb=Verb.LIFT_INTERIM,
        form=interim.InterimReasonsForm,
        label=_("End the interim measure"),
        sentence=_("Two of the three have to agree. It ends at once, or is not taken, and the respondent is told."),
    ),
    Step(
        verb=Verb.FLAG_HEALTH,
        form=health.FlagHealthForm,
        label=_("Ask for time for reasons of health"),
        sentence=_(
            "The times to answer, to comment and to appeal wait from now on, and nothing goes on without an answer. The "
            "adviser looks at it again within 90 days."
        ),
    ),
    Step(
        verb=Verb.REVIEW_HEALTH,
        form=health.ReviewHealthForm,
        label=_("Let the respondent’s times wait on"),
        sentence=_("Ninety more days until you look again. The respondent is told."),
    ),
    Step(
        verb=Verb.CLEAR_HEALTH,
        form=health.ClearHealthForm,
        label=_("Let the respondent’s times run on"),
        sentence=_("The days of the pause are added to them. The respondent is told."),
    ),
    Step(
        verb=Verb.RECORD_STANDING,
        form=membership.RecordStandingForm,
        label=_("Record the member’s standing"),
        sentence=_("The case goes on whatever the standing is. Conditions and terms wait for a member who has left."),
    ),
    Step(
        verb=Verb.DEFER_RESIGNATION,
        form=membership.DeferResignationForm,
        label=_("Defer a resignation"),
        sentence=_("The resignation waits for the end of the case, and every time runs on. The respondent is told."),
    ),
    Step(
        verb=Verb.ACCEPT_RESIGNATION,
        form=membership.AcceptResignationForm,
        label=_("Accept the resignation"),
        sentence=_("The case is over, so the resignation that waited takes effect."),
    ),
)
