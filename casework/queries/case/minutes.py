"""The minute of a hearing as people read it: its lines by number, their corrections, and the time that each side used."""

from dataclasses import dataclass
from datetime import datetime

from casework.record.events import MinuteCorrected, MinuteWritten
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.vocabulary import MinuteKind, Seat

OF_THE_MINUTE = (MinuteWritten, MinuteCorrected)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line by its number, written `at` (UTC). `was`: before a correction. `ruling` counts the rulings; 0 for other lines."""

    number: int
    at: datetime
    is_ruling: bool
    ruling: int
    speaker: str
    said: str
    was: str
    side: Seat | None
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Minute:
    """The minute. `waiting`: the numbers of the lines whose words are not open to the reader yet."""

    lines: tuple[Line, ...]
    waiting: tuple[int, ...]
    used_by_respondent: int
    used_by_society: int


def minute_of(view: CaseView, texts: OpenedTexts) -> Minute:
    """Return the lines whose texts were opened. The number of a line is the same for every reader."""
    found, waiting, rulings = [], [], 0
    for number, line in enumerate(view.hearing.minute, 1):
        is_ruling = line.kind is MinuteKind.RULING
        rulings += is_ruling
        if (line.entry, "said") not in texts:
            waiting.append(number)
            continue
        written = str(texts[line.entry, "said"])
        corrected = str(texts.get((line.corrected, "corrected")) or "") if line.corrected else ""
        found.append(
            Line(
                number=number,
                at=line.at,
                is_ruling=is_ruling,
                ruling=rulings if is_ruling else 0,
                speaker=str(texts.get((line.entry, "speaker")) or ""),
                said=corrected or written,
                was=written if corrected else "",
                side=line.side,
                minutes=line.minutes,
            )
        )
    return Minute(
        lines=tuple(found),
        waiting=tuple(waiting),
        used_by_respondent=view.hearing.time_used(Seat.RESPONDENT),
        used_by_society=view.hearing.time_used(Seat.INVESTIGATOR),
    )
