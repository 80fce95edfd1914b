"""When a letter counts as served, without a database."""

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest

from casework.vocabulary import Channel, ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, PureCase
from tests.casework.pure_answer import RESPONDENT, at, noticed
from tests.casework.pure_road import INTAKE, OLA, REPORTER

REPRESENTATIVE = (UUID(int=7), Seat.REPRESENTATIVE)
GOOD_FRIDAY_EVE = at(2, 15, month=4)


def notice_of(case: PureCase) -> UUID:
    entry = case.view.notice.entry
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (at(2, 16, 29), date(2026, 3, 2)),
        (at(2, 16, 30), date(2026, 3, 3)),
        (at(6, 17), date(2026, 3, 9)),
        (at(7, 9), date(2026, 3, 9)),
        (GOOD_FRIDAY_EVE.replace(hour=16), date(2026, 4, 7)),
    ],
)
def test_opening_serves_the_same_day_or_the_next_business_day(moment: datetime, day: date) -> None:
    case = noticed()
    case.enter(RESPONDENT, moment)
    event = case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=notice_of(case))
    assert (event.reader, event.served_on) == (Seat.RESPONDENT, day)
    assert case.view.service.day(notice_of(case), Seat.RESPONDENT) == day


def test_the_time_to_answer_runs_from_service_and_not_from_sending() -> None:
    case = noticed()
    run = case.view.clock(ClockName.RESPONSE)
    assert run is not None and run.due is None
    case.enter(RESPONDENT, at(9, 10))
    case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=notice_of(case))
    run = case.view.clock(ClockName.RESPONSE)
    assert run is not None and (run.counts_from, run.due) == (
        date(2026, 3, 9),
        datetime.fromisoformat("2026-04-08T22:59:59Z"),
    )


def test_a_letter_opened_by_a_representative_serves_nothing_on_the_respondent() -> None:
    case = noticed()
    case.do(Verb.OPEN_LETTER, by=REPRESENTATIVE, about=notice_of(case))
    run = case.view.clock(ClockName.RESPONSE)
    assert run is not None and run.counts_from is None


def test_a_letter_is_opened_once() -> None:
    case = noticed()
    case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=notice_of(case))
    with pytest.raises(NotNow) as refused:
        case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=notice_of(case))
    assert refused.value.reasons == (REASONS["letter_is_unopened"],)


def test_a_letter_about_nothing_of_this_case_is_not_opened() -> None:
    case = noticed()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.OPEN_LETTER, by=REPORTER, about=uuid4())
    assert refused.value.reasons == (REASONS["letter_is_of_this_case"],)


def posted(case: PureCase, **given: object) -> dict[str, object]:
    sent = {"reader": Seat.RESPONDENT, "channel": Channel.POST, "posted_on": date(2026, 3, 2), "proof_written": True}
    return {"about": notice_of(case), **sent, **given}


def test_post_entered_by_two_is_served_on_the_second_business_day() -> None:
    case = noticed()
    case.two(Verb.RECORD_SERVICE, first=OLA, second=INTAKE, **posted(case))
    assert case.view.service.day(notice_of(case), Seat.RESPONDENT) == date(2026, 3, 4)
    run = case.view.clock(ClockName.NOTICE_ACK)
    assert run is not None and run.counts_from == date(2026, 3, 4)


def test_one_person_alone_proves_no_service() -> None:
    case = noticed()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RECORD_SERVICE, by=OLA, **posted(case))
    assert refused.value.reasons == (REASONS["second_person_signed"],)


@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"proof_written": False}, "proof_is_attached"),
        ({"channel": Channel.MAIL}, "proof_is_attached"),
        ({"channel": Channel.PORTAL}, "proof_is_attached"),
        ({"posted_on": date(2026, 3, 3)}, "day_of_proof_has_come"),
        ({"posted_on": date(2026, 3, 1)}, "letter_was_written_by_then"),
        ({"about": UUID(int=5)}, "letter_is_of_this_case"),
        ({"reader": Seat.DECIDER}, "letter_is_of_this_case"),
    ],
)
def test_what_proves_no_letter_on_paper_serves_nothing(given: dict[str, object], guard: str) -> None:
    case = noticed()
    with pytest.raises(NotNow) as refused:
        case.two(Verb.RECORD_SERVICE, first=OLA, second=INTAKE, **posted(case, **given))
    assert refused.value.reasons == (REASONS[guard],)
    assert case.view.service.served == ()


def test_the_first_proof_counts() -> None:
    case = noticed()
    case.enter(RESPONDENT, at(3, 10))
    case.do(Verb.OPEN_LETTER, by=RESPONDENT, about=notice_of(case))
    case.two(Verb.RECORD_SERVICE, first=OLA, second=INTAKE, **posted(case))
    assert case.view.service.day(notice_of(case), Seat.RESPONDENT) == date(2026, 3, 3)


def test_a_bounce_is_recorded_and_serves_nothing() -> None:
    case = noticed()
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=notice_of(case), reader=Seat.RESPONDENT, channel=Channel.MAIL)
    (failed,) = case.view.service.failed
    assert (failed.about, failed.channel) == (notice_of(case), Channel.MAIL)
    run = case.view.clock(ClockName.RESPONSE)
    assert run is not None and run.counts_from is None
    assert case.replayed() == case.view


def come_back(case: PureCase, on: date | None, channel: Channel = Channel.POST) -> None:
    back = {"about": notice_of(case), "reader": Seat.RESPONDENT, "channel": channel, "came_back_on": on}
    case.do(Verb.RECORD_BOUNCE, by=OLA, **back)


@pytest.mark.parametrize(
    ("day", "guard"), [(date(2026, 3, 6), "day_of_return_has_come"), (date(2026, 3, 1), "letter_was_sent_by_then")]
)
def test_a_letter_comes_back_after_it_was_written_and_not_in_the_future(day: date, guard: str) -> None:
    case = noticed()
    case.enter(OLA, at(5, 10))
    with pytest.raises(NotNow) as refused:
        come_back(case, day)
    assert refused.value.reasons[0].startswith(REASONS[guard])
    assert case.view.service.failed == ()


def test_a_letter_that_was_proven_as_posted_comes_back_on_that_day_or_later() -> None:
    case = noticed()
    case.enter(OLA, at(5, 10))
    case.two(Verb.RECORD_SERVICE, first=OLA, second=INTAKE, **posted(case, posted_on=date(2026, 3, 4)))
    with pytest.raises(NotNow) as refused:
        come_back(case, date(2026, 3, 3))
    assert refused.value.reasons == (f"{REASONS['letter_was_sent_by_then']} The first possible day is 4 March 2026.",)
    come_back(case, date(2026, 3, 4))
    come_back(case, date(2026, 3, 3), Channel.COURIER)
    assert [(one.channel, one.on) for one in case.view.service.failed] == [
        (Channel.POST, date(2026, 3, 4)),
        (Channel.COURIER, date(2026, 3, 3)),
    ]


def test_the_day_of_a_return_is_kept_beside_that_of_its_entry_and_brings_no_reminder_forward() -> None:
    case = noticed()
    case.enter(OLA, at(9, 10))
    come_back(case, date(2026, 3, 3), Channel.MAIL)
    (failed,), known = case.view.service.failed, case.view.service
    assert (failed.on, failed.entered) == (date(2026, 3, 3), date(2026, 3, 9))
    assert (known.came_back_on(notice_of(case), Seat.RESPONDENT), known.mail_back_on(notice_of(case))) == (
        date(2026, 3, 3),
        date(2026, 3, 3),
    )
    assert known.mail_failed_on(notice_of(case)) == date(2026, 3, 9)
    assert case.replayed() == case.view


def test_what_the_system_records_came_back_on_that_day() -> None:
    case = noticed()
    case.enter(CLOCK, at(9, 10))
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=notice_of(case), reader=Seat.RESPONDENT, channel=Channel.MAIL)
    assert [one.on for one in case.view.service.failed] == [date(2026, 3, 9)]
