"""The one letter that goes to an office: somebody outside is asked whom a reporter means."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from casework.models import Case
from casework.procedure.plain_step import do
from casework.vocabulary import Verb
from ledger.models import Entry
from notifications.dispatch.announcements import announce_waiting
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.desk_cast import MONDAY, REPORT, Desk
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import text
from tests.notifications.conftest import Sink


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    with time_machine.travel(MONDAY, tick=False):
        yield Desk()


def asked(desk: Desk) -> Case:
    """A report that is held until somebody outside has said whom its reporter means."""
    case = desk.swept(replace(REPORT, keep_away=("his sister on the board",)))
    while place_letters():
        pass
    return case


def test_it_is_read_at_the_desk_and_no_party_is_served_by_it(desk: Desk) -> None:
    asked(desk)
    jar, letter = signed_in(desk["ivo"]), Message.objects.get(reader=desk["ivo"])
    page = text(jar.get(reverse("desk_letter", args=[letter.reference])))
    assert letter.reference in text(jar.get(reverse("desk_inbox")))
    assert "Say whom the reporter means" in page
    assert Entry.objects.filter(type="case.letter_opened").count() == 0


def test_who_stepped_aside_while_the_letter_waited_gets_no_mail_and_finds_none(desk: Desk, sink: Sink) -> None:
    case = asked(desk)
    do(Verb.DECLARE_CONFLICT, reference=case.reference, by=desk.by("ivo"))
    announce_waiting()
    left = Message.objects.filter(reader=desk["ivo"]).count()
    assert ([mail["To"] for mail in sink.mails if "ivo" in mail["To"]], left) == ([], 0)
