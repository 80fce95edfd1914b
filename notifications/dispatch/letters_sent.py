"""A letter that was sent, for an officer of the case: as its reader reads it, without what the officer may not read."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.people.posting import events_of_step, view_for_letter
from casework.record.rights import ACCUSED, rights_of
from casework.vocabulary import NotNow, Reading, Seat
from notifications.dispatch.case_letters import message_of
from notifications.dispatch.letters_ahead import (
    OF_THE_REPORTER,
    Draft,
    LetterAhead,
    as_reader_sees,
    texts_for_officer,
    write_draft,
)
from notifications.letters.opening import texts_told
from notifications.letters.own_cases import own_reference
from notifications.letters.subjects import SUBJECTS
from notifications.letters.writing import Letter, Told
from notifications.models import Message


def letter_sent(by: Actor, reference: str, seat: Seat, number: int) -> tuple[Case, tuple[LetterAhead, ...]]:
    """Return the case, and the letter with this number to a party: two versions if it hides who reports.

    The officer's own rights open its texts, on the record. Texts that stay closed are left out, and the page says so.
    This does not mark the letter as read for anybody else. NotSeen for a letter that the officer may not know of.
    """
    case, message = _found(by, reference, seat, number)
    return case, _written(by, case, message)


def letter_to_print(by: Actor, reference: str, seat: Seat, number: int) -> Letter:
    """Return the letter with this number to a party as it was sent, for paper, opened as `letter_sent` does.

    NotNow unless the officer may read all of it: a letter with gaps must not be posted.
    """
    case, message = _found(by, reference, seat, number)
    written = _written(by, case, message)
    if len(written) != 1 or written[0].hides:
        raise NotNow(_("You may not read all of this letter, so you cannot print it. Its page says who can."))
    return Letter(
        reference=message.reference,
        number=message.letter,
        subject=str(SUBJECTS[message.template]),
        placed_on=_placed_on(case, message),
        seat=seat,
        html=written[0].html,
    )


def _found(by: Actor, reference: str, seat: Seat, number: int) -> tuple[Case, Message]:
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    return case, message_of(case, seat, number)


def _placed_on(case: Case, message: Message) -> date:
    return message.placed_at.astimezone(ZoneInfo(case.view.rules.zone)).date()


def _written(by: Actor, case: Case, message: Message) -> tuple[LetterAhead, ...]:
    draft = _draft(case, message)
    asked = [text for text in draft.wanted if text.field not in OF_THE_REPORTER]
    known = texts_for_officer(case, Reading.SEE_CASE, by, asked)
    to_member = Seat(message.seat) is Seat.RESPONDENT
    proof = case.view.service.proof(message.about, Seat.RESPONDENT) if to_member else None
    said = {"reference": message.reference, "placed_on": _placed_on(case, message), "served": proof}
    return tuple(write_draft(draft, known, case, **said))


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
