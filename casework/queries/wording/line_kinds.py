"""What each line of the history is about, for its filters."""

from collections.abc import Mapping
from functools import cache

from casework.record import events as e
from casework.record.events import Event
from casework.vocabulary.case_stages import LineKind

READINGS = (e.LetterOpened, e.NoticeAcknowledged, e.HistoryOpened, e.CodeClaimed, e.MessagesRead)
OF_THE_MODULE: Mapping[str, LineKind] = {
    **dict.fromkeys(("conversation", "progress", "requests", "service"), LineKind.LETTER),
    **dict.fromkeys(("evidence", "served", "withholding"), LineKind.PAPER),
    **dict.fromkeys(("declarations", "membership", "people", "panel", "representation"), LineKind.PERSON),
}
"""By the module that declares the event; everything else is a step."""


def kind_of_line(event: Event) -> LineKind:
    return LineKind.READING if isinstance(event, READINGS) else _kind_of_module(type(event).__module__)


@cache
def _kind_of_module(name: str) -> LineKind:
    return OF_THE_MODULE.get(name.rpartition(".")[2], LineKind.STEP)
