"""A mail to a reporter: to who asked for one, the same as everybody's, once a day, apart from the other side's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from structlog.testing import capture_logs

from accounts.pseudonyms import forget
from casework import access
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint
from casework.queries.reports.own_report import address_asked
from casework.vocabulary import Report, Seat
from ledger.clock import now
from notifications.dispatch.announcements import announce_waiting
from notifications.dispatch.dispatcher import place_letters
from notifications.mail.channel import MOST_TRIES
from notifications.mail.throttle import DAY, LATEST, SOONEST, MailThrottle
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY, REPORT
from tests.notifications.conftest import Server, Sink
from vault.destroying import destroy_keys
from vault.models import SealedText

ADDRESS, REX = "pia@example.org", "rex@society.example"
NO_ADDRESS = '"\x05"@example.org'
"""The form takes it for an address, and no mail can be written to it."""


def asking(address: str = ADDRESS) -> Report:
    """Return a report by somebody who wants a mail there."""
    return replace(REPORT, reporter=replace(REPORT.reporter, email=address, notify=address))


class Asked(Inquiry):
    """The desk, before which everybody who reports wants a mail."""

    def swept(self, report: Report | None = None) -> Case:
        """A report that wants a mail, unless another is given, after its first sweep."""
        return super().swept(report or asking())

    def told(self, report: Report | None = None) -> Case:
        """The same, acknowledged, and the letter about it placed."""
        case = acknowledge_complaint(reference=self.swept(report).reference, by=self.by("ines"))
        place_letters()
        return case

    def announce(self) -> int:
        """Let the longest that a reporter's letter waits go by, and announce."""
        self.clock.shift(LATEST)
        return announce_waiting()


@pytest.fixture
def desk(db: None) -> Iterator[Asked]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Asked(clock)


def waiting() -> list[Any]:
    """Return when each reporter's letter that still waits is announced."""
    due = Message.objects.filter(seat=Seat.COMPLAINANT, mail_due__isnull=False).order_by("mail_due")
    return list(due.values_list("mail_due", flat=True))


def sent_to(sink: Sink) -> list[str]:
    """Return the addresses of the mails that left."""
    return [mail["To"] for mail in sink.mails]


def test_who_asked_gets_the_mail_that_everybody_gets_some_hours_later(desk: Asked, sink: Sink) -> None:
    desk.noticed()
    place_letters()
    assert all(now() + SOONEST <= due < now() + LATEST for due in waiting())
    assert announce_waiting() == 1
    assert desk.announce() == 1
    assert sent_to(sink) == [REX, ADDRESS]
    assert waiting() == []
    to_rex, to_reporter = ((mail["Subject"], mail.get_payload(), list(mail.keys())) for mail in sink.mails)
    assert to_reporter == to_rex


def test_who_did_not_ask_gets_none(desk: Asked, sink: Sink) -> None:
    desk.told(REPORT)
    assert len(waiting()) == 1
    assert desk.announce() == 0
    assert sent_to(sink) == []
    assert waiting() == []


def test_fifty_reports_that_claim_one_address_are_one_mail_that_day(desk: Asked, sink: Sink) -> None:
    spelt = ("victim@example.org", "Victim@Example.org", "victim+{}@example.org", "VICTIM+x{}@example.org")
    for n in range(50):
        case = desk.swept(asking(spelt[n % 4].format(n)))
        acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    while place_letters():
        pass
    assert len(waiting()) == 50
    assert desk.announce() == 1
    assert len(sink.mails) == 1
    assert waiting() == []


def test_a_letter_placed_after_the_mail_of_the_day_is_announced_when_the_day_is_over(desk: Asked, sink: Sink) -> None:
    desk.told()
    assert desk.announce() == 1
    left = now()
    desk.clock.shift(timedelta(minutes=1))
    desk.told()
    assert (desk.announce(), waiting()) == (0, [left + DAY])
    desk.clock.move_to(left + DAY)
    assert announce_waiting() == 1
    assert sent_to(sink) == [ADDRESS, ADDRESS]
    assert waiting() == []


def test_a_second_mail_to_an_address_waits_while_the_first_is_on_its_way(
    desk: Asked,
) -> None:
    desk.told()
    desk.told()
    one, other = (MailThrottle(message=message, address=ADDRESS, moment=now()) for message in Message.objects.all())
    assert (one.claim_departure(), other.claim_departure()) == (now(), now() + timedelta(minutes=1))
    one.release(left=True)
    assert other.claim_departure() is None


def test_a_mail_that_did_not_leave_leaves_the_day_to_another(desk: Asked) -> None:
    desk.told()
    desk.told()
    one, other = (MailThrottle(message=message, address=ADDRESS, moment=now()) for message in Message.objects.all())
    assert one.claim_departure() == now()
    one.release(left=False)
    assert other.claim_departure() == now()


def test_two_addresses_have_a_day_each(desk: Asked, sink: Sink) -> None:
    desk.told()
    desk.told(asking("otto@example.org"))
    assert (desk.announce(), sorted(sent_to(sink))) == (2, ["otto@example.org", ADDRESS])


def test_a_refused_mail_gives_the_day_back_and_is_tried_again(desk: Asked, closed: Server) -> None:
    desk.told()
    with capture_logs() as log:
        assert (desk.announce(), waiting()) == (0, [now() + timedelta(minutes=1)])
    assert [type(line.pop("exc_info")) for line in log] == [ConnectionRefusedError]
    assert log == [{"event": "mail_was_not_taken", "tries": 1, "log_level": "warning"}]
    closed.start()
    desk.clock.shift(timedelta(minutes=1))
    assert announce_waiting() == 1
    assert [mail["To"] for mail in closed.mails] == [ADDRESS]
    assert waiting() == []


def test_what_is_no_address_stops_nobody_elses_mail_and_is_given_up_after_a_day(desk: Asked, sink: Sink) -> None:
    desk.told(asking(NO_ADDRESS))
    desk.told()
    assert desk.announce() == 1
    assert sent_to(sink) == [ADDRESS]
    assert waiting() == [now() + timedelta(minutes=1)]
    Message.objects.filter(mail_due__isnull=False).update(tries=MOST_TRIES)
    assert desk.announce() == 0
    assert sent_to(sink) == [ADDRESS]
    assert waiting() == []


def test_of_a_file_whose_keys_are_destroyed_no_mail_goes(desk: Asked, sink: Sink) -> None:
    destroy_keys(desk.told().id)
    assert desk.announce() == 0
    assert sent_to(sink) == []
    assert waiting() == []


def test_who_is_no_party_any_more_gets_no_mail_and_finds_no_letter(desk: Asked, sink: Sink) -> None:
    forget(str(desk.told().id))
    assert desk.announce() == 0
    assert sent_to(sink) == []
    assert Message.objects.count() == 0


def test_a_letter_that_was_read_meanwhile_is_not_announced(desk: Asked, sink: Sink) -> None:
    desk.told()
    Message.objects.update(opened_at=now())
    assert desk.announce() == 0
    assert sent_to(sink) == []
    assert waiting() == []


def test_an_address_swapped_in_the_database_gets_no_mail_and_delays_nobody(desk: Asked, sink: Sink) -> None:
    mine, other = desk.told(), desk.told(asking("otto@example.org"))
    entries = {case.id: access.view_of(case, now()).filing.entry or UUID(int=0) for case in (mine, other)}
    theirs = SealedText.objects.get(entry_id=entries[other.id], field="notify")
    SealedText.objects.filter(entry_id=entries[mine.id], field="notify").update(blob=theirs.blob)
    assert (desk.announce(), sent_to(sink)) == (1, ["otto@example.org"])
    assert waiting() == [now() + timedelta(minutes=1)]


def test_only_of_the_one_who_reported_an_address_is_opened_by_two_queries(
    desk: Asked, django_assert_num_queries: Any
) -> None:
    case = desk.told()
    case.view, reporter = access.view_of(case, now()), desk.reporter(case).user
    with django_assert_num_queries(2):
        assert address_asked(case, reporter) == ADDRESS
    assert address_asked(case, desk["ines"]) == ""


def test_after_a_mail_to_the_accused_an_hour_passes_before_the_reporters(desk: Asked, sink: Sink) -> None:
    desk.noticed()
    place_letters()
    assert announce_waiting() == 1
    Message.objects.filter(seat=Seat.COMPLAINANT).update(mail_due=now())
    assert (announce_waiting(), sent_to(sink)) == (0, [REX])
    assert all(now() + SOONEST <= due < now() + LATEST for due in waiting())


def test_when_the_mail_server_is_back_the_two_sides_of_a_report_still_leave_apart(desk: Asked, closed: Server) -> None:
    desk.noticed()
    place_letters()
    Message.objects.update(mail_due=now())
    assert announce_waiting() == 0
    closed.start()
    desk.clock.shift(timedelta(minutes=2))
    assert (announce_waiting(), len(closed.mails)) == (1, 1)
    assert (desk.announce(), sorted(mail["To"] for mail in closed.mails)) == (1, [ADDRESS, REX])


def test_a_mail_on_its_way_has_no_form_in_which_its_address_could_be_logged(desk: Asked) -> None:
    desk.told()
    pace = MailThrottle(message=Message.objects.get(), address=ADDRESS, moment=now())
    assert (ADDRESS in repr(pace), ADDRESS in str(pace)) == (False, False)
