"""What the system has to do about letters that the respondent does not open, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from casework.record.state import CaseView
from casework.vocabulary import CaseState, Verb

HOUR = time(7)
"""The hour, in the Society's zone, from which a day's reminders go out."""


@dataclass(frozen=True, kw_only=True)
class LetterDue:
    """A step about a letter that the system takes from a day on."""

    on: date
    verb: Verb
    about: UUID


def letters_due(view: CaseView) -> Iterator[LetterDue]:
    """Yield the next step about each letter that is not served. One that waits for an officer or a member is left out."""
    if view.state in (None, CaseState.CLOSED):
        return
    known, rules = view.service, view.rules
    for letter in known.unserved:
        reminder = None if known.mail_failed(letter.about) else known.reminder_day(letter, rules)
        if reminder is not None:
            yield LetterDue(on=reminder, verb=Verb.REMIND_READER, about=letter.about)
        elif (day := known.deemed_day(letter, rules)) is not None:
            yield LetterDue(on=day, verb=Verb.DEEM_SERVED, about=letter.about)


def first_letter_due(view: CaseView) -> datetime | None:
    """Return the moment (UTC) from which the first such step is taken; None if there is none."""
    day = min((one.on for one in letters_due(view)), default=None)
    return None if day is None else datetime.combine(day, HOUR, view.rules.calendar.tz).astimezone(UTC)
