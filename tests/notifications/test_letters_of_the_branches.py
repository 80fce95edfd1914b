"""The letters of the branches before a hearing, each written for its reader; none tells one side of the other."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework import actions
from casework.access import Actor
from casework.models import Case
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from notifications.models import Message
from notifications.post_room import place_letters
from notifications.writing import letter_for
from tests.casework.answer_cast import Inquiry
from tests.casework.taking import take

RESPONDENT, REPORTER = Seat.RESPONDENT, Seat.COMPLAINANT
HOLD = {"clocks": ["RESPONSE"], "reasons": "A court sits, corncrake."}
OFFER = {"proposal": "Sit down together, corncrake.", "agreed": "on"}


def more_time_for_items(cast: Inquiry) -> None:
    case = cast.screening()
    by = cast.screeners(case)[0]
    take(case, Verb.REQUEST_INFORMATION, by, items="The mail.")
    take(case, Verb.EXTEND_INFORMATION, by, reasons="They were ill, corncrake.")


def terms(cast: Inquiry) -> None:
    case = cast.investigation()
    take(case, Verb.OFFER_EARLY_RESOLUTION, cast.by("ola"), **OFFER)
    take(case, Verb.PROPOSE_TERMS, cast.by("ola"), terms="An apology, corncrake.")


def settled(cast: Inquiry) -> None:
    terms(cast)
    case = Case.objects.get()
    for by in (cast.by("rex"), cast.reporter(case)):
        take(case, Verb.ACCEPT_TERMS, by, confirmed="on")
    take(case, Verb.SETTLE_CASE, cast.by("ola"), confirmed="on")


def longer(cast: Inquiry) -> None:
    said = {"days": "30", "reasons": "Witnesses abroad, corncrake."}
    take(cast.served(), Verb.EXTEND_INVESTIGATION, cast.by("ola"), second=cast.by("dee"), **said)


def more_time_to_answer(cast: Inquiry) -> None:
    case = cast.served()
    take(case, Verb.ASK_EXTENSION, cast.by("rex"), days="10", reasons="Away.")
    take(case, Verb.EXTEND_RESPONSE, cast.by("ola"), days="10", reasons="Granted, corncrake.")


def no_more_time(cast: Inquiry) -> None:
    case = cast.served()
    take(case, Verb.ASK_EXTENSION, cast.by("rex"), days="10", reasons="Away.")
    take(case, Verb.REFUSE_EXTENSION, cast.by("ola"), reasons="Long enough, corncrake.")


def not_set_aside(cast: Inquiry) -> None:
    case = take(cast.default_waits(), Verb.ENTER_DEFAULT, cast.by("dee"), reasons="No answer.")
    take(case, Verb.ASK_TO_SET_ASIDE, cast.by("rex"), cause="I forgot.")
    take(case, Verb.REFUSE_SET_ASIDE, cast.by("dee"), reasons="No cause, corncrake.")


def sent_again(cast: Inquiry) -> None:
    take(cast.noticed(), Verb.SERVE_NOTICE_AGAIN, cast.by("ola"), channel="post", words="Once more, corncrake.")


def adopted(cast: Inquiry) -> None:
    case = cast.served()
    seat = {"person": cast.person("vera"), "seat": Seat.REVIEWER, "reason": ""}
    actions.seat_officer(case=case.reference, by=cast.by("ines"), **seat)  # type: ignore[arg-type]
    take(case, Verb.ADOPT_CASE, cast.by("vera"), interest="Others were hurt.")


def held(cast: Inquiry) -> None:
    take(cast.served(), Verb.PLACE_HOLD, cast.by("dee"), **HOLD)


def released(cast: Inquiry) -> None:
    case = take(cast.served(), Verb.PLACE_HOLD, cast.by("dee"), clocks=["RESPONSE"], reasons="x")
    take(case, Verb.RELEASE_HOLD, cast.by("dee"), reasons="It has ruled, corncrake.")


def progress(cast: Inquiry) -> None:
    day = (now() + timedelta(days=9)).date().isoformat()
    take(cast.served(), Verb.SEND_STATUS, cast.by("ola"), next_step="We wait, corncrake.", next_on=day)


def feedback(cast: Inquiry) -> None:
    take(cast.served(), Verb.GIVE_FEEDBACK, cast.by("ola"), feedback="We investigate, corncrake.")


def later_feedback(cast: Inquiry) -> None:
    take(cast.served(), Verb.EXTEND_FEEDBACK, cast.by("ola"), reasons="It is long, corncrake.")


MEASURE = {"measure": "No access to files, corncrake.", "threat": "Files went missing."}


def measured(cast: Inquiry) -> None:
    take(cast.investigation(), Verb.PROPOSE_INTERIM, cast.by("ola"), **MEASURE)


def frail(cast: Inquiry) -> None:
    take(cast.served(), Verb.FLAG_HEALTH, cast.by("rex"), note="In hospital.")


def well(cast: Inquiry) -> None:
    frail(cast)
    take(Case.objects.get(), Verb.CLEAR_HEALTH, cast.by("rex"), confirmed="on")


def resigning(cast: Inquiry) -> None:
    case = cast.served()
    seat = {"person": cast.person("regi"), "seat": Seat.REGISTRAR, "reason": ""}
    actions.seat_officer(case=case.reference, by=cast.by("ines"), **seat)  # type: ignore[arg-type]
    day = {"received_on": "2026-03-02"}
    take(case, Verb.DEFER_RESIGNATION, cast.by("regi"), **day)


PLAIN = {"adopted", "health", "health_cleared", "resignation_deferred"}


@pytest.mark.parametrize(
    ("told", "template", "readers"),
    [
        (more_time_for_items, "information_time_extended", {REPORTER}),
        (terms, "talks_offered", {REPORTER, RESPONDENT}),
        (terms, "terms_proposed", {REPORTER, RESPONDENT}),
        (settled, "closure", {REPORTER, RESPONDENT}),
        (longer, "investigation_extended", {REPORTER, RESPONDENT}),
        (more_time_to_answer, "answer_time_extended", {RESPONDENT}),
        (no_more_time, "extension_refused", {RESPONDENT}),
        (not_set_aside, "set_aside_refused", {RESPONDENT}),
        (sent_again, "notice_of_investigation", {RESPONDENT}),
        (adopted, "adopted", {REPORTER, RESPONDENT}),
        (held, "hold", {REPORTER, RESPONDENT}),
        (released, "hold_released", {REPORTER, RESPONDENT}),
        (progress, "progress", {REPORTER, RESPONDENT}),
        (feedback, "feedback", {REPORTER}),
        (later_feedback, "feedback_extended", {REPORTER}),
        (measured, "interim_proposed", {RESPONDENT}),
        (frail, "health", {RESPONDENT}),
        (well, "health_cleared", {RESPONDENT}),
        (resigning, "resignation_deferred", {RESPONDENT}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_letter_reaches_its_readers_with_what_was_written_for_them(
    inquiry: Inquiry, told: Callable[[Inquiry], None], template: str, readers: set[Seat]
) -> None:
    told(inquiry)
    while place_letters():
        pass
    case = Case.objects.get()
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
