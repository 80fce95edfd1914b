"""Evidence and its copies, without a database."""

from datetime import date
from uuid import uuid4

import pytest

from casework.record.state.evidence import EvidencePart
from casework.record.state.hearing import HearingPart
from casework.record.state.hearing_time import Sitting
from casework.vocabulary import CaseState, NotNow, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import COPY, LETTER, RESPONDENT, noticed, with_a_copy
from tests.casework.pure_road import OLA, REPORTER, in_investigation, in_screening

WANDA: By = (someone("wanda"), Seat.WITNESS)


def disclose(case: PureCase, **given: object) -> object:
    copy = {"evidence": LETTER, "copy": COPY, "copied": True, "one_holder": False}
    return case.do(Verb.DISCLOSE_EVIDENCE, by=OLA, **copy | given)


def with_evidence() -> PureCase:
    case = in_investigation()
    case.do(Verb.ADD_EVIDENCE, by=REPORTER, evidence=LETTER, received=True, file=someone("a file"))
    return case


@pytest.mark.parametrize("by", [REPORTER, WANDA, OLA])
def test_evidence_is_kept_with_the_side_it_came_from(by: By) -> None:
    case = in_investigation()
    event = case.do(Verb.ADD_EVIDENCE, by=by, evidence=LETTER, received=True)
    (kept,) = case.view.evidence.all
    assert (kept.id, kept.added_by, kept.person, kept.side, kept.file) == (LETTER, event.id, by[0], by[1], None)
    assert not event.has_file


def test_a_file_that_did_not_come_whole_is_not_evidence() -> None:
    case = in_screening()
    with pytest.raises(NotNow) as refused:
        case.do(Verb.ADD_EVIDENCE, by=REPORTER, evidence=LETTER, received=False)
    assert refused.value.reasons == (REASONS["file_is_received_whole"],)
    assert case.view.evidence == EvidencePart()


@pytest.mark.parametrize(("today", "refused"), [(date(2026, 4, 16), False), (date(2026, 4, 17), True)])
def test_evidence_for_a_hearing_is_due_fourteen_days_before(today: date, refused: bool) -> None:
    case = PureCase.new(state=CaseState.HEARING, hearing=HearingPart(time=Sitting(on=date(2026, 4, 30))))
    case.wait(days=(today - case.view.today).days)
    assert (REASONS["evidence_is_in_time_or_has_leave"] in case.reasons(Verb.ADD_EVIDENCE, by=RESPONDENT)) == refused


def test_a_copy_goes_by_a_key_of_its_own_and_is_what_the_respondent_was_given() -> None:
    case = with_evidence()
    event = disclose(case)
    (copy,) = case.view.evidence.copies
    assert (copy.id, copy.given_by, copy.evidence, copy.on) == (COPY, event.id, LETTER, case.view.today)  # type: ignore[attr-defined]
    assert case.view.evidence.copy_keys == {COPY}


@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"evidence": uuid4()}, "evidence_is_of_this_case"),
        ({"copied": False}, "copy_is_redacted"),
        ({"file": someone("a file")}, "copy_is_redacted"),
        ({"file": uuid4(), "one_holder": True}, "source_stays_hidden"),
    ],
)
def test_an_original_or_what_gives_its_source_away_never_goes_out(given: dict[str, object], guard: str) -> None:
    case = with_evidence()
    with pytest.raises(NotNow) as refused:
        disclose(case, **given)
    assert refused.value.reasons == (REASONS[guard],)
    assert case.view.evidence.copy_keys == frozenset()


def test_what_only_one_person_could_have_is_described() -> None:
    case = with_evidence()
    disclose(case, one_holder=True)
    assert case.view.evidence.copy_keys == {COPY}


def test_the_record_gives_back_the_evidence() -> None:
    for case in (with_a_copy(), noticed()):
        assert case.replayed() == case.view


def test_the_copy_opens_for_the_bundle_and_the_original_does_not() -> None:
    case = with_a_copy()
    added, given = (one.event for one in case.happened if "evidence" in one.event.type)
    assert {right for seal in given.sealed.values() for right in seal.opens} == {
        Reading.READ_BUNDLE,
        Reading.READ_EVIDENCE,
    }
    originals = {Reading.READ_EVIDENCE, Reading.READ_OWN_EVIDENCE}
    assert added.sealed["text"].opens == originals
    assert added.sealed["title"].opens == originals | {Reading.READ_STORY}
