"""More time to answer, default set aside, the notice sent again, one more allegation: on the database."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from casework.access import Actor, the_clock
from casework.models import Case
from casework.procedure.investigation_report.actions import finalise_report
from casework.procedure.plain_step import do
from casework.vocabulary import Answer, CaseCompartment, CaseState, NoRight, NotSeen, Verb
from casework.vocabulary.refusals import BadShape
from casework.workflow.guard import REASONS
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take, trying, words
from tests.scenario_fixtures import begins


def due(case: Case, clock: str) -> date | None:
    moment = case.clocks.get(name=clock).due
    return moment.date() if moment else None


def asked(inquiry: Inquiry) -> Case:
    said = {"kind": "more_time", "days": "10", "words": "I am away, garganey."}
    return take(inquiry.served(), Verb.MAKE_REQUEST, inquiry.by("rex"), **said)


def answering(case: Case, by: Actor, **said: str) -> Callable[[], Case]:
    """Return a callable that answers the request that waits."""
    (waiting,) = case.view.requests.waiting
    return trying(case, Verb.ANSWER_REQUEST, by, request=str(waiting.id), **said)


@begins(asked)
def test_the_respondent_asks_once_and_the_time_waits_for_the_answer(inquiry: Inquiry, case: Case) -> None:
    assert words(case, "request", CaseCompartment.RESPONDENT) == "I am away, garganey."
    assert (last(case)[0], due(case, "RESPONSE")) == ("case.respondent_request_made", None)
    again = trying(case, Verb.MAKE_REQUEST, inquiry.by("rex"), kind="more_time", days="5", words="x")
    assert refused(case, again) == (REASONS["no_such_request_waits"],)
    for name, refusal in (("ines", NoRight), ("stranger", NotSeen)):
        assert refused(case, answering(case, inquiry.by(name), granted="no", reasons="x")) is refusal


@begins(asked)
def test_the_investigator_gives_fourteen_days_a_decider_thirty_in_all(inquiry: Inquiry, case: Case) -> None:

    def give(case: Case, name: str, days: int) -> Callable[[], Case]:
        return answering(case, inquiry.by(name), granted="yes", days=str(days), reasons="Granted.")

    with pytest.raises(BadShape, match="You can give at most 14 more days"):
        give(case, "ola", 15)()
    case = give(case, "ola", 14)()
    assert (last(case)[1]["days"], due(case, "RESPONSE")) == (14, date(2026, 4, 15))
    more = {"kind": "more_time", "days": "16", "words": "Still away."}
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), **more)
    assert refused(case, give(case, "ola", 1)) == (REASONS["days_are_within_limit"],)
    with pytest.raises(BadShape, match="You can give at most 16 more days"):
        give(case, "dee", 17)()
    assert due(give(case, "dee", 16)(), "RESPONSE") == date(2026, 5, 1)


@begins(asked)
def test_a_request_is_refused_with_reasons(inquiry: Inquiry, case: Case) -> None:
    case = answering(case, inquiry.by("ola"), granted="no", reasons="You had long enough, wigeon.")()
    assert last(case)[0] == "case.respondent_request_answered"
    assert words(case, "reasons", CaseCompartment.RESPONDENT) == "You had long enough, wigeon."
    assert due(case, "RESPONSE") == date(2026, 4, 1)


@begins(Inquiry.lapsed)
def test_after_the_lapse_a_decider_alone_gives_time_for_good_cause(inquiry: Inquiry, case: Case) -> None:
    late = {"kind": "more_time", "days": "7", "words": "In hospital."}
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), **late)
    said = {"granted": "yes", "days": "7", "reasons": "In hospital."}
    assert refused(case, answering(case, inquiry.by("ola"), **said)) == (REASONS["late_time_is_given_by_a_decider"],)
    today = case.view.today
    case = answering(case, inquiry.by("dee"), **said)()
    assert (last(case)[1]["days"], case.clocks.filter(name="RESPONSE_GRACE").count()) == (7, 0)
    assert due(case, "RESPONSE") == today + timedelta(days=6)
    assert inquiry.answer(case).state == CaseState.RESPONSE_REVIEW


@begins(Inquiry.lapsed)
def test_a_request_that_came_after_the_time_stops_no_default(inquiry: Inquiry, case: Case) -> None:
    late = {"kind": "more_time", "days": "7", "words": "I forgot."}
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), **late)
    inquiry.pass_(case, "RESPONSE_GRACE")
    case = do(Verb.PROPOSE_DEFAULT, reference=case.reference, by=the_clock())
    enter = trying(case, Verb.ENTER_DEFAULT, inquiry.by("dee"), reasons="No answer.")
    assert enter().state == CaseState.RESPONSE_REVIEW


def in_default(inquiry: Inquiry) -> Case:
    return take(inquiry.default_waits(), Verb.ENTER_DEFAULT, inquiry.by("dee"), reasons="No answer came.")


@begins(in_default)
def test_a_default_is_set_aside_on_a_good_cause_and_the_whole_time_runs_anew(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.ASK_TO_SET_ASIDE, inquiry.by("rex"), cause="I was in hospital, smew.")
    assert words(case, "cause", CaseCompartment.RESPONDENT) == "I was in hospital, smew."
    again = trying(case, Verb.ASK_TO_SET_ASIDE, inquiry.by("rex"), cause="x")
    assert refused(case, again) == (REASONS["no_set_aside_is_pending"],)
    case = take(case, Verb.SET_ASIDE_DEFAULT, inquiry.by("dee"), reasons="A good cause, goosander.")
    assert case.state == CaseState.AWAITING_RESPONSE
    assert last(case)[0] == "case.default_set_aside"
    assert case.clocks.get(name="RESPONSE").due is None
    assert words(case, "reasons", CaseCompartment.RESPONDENT) == "A good cause, goosander."


@begins(in_default)
def test_a_request_to_set_aside_is_answered_before_the_report_is_closed(inquiry: Inquiry, case: Case) -> None:
    refuse = trying(case, Verb.REFUSE_SET_ASIDE, inquiry.by("dee"), reasons="No cause.")
    assert refused(case, refuse) == (REASONS["set_aside_was_asked"],)
    case = take(case, Verb.ASK_TO_SET_ASIDE, inquiry.by("rex"), cause="I forgot.")
    close = partial(finalise_report, reference=case.reference, by=inquiry.by("ola"), report="The end.")
    assert REASONS["no_set_aside_is_pending"] in refused(case, close)
    assert last(refuse())[0] == "case.set_aside_refused"
    assert REASONS["no_set_aside_is_pending"] not in refused(case, close)


@begins(Inquiry.answered)
def test_a_default_that_was_never_recorded_is_not_set_aside(inquiry: Inquiry, case: Case) -> None:
    ask = trying(case, Verb.ASK_TO_SET_ASIDE, inquiry.by("rex"), cause="x")
    assert refused(case, ask) == (REASONS["default_is_recorded"],)


@begins(Inquiry.noticed)
def test_a_notice_goes_out_another_way_and_the_time_counts_from_there(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.SERVE_NOTICE_AGAIN, inquiry.by("ola"), channel="post", words="Once more.")
    entry, data = last(case)
    assert entry == "case.notice_served_again"
    assert data["channel"] == "post"
    assert data["evidence"] == [str(inquiry.copy(case))]
    assert words(case, "notice", CaseCompartment.RESPONDENT)["evidence"] == ["A mail"]
    assert {row.name: row.due for row in case.clocks.filter(name__in=["RESPONSE", "NOTICE_ACK"])} == {
        "RESPONSE": None,
        "NOTICE_ACK": None,
    }

    def again(channel: str) -> Callable[[], Case]:
        return trying(case, Verb.SERVE_NOTICE_AGAIN, inquiry.by("ola"), channel=channel)

    assert refused(case, again("post")) == (REASONS["another_channel_is_used"],)
    inquiry.clock.shift(timedelta(days=7))
    case = do(Verb.ACKNOWLEDGE_NOTICE, reference=case.reference, by=inquiry.by("rex"))
    assert due(case, "RESPONSE") == date(2026, 4, 8)
    assert refused(case, again("courier")) == (REASONS["notice_is_unacknowledged"],)


@begins(Inquiry.noticed)
def test_a_way_is_directed_once_two_have_failed_and_then_proven_by_two(inquiry: Inquiry, case: Case) -> None:
    letter = f"{case.view.notice.entry}:respondent"
    given = {"letter": letter, "way": "By a notice at the door, scoter.", "reasons": "Both came back."}
    direct = trying(case, Verb.DIRECT_SERVICE, inquiry.by("dee"), **given)
    assert refused(case, direct) == (REASONS["two_channels_failed"],)
    for channel in ("post", "courier"):
        back = {"letter": letter, "channel": channel, "came_back_on": "2026-03-02"}
        case = take(case, Verb.RECORD_BOUNCE, inquiry.by("ola"), **back)
    case = direct()
    assert (last(case)[0], words(case, "way")) == ("case.service_directed", "By a notice at the door, scoter.")
    proof = {"letter": letter, "channel": "directed", "posted_on": "2026-03-02", "proof": "A photograph."}
    case = take(case, Verb.RECORD_SERVICE, inquiry.by("ola"), inquiry.by("ines"), **proof)
    assert (last(case)[1]["channel"], due(case, "RESPONSE")) == ("directed", date(2026, 4, 7))


@begins(Inquiry.answered)
def test_an_allegation_is_added_by_two_with_all_that_a_notice_needs(inquiry: Inquiry, case: Case) -> None:
    given = {
        "commitment": "3",
        "first_day": "2026-01-13",
        "last_day": "2026-01-13",
        "act": "Kept the file, pochard.",
        "evidence": [str(inquiry.copy(case))],
        "words": "A second allegation.",
    }
    case = take(case, Verb.ADD_ALLEGATION, inquiry.by("ola"), inquiry.by("dee"), **given)
    one, added = case.view.allegations.all
    assert case.state == CaseState.AWAITING_RESPONSE
    assert one.answer == Answer.DENY
    assert added.answer is None
    assert added.state == "in_scope"
    assert words(case, "notice", CaseCompartment.RESPONDENT)["allegations"][0]["act"] == "Kept the file, pochard."
    assert "RESPONSE" in {row.name for row in case.clocks.all()}


@begins(Inquiry.answered)
def test_an_allegation_of_a_day_without_an_oath_is_not_added(inquiry: Inquiry, case: Case) -> None:
    given = {"first_day": "2023-12-30", "last_day": "2024-01-02", "commitment": "3", "act": "x"}
    given |= {"evidence": [str(inquiry.copy(case))], "words": ""}  # type: ignore[dict-item]
    case = take(case, Verb.ADD_ALLEGATION, inquiry.by("ola"), **given)
    add = trying(case, Verb.ADD_ALLEGATION, inquiry.by("dee"))
    assert refused(case, add) == (REASONS["oath_was_in_force_throughout"],)


@begins(Inquiry.disclosed)
def test_an_investigation_is_extended_by_two_up_to_a_hundred_and_eighty_days(inquiry: Inquiry, case: Case) -> None:
    ola, dee = inquiry.by("ola"), inquiry.by("dee")
    assert due(case, "INVESTIGATION") == date(2026, 6, 1)
    case = take(case, Verb.EXTEND_INVESTIGATION, ola, dee, days="60", reasons="Witnesses abroad, eider.")
    assert (last(case)[1], words(case, "reasons")) == ({"days": 60}, "Witnesses abroad, eider.")
    assert due(case, "INVESTIGATION") == date(2026, 7, 30)
    case = take(case, Verb.EXTEND_INVESTIGATION, ola, days="31", reasons="More.")
    assert refused(case, trying(case, Verb.EXTEND_INVESTIGATION, dee)) == (
        REASONS["investigation_stays_within_180_days"],
    )
