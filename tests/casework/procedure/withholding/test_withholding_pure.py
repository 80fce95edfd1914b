"""What is withheld from the member, without a database: who proposes, who rules, and what nobody who decides ever opens."""

import re
from typing import Any
from uuid import uuid4

import pytest

from casework.procedure.board.certificate import certificate_of
from casework.record.events import CaseAbated
from casework.record.rights.served import BODIES, served_items, shut_entries
from casework.vocabulary import CaseState, ClockName, ClosingCode, NotNow, Seat, Verb, WithholdingRuling
from casework.workflow.guard import REASONS
from tests.casework.panel_road import CLEO, formed
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import COPY, DEE, LETTER, RESPONDENT, noticed, with_a_copy
from tests.casework.pure_road import OLA, REPORTER, in_investigation

VERA = (someone("vera"), Seat.REVIEWER)
R = WithholdingRuling
STATEMENT, GIST = uuid4(), uuid4()


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


PROPOSED = {
    "evidence": STATEMENT,
    "whole": True,
    "ground": 1,
    "reasons_written": True,
    "gist_written": True,
    "passage_written": False,
}
RULED = {"evidence": STATEMENT, "ruling": R.WITHHELD, "gist": GIST, "gist_written": True, "reasons_written": True}


def with_a_statement(case: PureCase, by: By = OLA) -> PureCase:
    case.do(Verb.ADD_EVIDENCE, by=by, evidence=STATEMENT, received=True, file=someone("a statement"))
    return case


def proposed(case: PureCase, **given: Any) -> PureCase:
    case.do(Verb.PROPOSE_WITHHOLDING, by=OLA, **PROPOSED | given)
    return case


def test_a_proposal_has_three_business_days_and_its_ruling_ends_them() -> None:
    case = proposed(with_a_statement(noticed()))
    run = case.view.clock(ClockName.WITHHOLDING)
    assert run is not None
    assert (run.subject, run.days, run.business) == (STATEMENT, 3, True)
    case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    assert case.view.clock(ClockName.WITHHOLDING).running is False  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"evidence": uuid4()}, "evidence_is_of_this_case"),
        ({"ground": 0}, "ground_is_of_the_rulebook"),
        ({"ground": 6}, "ground_is_of_the_rulebook"),
        ({"reasons_written": False}, "withholding_has_reasons"),
        ({"gist_written": False}, "gist_is_written"),
        ({"whole": False}, "passage_is_named"),
        ({"evidence": LETTER}, "member_has_no_copy"),
    ],
)
def test_a_proposal_is_whole_and_of_what_the_member_does_not_have(given: dict[str, Any], guard: str) -> None:
    case = with_a_statement(noticed())
    assert refused(case, Verb.PROPOSE_WITHHOLDING, OLA, **PROPOSED | given) == (REASONS[guard],)


def test_what_the_member_brought_is_never_withheld_from_them() -> None:
    case = noticed()
    with_a_statement(case, by=RESPONDENT)
    assert refused(case, Verb.PROPOSE_WITHHOLDING, OLA, **PROPOSED) == (REASONS["item_is_not_the_members"],)


def test_nothing_is_proposed_twice_and_no_copy_goes_out_meanwhile() -> None:
    case = proposed(with_a_statement(noticed()))
    assert refused(case, Verb.PROPOSE_WITHHOLDING, OLA, **PROPOSED) == (REASONS["item_is_not_ruled_on"],)
    copy = {"evidence": STATEMENT, "copy": uuid4(), "copied": True, "one_holder": False}
    assert refused(case, Verb.DISCLOSE_EVIDENCE, OLA, **copy) == (REASONS["nothing_withholds_it"],)


@pytest.mark.parametrize(
    "by",
    [
        (OLA[0], Seat.REVIEWER),
        (DEE[0], Seat.REVIEWER, Seat.DECIDER),
        (CLEO[0], Seat.REVIEWER, Seat.PANEL_CHAIR),
        (someone("ben"), Seat.REVIEWER, Seat.BOARD_MEMBER),
    ],
)
def test_neither_the_proposer_nor_anybody_who_decides_rules(by: By) -> None:
    case = proposed(with_a_statement(noticed()))
    no = refused(case, Verb.RULE_WITHHOLDING, by, **RULED)
    assert set(no) <= {REASONS["ruler_neither_proposed_nor_decides"], REASONS["actor_is_free_to_act"]}


@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"evidence": LETTER}, "proposal_waits_for_ruling"),
        ({"reasons_written": False}, "withholding_has_reasons"),
        ({"gist_written": False}, "gist_is_written"),
    ],
)
def test_a_ruling_is_of_what_waits_and_has_reasons_and_a_gist(given: dict[str, Any], guard: str) -> None:
    case = proposed(with_a_statement(noticed()))
    assert refused(case, Verb.RULE_WITHHOLDING, VERA, **RULED | given) == (REASONS[guard],)


def test_the_gist_of_what_is_withheld_is_a_document_of_the_bundle() -> None:
    case = proposed(with_a_statement(noticed()))
    event = case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    known = case.view.evidence
    assert (known.withheld, known.wholly) == (frozenset({STATEMENT}), frozenset({STATEMENT}))
    assert known.proposed == ()
    assert (case.view.bundle.documents[-1], [one.id for one in known.copies]) == (GIST, [COPY, GIST])
    assert known.copies[-1].given_by == event.id
    assert case.replayed() == case.view


def test_a_withheld_paper_never_goes_out_and_a_withheld_passage_goes_out_covered() -> None:
    copy = {"evidence": STATEMENT, "copy": uuid4(), "copied": True, "one_holder": False}
    whole = proposed(with_a_statement(noticed()))
    whole.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    assert refused(whole, Verb.DISCLOSE_EVIDENCE, OLA, **copy) == (REASONS["nothing_withholds_it"],)
    passage = proposed(with_a_statement(noticed()), whole=False, passage_written=True)
    passage.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    passage.do(Verb.DISCLOSE_EVIDENCE, by=OLA, **copy)
    assert passage.view.bundle.documents[-2:] == (GIST, copy["copy"])


def test_a_copy_made_before_the_notice_leaves_the_bundle_with_its_withheld_piece() -> None:
    case = with_a_copy()
    (made,) = case.view.evidence.copies
    proposed(case, evidence=LETTER)
    case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED | {"evidence": LETTER})
    assert (case.view.bundle.documents, case.view.evidence.copy_keys) == ((GIST,), frozenset({GIST}))
    assert made.given_by in case.view.evidence.shut
    assert refused(case, Verb.SERVE_NOTICE, OLA, evidence=(COPY,)) == (REASONS["evidence_is_attached"],)
    case.do(Verb.SERVE_NOTICE, by=OLA, evidence=(GIST,))


def test_what_is_not_withheld_is_owed_to_the_member_until_there_is_a_copy() -> None:
    case = proposed(with_a_statement(noticed()))
    case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED | {"ruling": R.SERVED})
    assert case.view.evidence.owed == {STATEMENT}
    assert refused(case, Verb.PROPOSE_WITHHOLDING, OLA, **PROPOSED) == (REASONS["item_is_not_ruled_on"],)
    case.do(Verb.DISCLOSE_EVIDENCE, by=OLA, evidence=STATEMENT, copy=uuid4(), copied=True, one_holder=False)
    assert case.view.evidence.owed == frozenset()


def test_a_proposal_that_came_back_can_be_made_again() -> None:
    case = proposed(with_a_statement(noticed()))
    case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED | {"ruling": R.RETURNED, "gist_written": False})
    assert case.view.evidence.proposed == ()
    proposed(case)


@pytest.mark.parametrize("body", BODIES.values())
def test_no_body_that_decides_ever_opens_what_is_withheld_whatever_was_served(body: Any) -> None:
    case = proposed(with_a_statement(formed()))
    event = case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    (added,) = [one.added_by for one in case.view.evidence.all if one.id == STATEMENT]
    case.serve(added, Seat.RESPONDENT)
    case.serve(event.id, Seat.RESPONDENT)
    case.wait(days=60)
    assert added in shut_entries(case.view, body.seats)
    assert added not in dict(served_items(case.view, body))


def test_the_gist_counts_for_the_panel_once_it_was_served_in_time() -> None:
    case = proposed(with_a_statement(formed()))
    event = case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    panel = BODIES["panel"]
    assert (event.id in shut_entries(case.view, panel.seats), certified(case)) == (True, (0, False))
    case.serve(event.id, Seat.RESPONDENT)
    assert (event.id in shut_entries(case.view, panel.seats), certified(case)) == (False, (1, True))


def certified(case: PureCase) -> tuple[int, bool]:
    """Return how many gists the certificate says were served in place of withheld items, and whether that is in order."""
    (line,) = (one for one in certificate_of(case.view, case.happened).lines if str(one.name) == "Withheld")
    found = re.fullmatch(r"1 document withheld by .*; gists served on the member in its place: (\d)", line.found)
    assert found, line.found
    return int(found[1]), line.in_order


def test_no_original_of_what_is_withheld_is_opened_to_the_panel() -> None:
    case = proposed(with_a_statement(formed()))
    case.do(Verb.RULE_WITHHOLDING, by=VERA, **RULED)
    case.do(Verb.PROPOSE_STEP, by=CLEO, proposed=Verb.RELEASE_ORIGINAL, replaces=None)
    no = refused(case, Verb.RELEASE_ORIGINAL, (someone("ina"), Seat.INTAKE), evidence=STATEMENT)
    assert no == (REASONS["original_is_not_withheld"],)


def test_a_proposal_lapses_when_the_case_goes_where_nobody_rules() -> None:
    case = proposed(with_a_statement(in_investigation(), by=REPORTER))
    assert case.view.evidence.proposal(STATEMENT) is not None
    case.happen(CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH, to_state=CaseState.CLOSED))
    assert case.view.evidence.proposed == ()
