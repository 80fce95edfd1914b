"""What the member's side files, without a database: in the bundle by default, late by leave, out by a ruling."""

from typing import Any
from uuid import uuid4

import pytest

from casework.procedure.evidence.guards import pages_need_no_leave
from casework.record.events import FilingAdded, LateFilingOffered
from casework.record.rights.served import BODIES, shut_entries
from casework.vocabulary import ClockName, LateRuling, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.panel_road import CLEO, MILO, formed
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import RESPONDENT, noticed
from tests.casework.pure_road import OLA

VERA = (someone("vera"), Seat.REVIEWER)
SPEAKER = (someone("roy"), Seat.REPRESENTATIVE)
DIARY = uuid4()
LATE = {"evidence": DIARY, "received": True, "cause": True}
LOOKED = {"filings": (DIARY,), "ready": True, "answered": True}
PANEL = frozenset({Seat.PANEL_MEMBER})


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def filed(case: PureCase, by: By = RESPONDENT) -> Any:
    """File a diary, which a reviewer then lets in."""
    event = case.do(Verb.ADD_EVIDENCE, by=by, evidence=DIARY, received=True)
    let_in(case)
    return event


def let_in(case: PureCase) -> None:
    case.do(Verb.LOOK_THROUGH_FILING, by=VERA, **LOOKED)


def offered(case: PureCase) -> Any:
    """Offer a diary late, which a reviewer then looks through."""
    event = case.do(Verb.FILE_LATE_EVIDENCE, by=RESPONDENT, **LATE)
    let_in(case)
    return event


def hearing_is_near(case: PureCase) -> PureCase:
    """Less than fourteen days before the hearing."""
    assert case.view.hearing.on is not None
    case.wait(days=(case.view.hearing.on - case.view.today).days - 5)
    return case


@pytest.mark.parametrize("by", [RESPONDENT, SPEAKER])
def test_what_the_members_side_files_is_a_document_of_the_bundle_at_once(by: By) -> None:
    case = noticed()
    before = case.view.bundle.documents
    event = filed(case, by)
    assert isinstance(event, FilingAdded)
    assert case.view.bundle.documents == (*before, DIARY)
    assert (case.view.evidence.copies[-1].given_by, case.view.evidence.filings[0].id) == (event.id, DIARY)
    assert case.replayed() == case.view


def test_nobody_prepares_a_copy_of_a_filing_of_the_member() -> None:
    case = noticed()
    filed(case)
    copy = {"evidence": DIARY, "copy": uuid4(), "copied": True, "one_holder": False}
    assert refused(case, Verb.DISCLOSE_EVIDENCE, OLA, **copy) == (REASONS["no_filing_is_copied"],)


def test_a_filing_opens_to_the_panel_without_anybody_serving_it() -> None:
    case = formed()
    event = filed(case)
    assert event.id not in shut_entries(case.view, PANEL)
    assert DIARY in case.view.hearing.in_time(case.view)


@pytest.mark.parametrize(("pages", "free"), [(0, True), (299, True), (300, False)])
def test_a_side_files_three_hundred_pages_without_leave(pages: int, free: bool) -> None:
    case = noticed()
    case.enter(RESPONDENT)
    assert pages_need_no_leave(case, pages) is free
    if not free:
        more = {"evidence": DIARY, "received": True, "pages": pages}
        assert refused(case, Verb.ADD_EVIDENCE, RESPONDENT, **more) == (REASONS["pages_need_no_leave"],)


def test_leave_is_asked_for_only_after_the_time_or_beyond_the_pages() -> None:
    case = formed()
    assert refused(case, Verb.FILE_LATE_EVIDENCE, RESPONDENT, **LATE) == (REASONS["evidence_needs_leave"],)
    case.do(Verb.FILE_LATE_EVIDENCE, by=RESPONDENT, **LATE, pages=300)
    near = hearing_is_near(formed())
    assert REASONS["evidence_is_in_time_or_has_leave"] in near.reasons(Verb.ADD_EVIDENCE, by=RESPONDENT)
    near.do(Verb.FILE_LATE_EVIDENCE, by=RESPONDENT, **LATE)


def test_the_chair_has_three_business_days_and_reads_what_others_do_not() -> None:
    case = hearing_is_near(formed())
    event = offered(case)
    assert isinstance(event, LateFilingOffered)
    run = case.view.clock(ClockName.LATE_EVIDENCE)
    assert run is not None
    assert (run.days, run.business, run.subject) == (3, True, DIARY)
    shut = {seat: event.id in shut_entries(case.view, {seat}) for seat in (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)}
    assert shut == {Seat.PANEL_CHAIR: False, Seat.PANEL_MEMBER: True}
    assert DIARY not in case.view.bundle.documents


def test_what_is_taken_late_is_in_the_bundle_and_can_be_cited() -> None:
    case = hearing_is_near(formed())
    event = offered(case)
    case.do(Verb.RULE_LATE_EVIDENCE, by=CLEO, evidence=DIARY, ruling=LateRuling.TAKEN)
    assert case.view.bundle.documents[-1] == DIARY
    assert DIARY in case.view.hearing.in_time(case.view)
    assert event.id not in shut_entries(case.view, PANEL)
    run = case.view.clock(ClockName.LATE_EVIDENCE)
    assert run is not None
    assert not run.running


@pytest.mark.parametrize("body", BODIES.values())
def test_what_is_refused_late_is_opened_by_nobody_who_decides(body: Any) -> None:
    case = hearing_is_near(formed())
    event = offered(case)
    case.do(Verb.RULE_LATE_EVIDENCE, by=CLEO, evidence=DIARY, ruling=LateRuling.REFUSED)
    assert event.id in shut_entries(case.view, body.seats)
    assert DIARY not in case.view.bundle.documents


def test_the_chair_rules_on_a_late_filing_after_a_reviewer_looked_through_it() -> None:
    case = hearing_is_near(formed())
    case.do(Verb.FILE_LATE_EVIDENCE, by=RESPONDENT, **LATE)
    ruling = {"evidence": DIARY, "ruling": LateRuling.REFUSED}
    only = (REASONS["late_evidence_is_not_with_a_reviewer"],)
    assert refused(case, Verb.RULE_LATE_EVIDENCE, CLEO, **ruling) == only
    other = case.do(Verb.FILE_LATE_EVIDENCE, by=OLA, **LATE | {"evidence": uuid4(), "gist": True})
    case.serve(other.id, Seat.RESPONDENT)
    first = (REASONS["late_filing_was_looked_through"],)
    assert refused(case, Verb.RULE_LATE_EVIDENCE, CLEO, **ruling) == first
    let_in(case)
    case.do(Verb.RULE_LATE_EVIDENCE, by=CLEO, **ruling)


def test_before_the_hearing_late_evidence_is_taken_or_refused_and_no_more() -> None:
    case = hearing_is_near(formed())
    offered(case)
    given = {"evidence": DIARY, "ruling": LateRuling.HEARD}
    assert refused(case, Verb.RULE_LATE_EVIDENCE, CLEO, **given) == (REASONS["ruling_is_open_here"],)


@pytest.mark.parametrize("by", [CLEO, VERA])
def test_a_filing_that_is_ruled_out_is_opened_and_cited_by_nobody_who_decides(by: By) -> None:
    case = formed()
    event = filed(case)
    given = {"evidence": DIARY, "reasons_written": False}
    assert refused(case, Verb.EXCLUDE_FILING, by, **given) == (REASONS["exclusion_has_reasons"],)
    case.do(Verb.EXCLUDE_FILING, by=by, **given | {"reasons_written": True})
    assert event.id in shut_entries(case.view, {MILO[1]})
    assert DIARY not in case.view.hearing.in_time(case.view)
    assert case.view.bundle.documents[-1] == DIARY
    assert refused(case, Verb.EXCLUDE_FILING, by, **given) == (REASONS["filing_stands"],)


def test_the_panel_opens_a_filing_once_a_reviewer_has_looked_through_it() -> None:
    case = formed()
    event = case.do(Verb.ADD_EVIDENCE, by=RESPONDENT, evidence=DIARY, received=True)
    run = case.view.clock(ClockName.FILING_CHECK, DIARY)
    assert run is not None
    assert (run.days, run.business, run.running) == (2, True, True)
    assert event.id in shut_entries(case.view, PANEL)
    let_in(case)
    assert event.id not in shut_entries(case.view, PANEL)
    run = case.view.clock(ClockName.FILING_CHECK, DIARY)
    assert run is not None
    assert not run.running
    assert case.replayed() == case.view


def test_no_hearing_opens_while_the_panel_cannot_open_what_the_member_filed_in_time() -> None:
    case = formed()
    case.do(Verb.ADD_EVIDENCE, by=RESPONDENT, evidence=DIARY, received=True)
    assert REASONS["filings_are_looked_through"] in case.reasons(Verb.OPEN_HEARING, by=CLEO)
    let_in(case)
    assert REASONS["filings_are_looked_through"] not in case.reasons(Verb.OPEN_HEARING, by=CLEO)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"ready": False}, "filings_are_ready"),
        ({"answered": False}, "marks_are_answered"),
        ({"filings": (DIARY,)}, "these_are_the_filings_that_wait"),
        ({"filings": ()}, "these_are_the_filings_that_wait"),
    ],
)
def test_a_reviewer_lets_in_all_waiting_filings_together_and_answers_the_marks(
    wrong: dict[str, Any], reason: str
) -> None:
    case = formed()
    assert refused(case, Verb.LOOK_THROUGH_FILING, VERA, **LOOKED) == (REASONS["a_filing_waits"],)
    letter = uuid4()
    for key in (DIARY, letter):
        case.do(Verb.ADD_EVIDENCE, by=RESPONDENT, evidence=key, received=True)
    both = LOOKED | {"filings": (DIARY, letter)}
    assert refused(case, Verb.LOOK_THROUGH_FILING, VERA, **both | wrong) == (REASONS[reason],)
    case.do(Verb.EXCLUDE_FILING, by=VERA, evidence=letter, reasons_written=True)
    let_in(case)
    assert refused(case, Verb.LOOK_THROUGH_FILING, VERA, **LOOKED) == (REASONS["a_filing_waits"],)


def test_a_reviewer_rules_out_what_was_offered_late_and_the_chair_never_opens_it() -> None:
    case = hearing_is_near(formed())
    event = case.do(Verb.FILE_LATE_EVIDENCE, by=RESPONDENT, **LATE)
    case.do(Verb.EXCLUDE_FILING, by=VERA, evidence=DIARY, reasons_written=True)
    assert event.id in shut_entries(case.view, {Seat.PANEL_CHAIR})
    assert not case.view.deliberation.late
    runs = [case.view.clock(name, DIARY) for name in (ClockName.LATE_EVIDENCE, ClockName.FILING_CHECK)]
    assert [run.running for run in runs if run] == [False, False]
    assert case.replayed() == case.view


MOTION = LATE | {"gist": True}


def test_late_evidence_of_the_society_waits_until_the_member_has_its_gist() -> None:
    case = hearing_is_near(formed())
    assert refused(case, Verb.FILE_LATE_EVIDENCE, OLA, **LATE) == (REASONS["gist_of_late_evidence_is_written"],)
    event = case.do(Verb.FILE_LATE_EVIDENCE, by=OLA, **MOTION)
    chair = {Seat.PANEL_CHAIR}
    run = case.view.clock(ClockName.LATE_EVIDENCE)
    assert run is not None
    assert (run.due, event.id in shut_entries(case.view, chair)) == (None, True)
    ruling = {"evidence": DIARY, "ruling": LateRuling.TAKEN}
    assert refused(case, Verb.RULE_LATE_EVIDENCE, CLEO, **ruling) == (REASONS["member_has_the_gist"],)
    case.serve(event.id, Seat.RESPONDENT)
    run = case.view.clock(ClockName.LATE_EVIDENCE)
    assert run is not None
    assert run.due is not None
    assert event.id not in shut_entries(case.view, chair)
    assert event.id in shut_entries(case.view, PANEL)
    case.do(Verb.RULE_LATE_EVIDENCE, by=CLEO, **ruling)
    assert event.id in shut_entries(case.view, chair)


def test_the_member_speaks_once_on_what_the_society_brings_late() -> None:
    case = hearing_is_near(formed())
    given = {"evidence": DIARY, "words_written": True}
    nothing = REASONS["something_of_the_society_waits"]
    assert refused(case, Verb.SPEAK_ON_LATE_EVIDENCE, RESPONDENT, **given) == (nothing,)
    case.do(Verb.FILE_LATE_EVIDENCE, by=OLA, **MOTION)
    unwritten = refused(case, Verb.SPEAK_ON_LATE_EVIDENCE, RESPONDENT, **given | {"words_written": False})
    assert unwritten == (REASONS["words_on_late_evidence_are_written"],)
    case.do(Verb.SPEAK_ON_LATE_EVIDENCE, by=RESPONDENT, **given)
    assert refused(case, Verb.SPEAK_ON_LATE_EVIDENCE, RESPONDENT, **given) == (nothing,)
