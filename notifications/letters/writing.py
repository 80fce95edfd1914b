"""A letter is written when it is read: from the record up to the entry it tells, and from what its reader may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.people.posting import events_of_step, view_for_letter
from casework.queries.wording.hearing_times import HearingTimes, hearing_times
from casework.record.events import Event, Recorded
from casework.record.events.hearing_time import HearingTime
from casework.record.rights import ACCUSED
from casework.record.state import CaseView
from casework.record.state.hearing_time import sitting_of
from casework.recording import OpenedTexts
from casework.vocabulary import NotSeen, Reading, Seat, Verb
from casework.web.shared.context import Context
from notifications.letters.context import letter_context
from notifications.letters.opening import open_texts, shown_events, words_beside
from notifications.letters.own_cases import own_reference
from notifications.letters.since_then import since_then
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import LETTERS
from notifications.models import Message


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A written letter: `html` is an article to be set into a page."""

    reference: str
    number: str
    subject: str
    placed_on: date
    seat: Seat
    html: SafeString


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a letter is written from: the step it tells, the events up to it and the view after it, its reader and its template.

    `zone` is that of its reader, `own` the reference by which the reader knows the case; each empty if there is none.
    """

    case: Case
    view: CaseView
    record: Sequence[Recorded]
    step: tuple[Recorded, ...]
    seat: Seat
    template: str
    zone: str = ""
    own: str = ""

    @property
    def events(self) -> list[Event]:
        """Return the events whose texts it may open."""
        return shown_events(self.template, self.seat, self.record, self.step)

    def write(self, texts: OpenedTexts, **more: object) -> SafeString:
        """Return the letter with these texts, an article for a page. `more` is what only a letter that was sent can say."""
        zone = ZoneInfo(self.view.rules.zone)
        context: Context = {
            "reference": "",
            "subject": str(SUBJECTS[self.template]),
            "placed_on": self.step[0].at.astimezone(zone).date(),
            "beside": words_beside(self.template, self.events, texts),
            "own_reference": self.own,
            "bundle_url": reverse("member_bundle", args=[self.own]) if self.own else "",
            "times": _times(self.step[0].event, self.view, self.zone if self.seat is not Seat.COMPLAINANT else ""),
            "copy": self.seat not in LETTERS.get(type(self.step[0].event), {}),
            **more,
        }
        if self.seat not in PARTIES:
            context["case"] = {"reference": self.case.reference, "code_name": self.case.code_name}
        about = letter_context(self.case, self.view, self.step, self.seat, texts, record=self.record)
        return render_to_string(f"letters/{self.template}.html", context | about)


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
    told = Told(
        case=case,
        view=view_for_letter(case, record, message.about, seat),
        record=record[: record.index(step[-1]) + 1],
        step=step,
        seat=seat,
        template=message.template,
        zone=by.user.zone,
        own=own_reference(message) if seat in ACCUSED else "",
    )
    entered = access.case_shown(by, case.reference, *READS)
    placed_on = message.placed_at.astimezone(ZoneInfo(told.view.rules.zone)).date()
    return Letter(
        reference=message.reference,
        number=message.letter,
        subject=str(SUBJECTS[message.template]),
        placed_on=placed_on,
        seat=seat,
        html=told.write(
            open_texts(entered, by, message.template, told.events),
            reference=message.reference,
            placed_on=placed_on,
            since_then=since_then(message, told.view, entered),
            served=entered.view.service.proof(message.about, seat) if seat is Seat.RESPONDENT else None,
        ),
    )


def _times(event: Event, view: CaseView, own: str) -> HearingTimes | None:
    """Return the times of the hearing that an event calls, for a reader in the zone `own`; None if it calls none."""
    return hearing_times(sitting_of(event), view.rules.zone, own) if isinstance(event, HearingTime) else None


READS = (Verb.OPEN_LETTER, Reading.SEE_CASE, Reading.READ_KEEP_AWAY)
"""Each of these rights lets its holder read their letters in the case."""
PARTIES = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})
