"""How a letter and the pages of a hearing say in words how a witness is heard, and who asks them."""

from django.utils.translation import gettext_lazy as _

from casework.record.events import Event, WitnessCalled
from casework.vocabulary import Questioner, WitnessWay
from casework.web.context import Context

WAYS = {
    WitnessWay.IN_PERSON: _("The witness comes in person."),
    WitnessWay.BY_VIDEO: _("The witness is heard by video."),
    WitnessWay.IN_WRITING: _("The witness answers in writing."),
}
QUESTIONERS = {
    Questioner.CHAIR: _("The chair puts the questions of both sides."),
    Questioner.SPEAKERS: _("The chair puts the questions of both sides, or the person who speaks for a side does."),
    Questioner.SIDES: _("Each side puts its own questions."),
}


def words_of_call(event: Event) -> Context:
    """Return in words how a witness who is called is heard, and who asks them; nothing for any other event."""
    if not isinstance(event, WitnessCalled):
        return {}
    return {"heard": WAYS[event.way], "asked_by": QUESTIONERS[event.questioner]}
