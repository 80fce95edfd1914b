"""What a body that decides could open: only what was served on the member in time, and it stands in the record."""

from datetime import timedelta

import pytest

from casework.record.events import (
    AttendanceRecorded,
    BoardPackSent,
    BundleServed,
    EvidenceDisclosed,
    HearingOpened,
    NoticeServed,
    PanelFormed,
    ReportFinalised,
    ResponseFiled,
    SanctionRecommended,
    StatusSent,
)
from casework.record.rights import served
from casework.record.rights.served import BODIES, served_list, shut_entries
from casework.vocabulary import Answer, CaseState, NotNow, Seat
from policy.rules import Level
from tests.casework.panel_road import AVA, CLEO, FIRST, LEDGER, LETTERS, OLA, REX
from tests.casework.pure import MONDAY, PureCase

PANEL, BOARD, APPEAL = (body.seats for body in BODIES.values())
HEARING = MONDAY.date() + timedelta(days=40)


def called() -> tuple[PureCase, ReportFinalised, EvidenceDisclosed]:
    """A report served long ago, a copy disclosed and not served, a hearing in forty days."""
    case = PureCase.new(state=CaseState.PANEL_FORMING)
    report = ReportFinalised(comments=(), from_state=CaseState.RESPONSE_REVIEW, to_state=CaseState.PANEL_FORMING)
    copy = EvidenceDisclosed(evidence=LEDGER, copy=LETTERS, one_holder=False)
    case.happen(report, by=OLA)
    case.serve(report.id, Seat.RESPONDENT)
    case.happen(copy, by=OLA)
    case.happen(PanelFormed(hearing_on=HEARING, to_state=CaseState.HEARING), by=AVA)
    return case, report, copy


def test_a_paper_is_shut_to_the_panel_until_it_was_served() -> None:
    case, report, copy = called()
    assert shut_entries(case.view, PANEL) == {copy.id, case.happened[-1].event.id}
    assert shut_entries(case.view, {Seat.INVESTIGATOR, Seat.ADVISER, Seat.DECIDER}) == frozenset()
    case.happen(BundleServed(evidence=(LETTERS,)), by=OLA)
    assert report.id not in shut_entries(case.view, PANEL)
    assert copy.id in shut_entries(case.view, PANEL)
    case.wait(days=2)
    assert copy.id not in shut_entries(case.view, PANEL)


@pytest.mark.parametrize(("before", "shut"), [(19, False), (15, True)])
def test_what_is_served_less_than_14_days_before_the_hearing_stays_shut_at_it(before: int, shut: bool) -> None:
    case, _, copy = called()
    case.wait(days=40 - before)
    case.happen(BundleServed(evidence=(LETTERS,)), by=OLA)
    case.wait(days=before)
    assert (copy.id in shut_entries(case.view, PANEL)) is shut
    listed = served_list(case.view, HearingOpened(present=(CLEO[0],), respondent_present=True))
    assert listed is not None and (copy.id not in listed.entries) is shut


def test_what_the_member_filed_is_open_at_once_and_what_the_panel_wrote_is_left_out() -> None:
    case, _, _ = called()
    answer = ResponseFiled(to_state=CaseState.HEARING, allegations=(FIRST,), answers=(Answer.DENY,))
    case.happen(answer, by=REX)
    own = AttendanceRecorded(throughout=(), respondent_present=True)
    case.happen(own, by=CLEO)
    listed = served_list(case.view, HearingOpened(present=(CLEO[0],), respondent_present=True))
    assert listed is not None
    assert dict(zip(listed.entries, listed.served_on, strict=True))[answer.id] == MONDAY.date()
    assert own.id not in shut_entries(case.view, PANEL) | set(listed.entries)


def test_an_answer_proves_that_its_notice_arrived_with_the_copies_attached() -> None:
    case = PureCase.new(state=CaseState.INVESTIGATION)
    copy = EvidenceDisclosed(evidence=LEDGER, copy=LETTERS, one_holder=False)
    notice = NoticeServed(to_state=CaseState.AWAITING_RESPONSE, allegations=(FIRST,), evidence=(LETTERS,))
    for event in (copy, notice):
        case.happen(event, by=OLA)
    assert shut_entries(case.view, PANEL) == {copy.id, notice.id}
    case.happen(ResponseFiled(to_state=CaseState.RESPONSE_REVIEW, allegations=(FIRST,), answers=(Answer.DENY,)), by=REX)
    assert shut_entries(case.view, PANEL) == frozenset()


def test_minutes_open_to_the_panel_three_business_days_after_their_service() -> None:
    case, _, _ = called()
    case.wait(days=40)
    case.happen(HearingOpened(present=(CLEO[0],), respondent_present=True), by=CLEO)
    minute = AttendanceRecorded(throughout=(), respondent_present=True)
    case.happen(minute, by=AVA)
    case.serve(minute.id, Seat.RESPONDENT)
    opens = []
    for _ in range(6):
        opens.append((case.view.today.strftime("%a"), minute.id not in shut_entries(case.view, PANEL)))
        case.wait(days=1)
    assert next(day for day, is_open in opens if is_open) == "Wed"
    assert opens[0] == ("Sat", False)


def test_the_board_reads_what_was_served_with_its_papers_and_nothing_later() -> None:
    case = PureCase.new(state=CaseState.DELIBERATION)
    sanction = SanctionRecommended(
        level=Level.L2, low=Level.L2, high=Level.L2, net=0, graded=(), severities=(), to_state=CaseState.BOARD_DECISION
    )
    case.happen(sanction, by=CLEO)
    pack, later = BoardPackSent(recommended=Level.L2), StatusSent()
    assert shut_entries(case.view, BOARD) == {sanction.id}
    case.happen(pack, by=AVA)
    assert shut_entries(case.view, BOARD) == {sanction.id, pack.id}
    case.serve(pack.id, Seat.RESPONDENT)
    case.happen(later, by=AVA)
    case.serve(later.id, Seat.RESPONDENT)
    assert shut_entries(case.view, BOARD) == {later.id}
    assert {one for one, _ in served.served_items(case.view, BODIES["board"])} == {sanction.id, pack.id}


def test_the_act_is_refused_and_names_what_is_missing_if_the_gate_were_open(monkeypatch: pytest.MonkeyPatch) -> None:
    case, _, _ = called()
    monkeypatch.setattr(served, "shut_entries", lambda *_: frozenset())
    with pytest.raises(NotNow, match="was not served: Copy for the respondent, Panel formed"):
        served_list(case.view, HearingOpened(present=(CLEO[0],), respondent_present=True))


def test_a_list_of_what_was_read_keeps_the_days() -> None:
    case, report, _ = called()
    listed = served_list(case.view, HearingOpened(present=(CLEO[0],), respondent_present=True))
    assert listed is not None
    assert listed.data() == {"entries": [str(report.id)], "served_on": ["2026-03-02"]}
    assert type(listed).read(listed.id, listed.data()) == listed
