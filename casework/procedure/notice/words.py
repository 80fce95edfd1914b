"""The verbs of the notice and the answer, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.notice import actions, forms
from casework.procedure.notice.answer_form import RespondToNoticeForm, admits_something
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SERVE_NOTICE,
        action=actions.serve_notice,
        form=forms.ServeNoticeForm,
        label=_("Serve the notice"),
        sentence=_(
            "The respondent is told of everything in scope: the commitment as it was sworn, the act, the days, and "
            "the evidence. The time to answer begins when the notice has arrived. "
            "It goes out at once, and needs no second signature."
        ),
    ),
    Step(
        verb=Verb.ACKNOWLEDGE_NOTICE,
        form=forms.AcknowledgeNoticeForm,
        label=_("Acknowledge the notice"),
        sentence=_(
            "You only confirm that you have the notice. This admits nothing. If you have not opened it before, your time to "
            "answer begins now."
        ),
    ),
    Step(
        verb=Verb.RESPOND_TO_NOTICE,
        action=actions.respond_to_notice,
        form=RespondToNoticeForm,
        binds=admits_something,
        label=_("Answer"),
        sentence=_(
            "Say for each allegation whether you admit it, deny it, or do not comment. Where it lists several particulars, you "
            "can also admit some of it. You cannot change your answer afterwards, but you can add evidence. The investigator "
            "reads your answer, and then sends both sides a draft of the report to comment on."
        ),
    ),
    Step(
        verb=Verb.ENTER_DEFAULT,
        form=form_of(
            reasons=Reasons(
                label=_("Reasons"),
                help_text=_(
                    "How the notice arrived, and that no answer came. The respondent reads this. It is not a finding."
                ),
                max_length=5_000,
            )
        ),
        label=_("Go on without an answer"),
        sentence=_("The case goes on without an answer. This is not a finding, and the respondent is told."),
    ),
    Step(
        verb=Verb.SERVE_NOTICE_AGAIN,
        action=actions.serve_notice_again,
        form=forms.ServeNoticeAgainForm,
        label=_("Send the notice another way"),
        sentence=_("The time to answer starts again when it arrives that way."),
    ),
    Step(
        verb=Verb.ASK_TO_SET_ASIDE,
        form=form_of(
            cause=Reasons(
                label=_("Why did no answer come?"),
                help_text=_("A decider reads this. If the cause is good, you have the whole time to answer again."),
                max_length=5_000,
            )
        ),
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
