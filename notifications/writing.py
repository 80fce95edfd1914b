"""A letter is written when it is read: from the record up to the entry it tells, and from what its reader may open."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from casework import access
from casework.access import Actor
from casework.queries.hearing_times import HearingTimes, hearing_times
from casework.queries.posting import events_of_step, view_for_letter
from casework.record.events import Event
from casework.record.events.hearing_time import HearingTime
from casework.record.rights import ACCUSED
from casework.record.state import CaseView
from casework.record.state.hearing_time import sitting_of
from casework.vocabulary import NotSeen, Reading, Seat, Verb
from casework.web.context import Context
from notifications.letter_context import letter_context
from notifications.letters import LETTERS
from notifications.models import Message
from notifications.opening import open_texts, shown_events, words_beside
from notifications.own_cases import own_reference
from notifications.since_then import since_then
from notifications.subjects import SUBJECTS


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A written letter: `html` is an article to be set into a page."""

    reference: str
    number: str
    subject: str
    placed_on: date
    seat: Seat
    html: SafeString


def letter_for(message: Message, by: Actor) -> Letter:
    """Write the letter in `message` for the person it is addressed to. NotSeen for anybody else, and once rights ended.

    Every sealed text in it was opened on the record, by a right its reader holds now.
    """
    case, seat = message.case, Seat(message.seat)
    _, held = access.rights_in(by, case.reference)
    if message.reader_id != by.user.pk or not held & {right.value for right in READS}:
        raise NotSeen
    record = access.recorded_in(case.stream)
    step = events_of_step(record, message.about)
    view = view_for_letter(case, record, message.about, seat)
    until = record[: record.index(step[-1]) + 1]
    entered = access.case_shown(by, case.reference, *READS)
    shown = shown_events(message.template, seat, until, step)
    texts = open_texts(entered, by, message.template, shown)
    placed_on = message.placed_at.astimezone(ZoneInfo(view.rules.zone)).date()
    subject = str(SUBJECTS[message.template])
    context: Context = {"reference": message.reference, "subject": subject, "placed_on": placed_on}
    context["since_then"] = since_then(message, view, entered)
    context["beside"] = words_beside(message.template, shown, texts)
    context["own_reference"] = own = own_reference(message) if seat in ACCUSED else ""
    context["bundle_url"] = reverse("member_bundle", args=[own]) if own else ""
    context["times"] = _times(step[0].event, view, by.user.zone if seat is not Seat.COMPLAINANT else "")
    context["served"] = entered.view.service.proof(message.about, seat) if seat is Seat.RESPONDENT else None
    context["copy"] = seat not in LETTERS.get(type(step[0].event), {})
    if seat not in PARTIES:
        context["case"] = {"reference": case.reference, "code_name": case.code_name}
    return Letter(
        reference=message.reference,
        number=message.letter,
        subject=subject,
        placed_on=placed_on,
        seat=seat,
        html=render_to_string(
            f"letters/{message.template}.html", context | letter_context(case, view, step, seat, texts)
        ),
    )


def _times(event: Event, view: CaseView, own: str) -> HearingTimes | None:
    """Return the times of the hearing that an event calls, for a reader in the zone `own`; None if it calls none."""
    return hearing_times(sitting_of(event), view.rules.zone, own) if isinstance(event, HearingTime) else None


READS = (Verb.OPEN_LETTER, Reading.SEE_CASE, Reading.READ_KEEP_AWAY)
"""Each of these rights lets its holder read their letters in the case."""
PARTIES = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})
