"""The letters of the branches before a hearing, each written for its reader; none tells one side of the other."""

from collections.abc import Callable
from typing import Any

import pytest

from casework.access import Actor
from casework.models import Case
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import Seat, Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.casework.taking import take
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
begun = begun_by(Inquiry)
RESPONDENT, REPORTER = Seat.RESPONDENT, Seat.COMPLAINANT
HOLD = {"clocks": ["RESPONSE"], "reasons": "A court sits, corncrake."}
OFFER = {"proposal": "Sit down together, corncrake.", "agreed": "on"}


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


def more_time_for_items(cast: Inquiry, case: Case) -> None:
    by = cast.screeners(case)[0]
    take(case, Verb.REQUEST_INFORMATION, by, items="The mail.")
    take(case, Verb.EXTEND_INFORMATION, by, reasons="They were ill, corncrake.")


def terms(cast: Inquiry, case: Case) -> None:
    take(case, Verb.OFFER_EARLY_RESOLUTION, cast.by("ola"), **OFFER)
    take(case, Verb.PROPOSE_TERMS, cast.by("ola"), terms="An apology, corncrake.")


def settled(cast: Inquiry, case: Case) -> None:
    terms(cast, case)
    case = Case.objects.get()
    for by in (cast.by("rex"), cast.reporter(case)):
        take(case, Verb.ACCEPT_TERMS, by, confirmed="on")
    take(case, Verb.SETTLE_CASE, cast.by("ola"), confirmed="on")


def longer(cast: Inquiry, case: Case) -> None:
    said = {"days": "30", "reasons": "Witnesses abroad, corncrake."}
    take(case, Verb.EXTEND_INVESTIGATION, cast.by("ola"), cast.by("dee"), **said)


def more_time_to_answer(cast: Inquiry, case: Case) -> None:
    case = take(case, Verb.MAKE_REQUEST, cast.by("rex"), kind="more_time", days="10", words="Away.")
    said = {"request": str(case.view.requests.all[0].id), "days": "10", "reasons": "Granted, corncrake."}
    take(case, Verb.ANSWER_REQUEST, cast.by("ola"), granted="yes", **said)


def no_more_time(cast: Inquiry, case: Case) -> None:
    case = take(case, Verb.MAKE_REQUEST, cast.by("rex"), kind="more_time", days="10", words="Away.")
    said = {"request": str(case.view.requests.all[0].id), "reasons": "Long enough, corncrake."}
    take(case, Verb.ANSWER_REQUEST, cast.by("ola"), granted="no", **said)


def not_set_aside(cast: Inquiry, case: Case) -> None:
    case = take(case, Verb.ENTER_DEFAULT, cast.by("dee"), reasons="No answer.")
    take(case, Verb.ASK_TO_SET_ASIDE, cast.by("rex"), cause="I forgot.")
    take(case, Verb.REFUSE_SET_ASIDE, cast.by("dee"), reasons="No cause, corncrake.")


def sent_again(cast: Inquiry, case: Case) -> None:
    take(case, Verb.SERVE_NOTICE_AGAIN, cast.by("ola"), channel="post", words="Once more, corncrake.")


def adopted(cast: Inquiry, case: Case) -> None:
    seat = {"person": cast.person("vera"), "seat": Seat.REVIEWER, "reason": ""}
    seat_officer(reference=case.reference, by=cast.by("ines"), **seat)
    take(case, Verb.ADOPT_CASE, cast.by("vera"), interest="Others were hurt.")


def held(cast: Inquiry, case: Case) -> None:
    take(case, Verb.PLACE_HOLD, cast.by("dee"), **HOLD)


def released(cast: Inquiry, case: Case) -> None:
    case = take(case, Verb.PLACE_HOLD, cast.by("dee"), clocks=["RESPONSE"], reasons="x")
    take(case, Verb.RELEASE_HOLD, cast.by("dee"), reasons="It has ruled, corncrake.")


def progress(cast: Inquiry, case: Case) -> None:
    take(case, Verb.SEND_STATUS, cast.by("ola"), next_step="We wait, corncrake.")


def feedback(cast: Inquiry, case: Case) -> None:
    take(case, Verb.GIVE_FEEDBACK, cast.by("ola"), feedback="We investigate, corncrake.")


def later_feedback(cast: Inquiry, case: Case) -> None:
    take(case, Verb.EXTEND_FEEDBACK, cast.by("ola"), reasons="It is long, corncrake.")


MEASURE = {"measure": "No access to files, corncrake.", "threat": "Files went missing."}


def measured(cast: Inquiry, case: Case) -> None:
    take(case, Verb.PROPOSE_INTERIM, cast.by("ola"), **MEASURE)


def frail(cast: Inquiry, case: Case) -> None:
    take(case, Verb.FLAG_HEALTH, cast.by("rex"), note="In hospital.")


def well(cast: Inquiry, case: Case) -> None:
    frail(cast, case)
    take(Case.objects.get(), Verb.CLEAR_HEALTH, cast.by("rex"), confirmed="on")


def resigning(cast: Inquiry, case: Case) -> None:
    seat = {"person": cast.person("regi"), "seat": Seat.REGISTRAR, "reason": ""}
    seat_officer(reference=case.reference, by=cast.by("ines"), **seat)
    day = {"received_on": "2026-03-02"}
    take(case, Verb.DEFER_RESIGNATION, cast.by("regi"), **day)


PLAIN = {"adopted", "health", "health_cleared", "resignation_deferred"}


@pytest.mark.parametrize(
    ("begun", "told", "template", "readers"),
    [
        (Inquiry.screening, more_time_for_items, "information_time_extended", {REPORTER}),
        (Inquiry.investigation, terms, "talks_offered", {REPORTER, RESPONDENT}),
        (Inquiry.investigation, terms, "terms_proposed", {REPORTER, RESPONDENT}),
        (Inquiry.investigation, settled, "closure", {REPORTER, RESPONDENT}),
        (Inquiry.served, longer, "investigation_extended", {REPORTER, RESPONDENT}),
        (Inquiry.served, more_time_to_answer, "request_answered", {RESPONDENT}),
        (Inquiry.served, no_more_time, "request_answered", {RESPONDENT}),
        (Inquiry.default_waits, not_set_aside, "set_aside_refused", {RESPONDENT}),
        (Inquiry.noticed, sent_again, "notice_of_investigation", {RESPONDENT}),
        (Inquiry.served, adopted, "adopted", {REPORTER, RESPONDENT}),
        (Inquiry.served, held, "hold", {REPORTER, RESPONDENT}),
        (Inquiry.served, released, "hold_released", {REPORTER, RESPONDENT}),
        (Inquiry.served, progress, "progress", {REPORTER, RESPONDENT}),
        (Inquiry.served, feedback, "feedback", {REPORTER}),
        (Inquiry.served, later_feedback, "feedback_extended", {REPORTER}),
        (Inquiry.investigation, measured, "interim_proposed", {RESPONDENT}),
        (Inquiry.served, frail, "health", {RESPONDENT}),
        (Inquiry.served, well, "health_cleared", {RESPONDENT}),
        (Inquiry.served, resigning, "resignation_deferred", {RESPONDENT}),
    ],
    indirect=["begun"],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_letter_reaches_its_readers_with_what_was_written_for_them(
    inquiry: Inquiry, case: Case, told: Callable[[Inquiry, Case], None], template: str, readers: set[Seat]
) -> None:
    told(inquiry, case)
    while place_letters():
        pass
    found = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader").filter(
        template=template
    )
    written: dict[Seat, str] = {}
    for one in found:
        html = str(letter_for(one, Actor(user=one.reader)).html)
        assert "What happens next" in html
        written[Seat(one.seat)] = written.get(Seat(one.seat), "") + html
    assert set(written) == readers
    for seat, html in written.items():
        assert ("corncrake" in html) == (template not in PLAIN)
        hidden = ["Pia", "Sandgrouse", case.reference, case.code_name, *(["Rex"] if seat is REPORTER else [])]
        assert [word for word in hidden if word in html] == []
