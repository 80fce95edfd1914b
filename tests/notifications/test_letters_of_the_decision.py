"""The letters of consent, of what the board sends back, and of conditions, each written for its reader."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from casework import tasks
from casework.access import Actor
from casework.models import Case
from casework.vocabulary import Seat, Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from policy.quorum import Option
from tests.casework.board_cast import Table, for_
from tests.casework.taking import take
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
RESPONDENT, REPORTER = Seat.RESPONDENT, Seat.COMPLAINANT
BOTH = {RESPONDENT, REPORTER}
TOOK_PART = "7 of the 7 people who could vote took part."


begun = begun_by(Table)


@pytest.fixture
def table(here: tuple[Table, Any]) -> Table:
    return here[0]


def offered(table: Table, case: Case) -> None:
    """Nothing happens but the offer."""


def declined(table: Table, case: Case) -> None:
    take(case, Verb.REJECT_CONSENT, table.by("rex"), reasons="No, brambling.", confirmed="on")


def agreed(table: Table, case: Case) -> None:
    table.decided(case, for_(Option.CONSENT))


def reprimanded(table: Table, case: Case) -> None:
    table.decided(case, for_(Option.L4))


def unsanctioned(table: Table, case: Case) -> None:
    table.decided(case, for_())


def to_a_new_panel(table: Table, case: Case) -> None:
    case = table.voted(table.opened(case), for_(Option.REMIT_TO_NEW_PANEL))
    take(case, Verb.REMIT_TO_NEW_PANEL, table.by("bea"), defect="A witness was not heard, brambling.")


def watched(table: Table, case: Case) -> None:
    case = table.notice(case)
    take(case, Verb.WITHDRAW_BREACH_NOTICE, table.by("mona"), reasons="He went himself, brambling.")
    key = str(case.view.sanctions.all[-1].conditions[0].id)
    case = take(case, Verb.FILE_CONDITION_EVIDENCE, table.by("rex"), condition=key, statement="I went.")
    take(case, Verb.RETURN_CONDITION_EVIDENCE, table.by("mona"), condition=key, reasons="No certificate, brambling.")
    more = {"condition": key, "days": "21", "reasons": "The school was closed, brambling."}
    take(case, Verb.EXTEND_CONDITION, table.by("mona"), table.by("mike"), **more)


def an_alternate(table: Table, case: Case) -> None:
    case = table.opened(case)
    for name in ("bo", "bil", "bev"):
        case = take(case, Verb.RECUSE_OFFICER, table.by(name), confirmed="on")
    case = take(case, Verb.VOID_BALLOT, table.by("bea"))
    take(case, Verb.SEAT_ALTERNATE, table.by("bea"), person=str(table.person("una")))


def lifted(table: Table, case: Case) -> None:
    case = take(case, Verb.APPLY_SANCTION, table.by("regi"), note="On probation.")
    table.wait(days=220)
    tasks.lapses()
    take(case, Verb.LIFT_SANCTION, table.by("regi"), note="All rights are back, brambling.")


@pytest.mark.parametrize(
    ("begun", "told", "letters"),
    [
        (
            Table.offered,
            offered,
            {"consent_offer": ("You may say no", {RESPONDENT}), "consent_views": ("You are heard", {REPORTER})},
        ),
        (Table.offered, declined, {"consent_ended": ("No panel hears of it", BOTH)}),
        (
            Table.accepted,
            agreed,
            {"decision": ("only fraud or bias", {RESPONDENT}), "outcome": ("The member admitted", {REPORTER})},
        ),
        (Table.recommended, reprimanded, {"decision": ("4 votes were needed for this.", {RESPONDENT})}),
        (
            Table.recommended,
            reprimanded,
            {"decision": ("Only on its appeal can the sanction be raised.", {RESPONDENT})},
        ),
        (
            Table.recommended,
            unsanctioned,
            {"decision": ("Nothing that was put to them had", {RESPONDENT})},
        ),
        (Table.recommended, an_alternate, {"alternate_seated": ("votes with them", BOTH)}),
        (Table.monitored, lifted, {"sanction_lifted": ("out of the register of members", {RESPONDENT})}),
        (Table.recommended, to_a_new_panel, {"remitted": ("sent the case back", BOTH)}),
        (
            Table.monitored,
            watched,
            {
                "breach_notice_withdrawn": ("Nothing follows from it", {RESPONDENT}),
                "condition_evidence_returned": ("No certificate", {RESPONDENT}),
                "condition_extended": ("21 more days", {RESPONDENT}),
            },
        ),
    ],
    indirect=["begun"],
    ids=lambda value: getattr(value, "__name__", "letters"),
)
def test_each_letter_reaches_its_readers_with_what_was_written_for_them(
    table: Table, case: Case, told: Callable[[Table, Case], None], letters: dict[str, tuple[str, set[Seat]]]
) -> None:
    told(table, case)
    while place_letters():
        pass
    messages = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader")
    for template, (says, readers) in letters.items():
        found = {
            Seat(one.seat): str(letter_for(one, Actor(user=one.reader)).html)
            for one in messages.filter(template=template)
        }
        assert (template, set(found)) == (template, readers)
        for seat, html in found.items():
            assert ("What happens next" in html, says in html) == (True, True)
            assert (TOOK_PART in html) == (template == "decision")
            hidden = [
                "Pia",
                "Sandgrouse",
                "Una",
                case.reference,
                case.code_name,
                *(["Rex"] if seat is REPORTER else []),
            ]
            assert [word for word in hidden if word in html] == []


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


@pytest.mark.parametrize("begun", [Table.recommended], indirect=True)
def test_the_letter_of_a_decision_names_the_range_of_the_panels_sheet(table: Table, case: Case) -> None:
    sheet, ladder = case.view.deliberation.recommended, case.view.rules.ladder
    assert sheet is not None and sheet.low != sheet.high
    reprimanded(table, case)
    while place_letters():
        pass
    message = Message.objects.get(template="decision", seat=RESPONDENT)
    range_said = f"The range was from “{ladder[sheet.low].name}” to “{ladder[sheet.high].name}”."
    assert range_said in words(letter_for(message, Actor(user=message.reader)).html)


@pytest.mark.parametrize(
    ("weighed", "said"),
    [
        ({"low": "Caution", "high": "Caution"}, "For the panel, the range was “Caution” alone."),
        ({"low": "Caution", "high": "Reprimand"}, "The range was from “Caution” to “Reprimand”."),
        (None, ""),
    ],
)
def test_a_range_of_one_level_is_said_to_be_that_level_alone(weighed: dict[str, str] | None, said: str) -> None:
    core = words(
        render_to_string("letters/parts/decision_core.html", {"weighed": weighed, "event": {"route": "panel"}})
    )
    decided = core.partition("How it was decided.")[2].partition("You can appeal.")[0]
    assert (said in decided, "range was" in decided) == (True, bool(said))
