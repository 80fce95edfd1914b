"""Deemed service, over every letter that starts a time or brings a paper, without a database."""

from dataclasses import replace

import pytest

from casework.procedure.service.steps import DIRECTING
from casework.record import events as e
from casework.record.clocks import LIVES_IN, SERVED_ON
from casework.record.letters_due import first_letter_due, letters_due
from casework.record.rights import RIGHTS
from casework.record.rights.posting import poster_of
from casework.record.state.deeming import DEEMED, Deeming
from casework.vocabulary import CaseState, Channel, ClockName, ClosingCode, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import CLOCK, PureCase, someone
from tests.casework.pure_road import INTAKE, OLA
from tests.casework.silence import LETTERS, TIMED, business_day, clocks_of, letter_of, pass_days, posted, sent, state_of

BY_TIME = [kind for kind in LETTERS if DEEMED[kind] is Deeming.BY_TIME]
WITH_POST = [kind for kind in LETTERS if DEEMED[kind] is Deeming.WITH_POST]
BY_OPENING = [kind for kind in LETTERS if DEEMED[kind] is Deeming.NEVER]
LONG = business_day(60)


@pytest.mark.parametrize("kind", BY_TIME)
def test_a_letter_that_nobody_opens_counts_on_the_eleventh_business_day(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    pass_days(case, business_day(10))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    pass_days(case, business_day(11))
    assert case.view.service.reminded_on(letter.id) == (business_day(3), business_day(6))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(11)


@pytest.mark.parametrize("kind", [kind for kind in TIMED if kind not in BY_OPENING])
def test_no_time_waits_for_a_member_who_opens_nothing(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    if kind in WITH_POST:
        posted(case, letter)
    pass_days(case, business_day(11))
    assert {(run.counts_from, run.due is not None) for run in clocks_of(case, letter)} == {(business_day(11), True)}


@pytest.mark.parametrize("kind", LETTERS)
def test_a_member_who_was_never_reached_loses_nothing(kind: type[e.Event]) -> None:
    case, letter = sent(kind, reached=False)
    pass_days(case, LONG)
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    assert [run.name for run in clocks_of(case, letter) if run.due is not None] == []
    with pytest.raises(NotNow) as refused:
        case.do(Verb.DEEM_SERVED, by=CLOCK, about=letter.id)
    assert refused.value.reasons == (REASONS["letter_counts_as_served"],)


@pytest.mark.parametrize("kind", BY_TIME)
def test_the_days_begin_when_the_member_is_reached_at_last(kind: type[e.Event]) -> None:
    case, letter = sent(kind, reached=False)
    pass_days(case, business_day(20))
    other = e.InterimProposed()
    case.happen(other, by=OLA)
    case.serve(other.id, Seat.RESPONDENT)
    pass_days(case, business_day(30))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    pass_days(case, business_day(31))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(31)


@pytest.mark.parametrize("kind", [e.HoldPlaced, e.InvestigationExtended])
def test_a_letter_before_the_member_knows_of_the_case_is_no_letter(kind: type[e.Event]) -> None:
    case = PureCase.new(state=CaseState.INVESTIGATION)
    early = letter_of(kind)
    case.happen(early, by=OLA)
    assert not case.view.service.sent
    notice = letter_of(e.NoticeServed)
    case.happen(notice, by=OLA)
    case.serve(notice.id, Seat.RESPONDENT)
    pass_days(case, LONG)
    assert [one.about for one in case.view.service.sent] == [notice.id]
    assert case.view.service.day(early.id, Seat.RESPONDENT) is None


@pytest.mark.parametrize("kind", BY_OPENING)
def test_a_notice_is_opened_or_proven_by_two_and_no_time_serves_it(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    pass_days(case, LONG)
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    posted(case, letter)
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(62)


@pytest.mark.parametrize("kind", WITH_POST)
def test_a_decision_needs_post_by_two_besides_the_reminders_and_the_days(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    pass_days(case, business_day(20))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    posted(case, letter)
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    pass_days(case, business_day(22))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(22)


@pytest.mark.parametrize("kind", WITH_POST)
def test_a_decision_posted_at_once_does_not_count_before_its_days_are_over(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    posted(case, letter)
    pass_days(case, business_day(10))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    pass_days(case, business_day(11))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(11)


def by_post(case: PureCase, letter: e.Event, **given: object) -> None:
    reminder = {"channel": Channel.POST, "sent_on": case.view.today, "proof_written": True, **given}
    known = case.view.service.letter(letter.id)
    seat = poster_of(case.view, known) if known else None
    case.do(Verb.REMIND_READER, by=(someone("who posts"), seat or Seat.INVESTIGATOR), about=letter.id, **reminder)


@pytest.mark.parametrize("kind", BY_TIME)
def test_after_a_bounce_the_reminders_go_by_post_and_those_by_mail_count_for_nothing(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    pass_days(case, business_day(4))
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)
    assert (case.view.service.reminded_on(letter.id), list(letters_due(case.view))) == ((), [])
    by_post(case, letter)
    pass_days(case, business_day(7))
    by_post(case, letter)
    pass_days(case, business_day(11))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) is None
    pass_days(case, business_day(12))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(12)


def test_a_reminder_posted_to_the_registers_address_counts_even_if_it_comes_back() -> None:
    case, letter = sent(e.PanelListServed)
    for channel in (Channel.MAIL, Channel.POST):
        case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=channel)
    for number in (3, 6):
        pass_days(case, business_day(number))
        by_post(case, letter)
    pass_days(case, business_day(11))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(11)


@pytest.mark.parametrize("kind", [kind for kind in TIMED if kind not in BY_OPENING])
def test_proven_non_receipt_begins_the_time_again(kind: type[e.Event]) -> None:
    case, letter = sent(kind)
    if kind in WITH_POST:
        posted(case, letter)
    pass_days(case, business_day(40))
    case.two(
        Verb.PROVE_NON_RECEIPT,
        first=OLA,
        second=INTAKE,
        about=letter.id,
        reader=Seat.RESPONDENT,
        reasons_written=True,
    )
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(40)
    assert {(run.counts_from, run.over(case.now)) for run in clocks_of(case, letter)} == {(business_day(40), False)}


def test_a_letter_that_was_opened_arrived() -> None:
    case, letter = sent(e.PanelListServed)
    case.serve(letter.id, Seat.RESPONDENT)
    with pytest.raises(NotNow) as refused:
        case.two(
            Verb.PROVE_NON_RECEIPT,
            first=OLA,
            second=INTAKE,
            about=letter.id,
            reader=Seat.RESPONDENT,
            reasons_written=True,
        )
    assert refused.value.reasons == (REASONS["service_can_be_taken_back"],)


def test_a_wrong_proof_is_taken_back_although_the_letter_was_opened_later() -> None:
    case, letter = sent(e.PanelListServed)
    posted(case, letter)
    pass_days(case, business_day(5))
    case.serve(letter.id, Seat.RESPONDENT)
    given = {"about": letter.id, "reader": Seat.RESPONDENT, "reasons_written": True}
    case.two(Verb.PROVE_NON_RECEIPT, first=OLA, second=INTAKE, **given)
    known = case.view.service
    assert (known.day(letter.id, Seat.RESPONDENT), known.is_opened(letter.id, Seat.RESPONDENT)) == (
        business_day(5),
        True,
    )


def test_service_by_time_is_not_taken_back_once_the_letter_was_opened() -> None:
    case, letter = sent(e.PanelListServed)
    pass_days(case, business_day(12))
    case.serve(letter.id, Seat.RESPONDENT)
    assert not case.view.service.can_be_taken_back(letter.id)


def test_the_days_of_grace_end_where_the_notice_never_arrived() -> None:
    case, letter = sent(e.NoticeServedAgain)
    posted(case, letter)
    pass_days(case, business_day(40))
    case.do(Verb.RESPONSE_LAPSES, by=CLOCK)
    given = {"about": letter.id, "reader": Seat.RESPONDENT, "reasons_written": True}
    case.two(Verb.PROVE_NON_RECEIPT, first=OLA, second=INTAKE, **given)
    answer, grace = (case.view.clock(name) for name in (ClockName.RESPONSE, ClockName.RESPONSE_GRACE))
    assert answer is not None and answer.running and answer.counts_from == business_day(40)
    assert grace is not None and not grace.running


def test_a_decision_that_never_arrived_can_still_be_appealed_after_it_became_final() -> None:
    case, letter = sent(e.BoardDecided)
    posted(case, letter)
    pass_days(case, business_day(12))
    case.happen(replace(e.AppealLapsed(closing_code=None), to_state=CaseState.MONITORING), by=CLOCK)
    given = {"about": letter.id, "reader": Seat.RESPONDENT, "reasons_written": True}
    pass_days(case, business_day(60))
    assert not case.view.open(ClockName.LATE_APPEAL)
    event = case.two(Verb.PROVE_NON_RECEIPT, first=OLA, second=INTAKE, **given)
    assert event.late_appeal
    assert case.view.open(ClockName.LATE_APPEAL)


def test_somebody_may_direct_service_wherever_a_letter_of_the_respondent_waits() -> None:
    waiting = frozenset[CaseState]().union(
        *(LIVES_IN[name] for name, seat in SERVED_ON.items() if seat is Seat.RESPONDENT)
    )
    assert set(DIRECTING) == waiting
    able = {state for (_, state), rights in RIGHTS.items() if Verb.DIRECT_SERVICE in rights}
    assert waiting - able == set()


def test_the_system_looks_at_a_case_when_its_first_letter_is_due() -> None:
    case, letter = sent(e.PanelListServed)
    first = first_letter_due(case.view)
    assert first is not None and case.view.day_of(first) == business_day(3)
    case.serve(letter.id, Seat.RESPONDENT)
    assert first_letter_due(case.view) is None
    closed, _ = sent(e.PanelListServed)
    closed.happen(e.CaseAbated(to_state=CaseState.CLOSED, closing_code=ClosingCode.ABATED_BY_DEATH), by=OLA)
    assert first_letter_due(closed.view) is None


def test_every_letter_has_a_state_in_which_it_waits() -> None:
    assert {state_of(kind) for kind in LETTERS} <= set(CaseState) - {CaseState.CLOSED}
