"""How a letter and the pages of a hearing say in words how a witness is heard, and who asks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events import AppealWitnessCalled, Event, WitnessCall
from casework.record.state.hearing import Witness
from casework.recording import OpenedTexts
from casework.vocabulary import Questioner, WitnessWay
from casework.web.shared.context import Context

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


@dataclass(frozen=True, kw_only=True)
class CalledWitness:
    """A witness who is called, as the member reads it. `name` is empty if it is protected."""

    name: str
    questions: str
    heard: Promise
    asked_by: Promise


def called_witnesses(witnesses: Iterable[Witness], texts: OpenedTexts) -> Iterator[CalledWitness]:
    for one in witnesses:
        yield CalledWitness(
            name=str(texts.get((one.entry, "named")) or ""),
            questions=str(texts.get((one.entry, "questions")) or ""),
            heard=WAYS[one.way],
            asked_by=QUESTIONERS[one.questioner],
        )


def words_of_call(event: Event) -> Context:
    """Return in words how a witness who is called is heard, and who asks them; nothing for any other event."""
    if not isinstance(event, WitnessCall):
        return {}
    to_appeal = isinstance(event, AppealWitnessCalled)
    return {"heard": WAYS[event.way], "asked_by": QUESTIONERS[event.questioner], "to_appeal": to_appeal}
