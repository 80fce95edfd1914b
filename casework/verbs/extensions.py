"""The steps of more time to answer, of default, and of a notice sent again, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import extensions as forms
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SERVE_NOTICE_AGAIN,
        action=actions.serve_notice_again,
        form=forms.ServeNoticeAgainForm,
        label=_("Send the notice another way"),
        sentence=_("The time to answer starts again when it arrives that way."),
    ),
    Step(
        verb=Verb.DIRECT_SERVICE,
        form=forms.DirectServiceForm,
        label=_("Direct another way of sending"),
        sentence=_("It counts once two people have entered its proof, so that the case can go on."),
    ),
    Step(
        verb=Verb.ASK_EXTENSION,
        form=forms.AskExtensionForm,
        label=_("Ask for more time"),
        sentence=_("You are told the answer. Until then your time continues."),
    ),
    Step(
        verb=Verb.EXTEND_RESPONSE,
        form=forms.ExtendResponseForm,
        label=_("Give more time to answer"),
        sentence=_("The days are added to the time to answer, and the respondent is told."),
    ),
    Step(
        verb=Verb.REFUSE_EXTENSION,
        form=forms.ToldReasonsForm,
        label=_("Refuse more time"),
        sentence=_("The time to answer stays as it is, and the respondent is told why."),
    ),
    Step(
        verb=Verb.ASK_TO_SET_ASIDE,
        form=forms.AskToSetAsideForm,
        label=_("Ask to answer after all"),
        sentence=_("A decider looks at your cause. The report cannot be closed before that."),
    ),
    Step(
        verb=Verb.SET_ASIDE_DEFAULT,
        form=forms.ToldReasonsForm,
        label=_("Give new time to answer"),
        sentence=_("The case goes back to the answer, with the whole time. The respondent is told."),
    ),
    Step(
        verb=Verb.REFUSE_SET_ASIDE,
        form=forms.ToldReasonsForm,
        label=_("Let the default stand"),
        sentence=_("The case goes on without an answer. This is not a finding. The respondent is told why."),
    ),
    Step(
        verb=Verb.ADD_ALLEGATION,
        action=actions.add_allegation,
        form=forms.AddAllegationForm,
        label=_("Add an allegation"),
        sentence=_("A supplementary notice goes out once a decider has signed. What was answered stays answered."),
    ),
)
