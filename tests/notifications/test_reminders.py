"""Reminders of letters: content-free mails of their own, and a bounce that turns the way to post."""

from datetime import timedelta

from casework import access
from casework.models import Case
from casework.procedure.plain_step import do
from casework.record import events as e
from casework.record.rights import RIGHTS, When
from casework.record.rights.served import BODIES
from casework.record.state.deeming import DEEMED
from casework.tasks import see_to_letters
from casework.vocabulary import Reading, Seat, Verb
from ledger.clock import now
from notifications.dispatch.announcements import announce_waiting
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.table import LETTERS
from notifications.mail.channel import MOST_TRIES
from notifications.models import Item, Message
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.notifications.conftest import Sink
from tests.notifications.kept_inquiry import begun, here, inquiry

__all__ = ["begun", "here", "inquiry"]


def noticed(inquiry: Inquiry) -> Case:
    """Return a case whose notice was sent to a member with a confirmed address, and announced."""
    inquiry["rex"].set_password("a grey heron at the weir")
    inquiry["rex"].save()
    case = inquiry.noticed()
    place_letters()
    announce_waiting()
    return case


def pass_days(inquiry: Inquiry, days: int) -> None:
    for _ in range(days):
        inquiry.clock.shift(timedelta(days=1))
        see_to_letters()
        place_letters()
        announce_waiting()


def test_a_member_is_reminded_by_two_mails_that_say_nothing_of_the_case(inquiry: Inquiry, sink: Sink) -> None:
    case = noticed(inquiry)
    pass_days(inquiry, 21)
    mails = [mail for mail in sink.mails if mail["To"] == "rex@society.example"]
    subjects = [mail["Subject"] for mail in mails]
    assert subjects == ["You have a message", "A message you have not read", "A message you have not read"]
    assert len({mail["Message-ID"] for mail in mails}) == 3
    notice = Message.objects.get(case=case, seat=Seat.RESPONDENT)
    secret = [case.reference, case.code_name, notice.reference, str(notice.about), "notice", "Notice"]
    assert [word for word in secret for mail in mails if word in mail.as_string()] == []


def test_a_letter_that_was_opened_is_brought_to_mind_no_more(inquiry: Inquiry, sink: Sink) -> None:
    case = noticed(inquiry)
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=inquiry.last(case))
    pass_days(inquiry, 21)
    assert [mail["Subject"] for mail in sink.mails] == ["You have a message"]


def test_a_mail_that_is_refused_for_a_day_is_a_bounce_and_a_task_for_the_officer(inquiry: Inquiry, sink: Sink) -> None:
    sink.refusal = "550 no such mailbox"
    case = noticed(inquiry)
    Message.objects.filter(case=case, seat=Seat.RESPONDENT).update(tries=MOST_TRIES)
    inquiry.clock.shift(timedelta(hours=2))
    announce_waiting()
    case = access.case_called(case.reference, now())
    assert case.view.service.mail_failed(case.view.service.sent[-1].about)
    place_letters()
    assert Item.objects.filter(case=case, topic=Topic.SERVICE, person=inquiry["ola"]).exists()
    announce_waiting()
    assert sum(1 for one in case.record if isinstance(one.event, e.ServiceFailed)) == 1


def read_by_deciders() -> frozenset[Reading]:
    """Return every right to read that a seat of a deciding body can have."""
    seats = frozenset().union(*(body.seats for body in BODIES.values()))
    held = (right for (seat, _), rights in RIGHTS.items() if seat in seats for right in rights)
    rights = (one.right if isinstance(one, When) else one for one in held)
    return frozenset(one for one in rights if isinstance(one, Reading))


def test_every_letter_with_words_for_deciders_counts_by_time() -> None:
    """Four letters need no such day: a closed case, news on progress, and calls that the deciders have written themselves."""
    read = read_by_deciders()
    told = [
        kind
        for kind, posts in LETTERS.items()
        if Seat.RESPONDENT in posts and any(seal.opens & read for seal in kind.sealed.values())
    ]
    assert {kind.__name__ for kind in set(told) - DEEMED.keys()} == {
        *("NoCaseFound", "StatusSent"),
        *("WitnessCalled", "AppealWitnessCalled"),
    }
