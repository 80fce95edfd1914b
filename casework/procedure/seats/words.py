"""The verbs of seats, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.row import Step
from casework.procedure.seats import actions, forms
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SEAT_OFFICER,
        action=actions.seat_officer,
        form=forms.SeatOfficerForm,
        label=_("Seat an officer"),
        sentence=_(
            "The person sees the case from now on. The list leaves out people whose part in the case, now or earlier, does not"
            " go with the seat, and people who have stepped aside. Their names and the reasons stay sealed. People who are away"
            " come last."
        ),
    ),
    Step(
        verb=Verb.SEAT_ADJUDICATOR,
        action=actions.seat_adjudicator,
        form=forms.SeatAdjudicatorForm,
        label=_("Seat a person who decides"),
        sentence=_("The person sees what the seat may see from now on."),
    ),
    Step(
        verb=Verb.SEAT_MONITORS,
        form=forms.SeatMonitorsForm,
        label=_("Seat the monitors"),
        sentence=_("Two people watch over conditions and terms."),
    ),
    Step(
        verb=Verb.REPLACE_SEAT,
        form=forms.ReplaceSeatForm,
        label=_("Fill an empty seat"),
        sentence=_("Somebody else takes the seat. Both sides are told with the next letter, without a reason."),
    ),
    Step(
        verb=Verb.RULE_ON_MENTION,
        form=forms.RuleOnMentionForm,
        label=_("Rule on a mention"),
        sentence=_("A name in a report denied somebody the case for now. Say whether that stands."),
    ),
    Step(
        verb=Verb.DECLARE_CONFLICT,
        form=forms.StepAsideForm,
        label=_("Declare a conflict"),
        sentence=_("You stop seeing this case at once. No reason is asked for, and nobody is told why."),
        done=_("Declare a conflict – done. What you had begun there and not sent is gone. The rest stays in the case."),
    ),
    Step(
        verb=Verb.RECUSE_OFFICER,
        form=forms.StepAsideForm,
        label=_("Step aside"),
        sentence=_(
            "For any reason other than a conflict, for example too much work. You stop seeing this case at once."
            " No reason is asked for. If you are tied to somebody in it, take “Declare a conflict” instead."
        ),
        done=_("Step aside – done. What you had begun there and not sent is gone. The rest stays in the case."),
    ),
)
