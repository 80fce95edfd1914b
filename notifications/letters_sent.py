"""A letter that was sent, for an officer of the case: as its reader reads it, without what the officer may not read."""

from zoneinfo import ZoneInfo

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.posting import events_of_step, view_for_letter
from casework.record.rights import ACCUSED, rights_of
from casework.vocabulary import Reading, Seat
from notifications.case_letters import message_of
from notifications.letters_ahead import (
    OF_THE_REPORTER,
    Draft,
    LetterAhead,
    as_reader_sees,
    texts_for_officer,
    write_draft,
)
from notifications.models import Message
from notifications.opening import texts_told
from notifications.own_cases import own_reference
from notifications.writing import Told


def letter_sent(by: Actor, reference: str, seat: Seat, number: int) -> tuple[Case, tuple[LetterAhead, ...]]:
    """Return the case, and the letter with this number to a party: two versions if it hides who reports.

    The officer's own rights open its texts, on the record. Texts that stay closed are left out, and the page says so.
    This does not mark the letter as read for anybody else. NotSeen for a letter that the officer may not know of.
    """
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    message = message_of(case, seat, number)
    draft = _draft(case, message)
    asked = [text for text in draft.wanted if text.field not in OF_THE_REPORTER]
    known = texts_for_officer(case, Reading.SEE_CASE, by, asked)
    placed_on = message.placed_at.astimezone(ZoneInfo(draft.told.view.rules.zone)).date()
    proof = case.view.service.proof(message.about, seat) if seat is Seat.RESPONDENT else None
    said = {"reference": message.reference, "placed_on": placed_on, "served": proof}
    return case, tuple(write_draft(draft, known, case, **said))


def _draft(case: Case, message: Message) -> Draft:
    """Return the letter as it is written for its reader, whose seat says what they may read in it."""
    seat, step = Seat(message.seat), events_of_step(case.record, message.about)
    person = pseudonym(message.reader)
    told = Told(
        case=case,
        view=view_for_letter(case, case.record, message.about, seat),
        record=case.record[: case.record.index(step[-1]) + 1],
        step=step,
        seat=seat,
        template=message.template,
        zone=message.reader.zone,
        own=own_reference(message) if seat in ACCUSED else "",
    )
    seen = as_reader_sees(case, case.record, person, [seat], rights_of(seat, case.view, person))
    return Draft(told=told, wanted=tuple(text for text, _right in texts_told(seen, message.template, told.events)))
