"""Reminders of letters that the respondent did not open."""

from datetime import date
from uuid import UUID

from django.db import transaction

from casework import access
from casework.models import Case
from casework.procedure.keep_and_record import keep_and_record
from casework.procedure.service import steps
from casework.queries.reports.confirmed_address import has_confirmed_address
from casework.vocabulary import Channel, Seat, Verb


@transaction.atomic(durable=True)
def remind_reader(
    *, reference: str, by: access.Actor, about: UUID, channel: Channel, sent_on: date | None = None, proof: str = ""
) -> Case:
    """Remind the respondent of a letter. By mail without an address that they confirmed, it is recorded that mail fails."""
    case = access.case_for(by, reference, Verb.REMIND_READER)
    if channel is Channel.MAIL and not has_confirmed_address(case):
        failed = steps.record_bounce(case, about=about, reader=Seat.RESPONDENT, channel=Channel.MAIL)
        return keep_and_record(case, failed)
    day = sent_on or case.view.today
    event = steps.remind_reader(case, about=about, channel=channel, sent_on=day, proof_written=bool(proof))
    return keep_and_record(case, event, {"proof": proof or None})
