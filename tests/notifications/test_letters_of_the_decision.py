"""The letters of consent, of what the board sends back, and of conditions, each written for its reader."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from casework import tasks
from casework.access import Actor
from casework.models import Case
from casework.vocabulary import Seat, Verb
from notifications.models import Message
from notifications.post_room import place_letters
from notifications.writing import letter_for
from policy.quorum import Option
from tests.casework.board_cast import Table, for_
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import take

RESPONDENT, REPORTER = Seat.RESPONDENT, Seat.COMPLAINANT
BOTH = {RESPONDENT, REPORTER}


@pytest.fixture
def table(db: None) -> Iterator[Table]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Table(clock)


def offered(table: Table) -> None:
    table.offered()


def declined(table: Table) -> None:
    case = table.offered()
    take(case, Verb.REJECT_CONSENT, table.by("rex"), reasons="No, brambling.", confirmed="on")


def agreed(table: Table) -> None:
    table.decided(table.accepted(), for_(Option.CONSENT))


def to_a_new_panel(table: Table) -> None:
    case = table.voted(table.opened(table.recommended()), for_(Option.REMIT_TO_NEW_PANEL))
    take(case, Verb.REMIT_TO_NEW_PANEL, table.by("bea"), defect="A witness was not heard, brambling.")


def watched(table: Table) -> None:
    case = table.notice(table.monitored())
    take(case, Verb.WITHDRAW_BREACH_NOTICE, table.by("mona"), reasons="He went himself, brambling.")
    key = str(case.facts.sanctions.all[-1].conditions[0].id)
    case = take(case, Verb.FILE_CONDITION_EVIDENCE, table.by("rex"), condition=key, statement="I went.")
    take(case, Verb.RETURN_CONDITION_EVIDENCE, table.by("mona"), condition=key, reasons="No certificate, brambling.")
    more = {"condition": key, "days": "21", "reasons": "The school was closed, brambling."}
    take(case, Verb.EXTEND_CONDITION, table.by("mona"), second=table.by("mike"), **more)


def an_alternate(table: Table) -> None:
    case = table.opened(table.recommended())
    for name in ("bo", "bil", "bev"):
        case = take(case, Verb.RECUSE_OFFICER, table.by(name), confirmed="on")
    case = take(case, Verb.VOID_BALLOT, table.by("bea"))
    take(case, Verb.SEAT_ALTERNATE, table.by("bea"), person=str(table.person("una")))


def lifted(table: Table) -> None:
    case = take(table.monitored(), Verb.APPLY_SANCTION, table.by("regi"), note="On probation.")
    table.wait(days=220)
    tasks.lapses()
    take(case, Verb.LIFT_SANCTION, table.by("regi"), note="All rights are back, brambling.")


@pytest.mark.parametrize(
    ("told", "letters"),
    [
        (offered, {"consent_offer": ("You may say no", {RESPONDENT}), "consent_views": ("You are heard", {REPORTER})}),
        (declined, {"consent_ended": ("No panel hears of it", BOTH)}),
        (agreed, {"decision": ("only fraud or bias", {RESPONDENT}), "outcome": ("The member admitted", {REPORTER})}),
        (an_alternate, {"alternate_seated": ("votes with them", BOTH)}),
        (lifted, {"sanction_lifted": ("out of the register of members", {RESPONDENT})}),
        (to_a_new_panel, {"remitted": ("sent the case back", BOTH)}),
        (
            watched,
            {
                "breach_notice_withdrawn": ("Nothing follows from it", {RESPONDENT}),
                "condition_evidence_returned": ("No certificate", {RESPONDENT}),
                "condition_extended": ("21 more days", {RESPONDENT}),
            },
        ),
    ],
    ids=lambda value: getattr(value, "__name__", "letters"),
)
def test_each_letter_reaches_its_readers_with_what_was_written_for_them(
    table: Table, told: Callable[[Table], None], letters: dict[str, tuple[str, set[Seat]]]
) -> None:
    told(table)
    while place_letters():
        pass
    case = Case.objects.get()
    messages = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader")
    for template, (says, readers) in letters.items():
        found = {
            Seat(one.seat): str(letter_for(one, Actor(user=one.reader)).html)
            for one in messages.filter(template=template)
        }
        assert (template, set(found)) == (template, readers)
        for seat, html in found.items():
            assert ("What happens next" in html, says in html) == (True, True)
            hidden = [
                "Pia",
                "Sandgrouse",
                "Una",
                case.reference,
                case.code_name,
                *(["Rex"] if seat is REPORTER else []),
            ]
            assert [word for word in hidden if word in html] == []
