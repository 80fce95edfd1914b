"""The verbs of intake, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm, form_of
from casework.forms.messages import LONGEST
from casework.procedure.intake import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.GIVE_NAME,
        form=forms.GiveNameForm,
        label=_("Give your name, or change who may know it"),
        sentence=_(
            "Your name is sealed apart from the case, as in a report. First everybody in office who is connected with you is"
            " shut out. Those who look into the case read your name only if you say so."
        ),
    ),
    Step(
        verb=Verb.EXPLAIN_KEEP_AWAY,
        form=form_of(
            explanation=Reasons(
                label=_("What do you want to add?"),
                help_text=_("Do not write who you are, unless they may know it."),
                max_length=LONGEST,
            )
        ),
        label=_("Say more about who must not see this"),
        sentence=_(
            "Somebody from outside has to say whom your line means. Only they read what you write here, in each part of your"
            " report that waits. Their time to answer then begins again. If your words name one of them, we ask somebody"
            " else, if there is anybody."
        ),
        button=_("Send"),
        done=_("Your words are sealed for the person who has to say whom your line means."),
    ),
    Step(
        verb=Verb.ACKNOWLEDGE_COMPLAINT,
        action=actions.acknowledge_complaint,
        form=VerbForm,
        label=_("Acknowledge the report"),
        sentence=_(
            "The reporter is told that the report is being looked at. The rota fills the empty seats of the two"
            " screeners, if people are free. The 21 days for the screening begin."
        ),
    ),
    Step(
        verb=Verb.RULE_ON_KEEP_AWAY,
        action=actions.rule_on_keep_away,
        form=forms.RuleOnKeepAwayForm,
        label=_("Say whom the reporter means"),
        sentence=_(
            "A reporter wants somebody kept away, but we could not tell from their words who it is. Nobody reads the report"
            " until you have answered. You see nothing else of it but what the reporter adds to those words. Everybody you"
            " tick is shut out for good, and is not told. If the words may mean you, or somebody close to you, declare a"
            " conflict instead: then somebody else is asked."
        ),
    ),
)
