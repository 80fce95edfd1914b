"""The minute of a hearing as people read it: its lines by number, their corrections, and the time that each side used."""

from dataclasses import dataclass

from casework.record.events import MinuteCorrected, MinuteWritten
from casework.record.state import CaseView
from casework.recording import OpenedTexts
from casework.vocabulary import MinuteKind, Seat

OF_THE_MINUTE = (MinuteWritten, MinuteCorrected)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line by its number. `was`: what it said before a correction, empty without one."""

    number: int
    is_ruling: bool
    speaker: str
    said: str
    was: str
    side: Seat | None
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Minute:
    lines: tuple[Line, ...]
    used_by_respondent: int
    used_by_society: int


def minute_of(view: CaseView, texts: OpenedTexts) -> Minute:
    """Return the lines whose texts were opened. The number of a line is the same for every reader."""
    found = []
    for number, line in enumerate(view.hearing.minute, 1):
        if (line.entry, "said") not in texts:
            continue
        written = str(texts[line.entry, "said"])
        corrected = str(texts.get((line.corrected, "corrected")) or "") if line.corrected else ""
        found.append(
            Line(
                number=number,
                is_ruling=line.kind is MinuteKind.RULING,
                speaker=str(texts.get((line.entry, "speaker")) or ""),
                said=corrected or written,
                was=written if corrected else "",
                side=line.side,
                minutes=line.minutes,
            )
        )
    return Minute(
        lines=tuple(found),
        used_by_respondent=view.hearing.time_used(Seat.RESPONDENT),
        used_by_society=view.hearing.time_used(Seat.INVESTIGATOR),
    )
