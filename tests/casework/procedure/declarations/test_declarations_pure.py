"""Who judges declares first: free, not free, or something to tell, and what follows from each."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework.record.rights import rights_of
from casework.record.state.eligibility import seated_panel, silent
from casework.record.state.filing import FilingPart
from casework.record.turns import expected_first
from casework.vocabulary import ClockName, Declared, Mention, NotNow, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.appeal_road import AMOS, ANOUK, APPEAL_PANEL, ARNE, lodged
from tests.casework.board_road import BOARD, before_the_board, with_papers
from tests.casework.panel_road import AVA, CLEO, FREE, LIST, MILO, NORA, charged, declared, deliberating, named
from tests.casework.pure import By, PureCase, someone

VERA = (someone("vera"), Seat.REVIEWER)
TELL = {"answer": Declared.TELL, "told_written": True}
NOT_FREE = {"answer": Declared.NOT_FREE, "told_written": False}
DOOR = {Reading.SEE_CASE, Verb.DECLARE_INTERESTS, Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER}
"""All that a person who has not declared may do: see that there is a case, and answer or step aside."""


def refused(case: PureCase, verb: Verb, by: By, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def only_named() -> PureCase:
    """A case whose panel was named and has not answered."""
    case = charged()
    case.do(Verb.NAME_PANEL, by=AVA, **LIST)
    return case


def rule(case: PureCase, one: By, *, harmless: bool) -> None:
    case.do(Verb.RULE_DECLARATION, by=VERA, person=one[0], harmless=harmless, published_written=harmless)


@pytest.mark.parametrize("one", [CLEO, MILO])
def test_nothing_of_a_case_opens_to_a_panel_that_has_not_declared(one: By) -> None:
    case = only_named()
    assert rights_of(one[1], case.view, one[0]) == DOOR
    declared(case, one)
    assert rights_of(one[1], case.view, one[0]) > DOOR


def test_who_never_declared_reads_nothing_at_the_hearing_and_in_the_deliberation() -> None:
    """The steps never lead there; the rights deny it all the same."""
    view = deliberating().view
    for seat in (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER):
        assert rights_of(seat, view, someone("pip")) <= DOOR


def test_nothing_of_a_case_opens_to_an_appeal_panel_that_has_not_declared() -> None:
    case = lodged()
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    case.view = replace(case.view, filing=FilingPart(swept=True))
    for person, seat in (AMOS, ANOUK):
        assert rights_of(seat, case.view, person) == DOOR
    (appeal,) = case.view.appeal.live
    sift = {"appeal": appeal.id, "codes": ("procedure",), "reasons_written": True}
    declared(case, AMOS, ANOUK)
    assert REASONS["appeal_panel_has_declared"] in refused(case, Verb.SIFT_APPEAL, AMOS, **sift)
    declared(case, ARNE)
    assert REASONS["appeal_panel_has_declared"] not in refused(case, Verb.SIFT_APPEAL, AMOS, **sift)


def test_the_board_declares_before_it_reads() -> None:
    case = with_papers(before_the_board(), declaring=BOARD[1:])
    assert rights_of(Seat.BOARD_MEMBER, case.view, BOARD[0][0]) == DOOR | {Verb.CAST_VOTE}
    assert Reading.READ_PACK in rights_of(Seat.BOARD_MEMBER, case.view, BOARD[1][0])


def test_no_list_goes_out_before_all_three_have_declared() -> None:
    case = declared(only_named(), CLEO, MILO)
    assert refused(case, Verb.SERVE_PANEL_LIST, AVA) == (REASONS["panel_has_declared"],)
    declared(case, NORA)
    case.do(Verb.SERVE_PANEL_LIST, by=AVA)


def test_a_person_answers_once() -> None:
    case = named()
    assert refused(case, Verb.DECLARE_INTERESTS, CLEO, **FREE) == (REASONS["has_not_declared"],)


def test_who_is_not_free_leaves_at_once_and_another_panel_is_named() -> None:
    case = only_named()
    case.do(Verb.DECLARE_INTERESTS, by=MILO, **NOT_FREE)
    assert case.view.people.conflict_of(MILO[0]) is Mention.RECORDED
    first = expected_first(case.view)
    assert first is not None and first.verbs == (Verb.NAME_PANEL,)


@pytest.mark.parametrize(
    ("answer", "written", "reason"),
    [(Declared.TELL, False, "what_is_told_is_written"), (Declared.FREE, True, "nothing_else_is_told")],
)
def test_something_is_written_where_there_is_something_to_tell_and_only_there(
    answer: Declared, written: bool, reason: str
) -> None:
    said = refused(only_named(), Verb.DECLARE_INTERESTS, CLEO, answer=answer, told_written=written)
    assert said == (REASONS[reason],)


def test_what_is_told_waits_for_a_reviewer_and_opens_nothing_before_the_ruling() -> None:
    case = declared(only_named(), CLEO, NORA)
    case.do(Verb.DECLARE_INTERESTS, by=MILO, **TELL)
    assert rights_of(Seat.PANEL_MEMBER, case.view, MILO[0]) == DOOR
    assert refused(case, Verb.DECLARE_INTERESTS, MILO, **FREE) == (REASONS["has_not_declared"],)
    assert refused(case, Verb.SERVE_PANEL_LIST, AVA) == (REASONS["panel_has_declared"],)
    rule(case, MILO, harmless=True)
    assert rights_of(Seat.PANEL_MEMBER, case.view, MILO[0]) > DOOR
    case.do(Verb.SERVE_PANEL_LIST, by=AVA)


def test_what_is_told_and_is_not_harmless_takes_the_seat_away() -> None:
    case = only_named()
    case.do(Verb.DECLARE_INTERESTS, by=MILO, **TELL)
    rule(case, MILO, harmless=False)
    assert (MILO[0] in seated_panel(case.view), case.view.people.conflict_of(MILO[0])) == (False, Mention.RECORDED)


def test_a_harmless_ruling_says_what_both_sides_read() -> None:
    case = only_named()
    case.do(Verb.DECLARE_INTERESTS, by=MILO, **TELL)
    given = {"person": MILO[0], "harmless": True, "published_written": False}
    assert refused(case, Verb.RULE_DECLARATION, VERA, **given) == (REASONS["what_both_sides_read_is_written"],)
    nobody = {"person": NORA[0], "harmless": True, "published_written": True}
    assert refused(case, Verb.RULE_DECLARATION, VERA, **nobody) == (REASONS["declaration_of_this_person_waits"],)


def test_a_member_of_the_board_whose_interest_is_harmless_votes() -> None:
    case = before_the_board()
    case.do(Verb.DECLARE_INTERESTS, by=BOARD[0], **TELL)
    assert BOARD[0][0] not in case.view.board.declared
    rule(case, BOARD[0], harmless=True)
    assert (BOARD[0][0] in case.view.board.declared, BOARD[0][0] in case.view.declarations.free) == (True, False)


def test_silence_of_five_business_days_gives_the_seat_to_somebody_else() -> None:
    case = declared(only_named(), CLEO, MILO)
    run = case.view.clock(ClockName.DECLARATION)
    assert run is not None and run.due is not None
    assert case.view.day_of(run.due) == case.view.today + timedelta(days=7)
    case.enter(AVA, run.due)
    assert silent(case.view, seated_panel(case.view)) == set()
    case.enter(AVA, run.due + timedelta(microseconds=1))
    assert silent(case.view, seated_panel(case.view)) == {NORA[0]}
    first = expected_first(case.view)
    assert first is not None and first.verbs == (Verb.NAME_PANEL,)
    assert refused(case, Verb.NAME_PANEL, AVA, **LIST) == (REASONS["nobody_named_was_silent"],)
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"members": (MILO[0], someone("pia")), "lay": (someone("pia"),)})
    assert refused(case, Verb.SERVE_PANEL_LIST, AVA) == (REASONS["panel_has_declared"],)


def test_silence_on_an_appeal_panel_has_it_seated_again() -> None:
    case = lodged()
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    declared(case, AMOS, ANOUK)
    assert case.reasons(Verb.SEAT_APPEAL_PANEL, by=AVA) == [REASONS["no_appeal_panel_sits"]]
    case.wait(days=8)
    assert case.reasons(Verb.SEAT_APPEAL_PANEL, by=AVA) == []


def test_a_panel_named_again_declares_again_because_other_people_sit_with_it() -> None:
    case = named()
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"chair": MILO[0], "members": (CLEO[0], NORA[0])})
    assert case.view.declarations.free == frozenset()


def test_to_declare_is_no_act_that_keeps_anybody_from_a_later_seat() -> None:
    case = named()
    assert not case.view.people.acts & {CLEO, MILO, NORA}
