"""The verbs of the second reader, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.conversation import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.RELEASE_MESSAGE,
        action=actions.release_message,
        form=forms.ReleaseMessageForm,
        label=_("Release a message"),
        sentence=_(
            "You have read every word, and it goes out as it is, at once and in the name of the person who wrote it. Then"
            " nobody can take it back."
        ),
    ),
    Step(
        verb=Verb.RETURN_MESSAGE,
        action=actions.return_message,
        form=forms.ReturnMessageForm,
        label=_("Return a message"),
        sentence=_("Nothing goes out. The person who wrote it gets their words back as a draft, with your note."),
        done=_("The message went back to the person who wrote it, with your note. Nothing went out."),
    ),
)
