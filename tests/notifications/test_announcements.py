"""The one mail of the installation: that a letter lies there, and nothing else, to nobody who should not hear."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings as site

from casework.vocabulary import Seat
from ledger.clock import now
from notifications.dispatch.announcements import announce_waiting
from notifications.dispatch.dispatcher import place_letters
from notifications.mail.channel import message_id
from notifications.mail.throttle import LATEST
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.notifications.conftest import Server, Sink
from tests.notifications.kept_inquiry import begun, here, inquiry

__all__ = ["begun", "here", "inquiry"]


def waiting(case_id: UUID) -> list[str]:
    """Return who with an address of the installation still waits for a mail."""
    found = Message.objects.filter(case=case_id, mail_due__isnull=False).exclude(seat=Seat.COMPLAINANT)
    return [message.reader.email or "" for message in found.select_related("reader")]


def test_the_mail_says_that_there_is_a_message_and_nothing_else(inquiry: Inquiry, sink: Sink) -> None:
    case = inquiry.noticed()
    place_letters()
    assert announce_waiting() == 1
    (mail,) = sink.mails
    notice = Message.objects.get(case=case, seat=Seat.RESPONDENT)
    kept = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"}
    told = {"Content-Type", "Content-Transfer-Encoding", "X-Peer", "X-MailFrom", "X-RcptTo"}
    assert (set(mail.keys()) - told, mail["Subject"], mail["To"]) == (kept, "You have a message", "rex@society.example")
    assert (
        mail.get_payload(decode=True).decode().split()
        == (
            f"You have a message from ICSRM. Sign in to read it: {site.BASE_URL}/ This mail says nothing else on purpose."
            " Nobody will ask you for a password or a code by mail."
        ).split()
    )
    whole = mail.as_string()
    told_apart = [case.reference, case.code_name, notice.reference, str(notice.about), str(case.id), "N5", "notice"]
    assert [word for word in told_apart if word in whole] == []


def test_a_letter_has_the_same_message_id_whenever_it_is_tried(inquiry: Inquiry) -> None:
    inquiry.noticed()
    place_letters()
    notice = Message.objects.get(seat=Seat.RESPONDENT)
    first = message_id(notice)
    assert (message_id(Message.objects.get(pk=notice.pk)), len({message_id(m) for m in Message.objects.all()})) == (
        first,
        Message.objects.count(),
    )


def test_a_mail_goes_once_and_a_reporter_who_asked_for_none_gets_none(inquiry: Inquiry, sink: Sink) -> None:
    case = inquiry.noticed()
    place_letters()
    assert announce_waiting() == 1
    assert announce_waiting() == 0
    assert waiting(case.id) == []
    inquiry.clock.shift(LATEST)
    assert (announce_waiting(), Message.objects.filter(mail_due__isnull=False).count()) == (0, 0)
    assert [mail["To"] for mail in sink.mails] == ["rex@society.example"]


def test_a_mail_server_that_is_down_costs_time_and_nothing_else(inquiry: Inquiry, closed: Server) -> None:
    case = inquiry.noticed()
    place_letters()
    assert announce_waiting() == 0
    assert waiting(case.id) == ["rex@society.example"]
    assert announce_waiting() == 0
    notice = Message.objects.get(case=case, seat=Seat.RESPONDENT)
    assert (notice.tries, notice.mail_due) == (1, now() + timedelta(minutes=1))
    inquiry.clock.shift(timedelta(minutes=2))
    closed.start()
    assert (announce_waiting(), len(closed.mails)) == (1, 1)


def test_a_letter_that_was_read_is_not_announced_any_more(inquiry: Inquiry, sink: Sink) -> None:
    case = inquiry.noticed()
    place_letters()
    Message.objects.filter(case=case).update(opened_at=now())
    assert announce_waiting() == 0
    assert waiting(case.id) == []
    assert sink.mails == []
