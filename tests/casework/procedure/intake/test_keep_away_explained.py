"""What a reporter adds about who must not see a report while it waits: read by those who are asked, and unseen else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.offices import Office, appoint
from casework import tasks
from casework.access import Actor, case_shown, the_clock
from casework.models import Case
from casework.procedure.intake.actions import file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import case_page, texts_shown
from casework.record.events import ConflictsSwept, KeepAwayAsked, KeepAwayExplained, KeepAwayRuled
from casework.vocabulary import CaseCompartment, NotNow, NotSeen, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.models import Entry
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item, Message
from tests.casework.desk_cast import MONDAY, SINCE, Desk, by_code
from tests.casework.procedure.intake.test_keep_away import LINE, person_box, ruled, who_knows, wishing
from vault.models import SealedText

pytestmark = pytest.mark.django_db
WORDS = "the plover who chairs the board"
KINDS = {kind.type: kind.__name__ for kind in (ConflictsSwept, KeepAwayAsked, KeepAwayExplained, KeepAwayRuled)}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def waiting(*lines: str) -> tuple[Case, Actor]:
    """A report that waits for the ruling, and its reporter."""
    filed = file_complaint(by=None, report=wishing(*lines or (LINE,)))
    return sweep_conflicts(reference=filed.cases[0], by=the_clock()), by_code(filed)


def explained(case: Case, reporter: Actor, words: str = WORDS, *, swept: bool = True) -> Case:
    case = do(Verb.EXPLAIN_KEEP_AWAY, reference=case.reference, by=reporter, explanation=words)
    if swept:
        tasks.sweep()
    return case


def read_by(desk: Desk, name: str, case: Case) -> list[Any]:
    """What somebody can open of what was added."""
    by = desk.by(name)
    shown = case_shown(by, case.reference, *Reading)
    wanted = [(one.entry, one.field) for one in texts_shown(shown) if one.field == "explanation"]
    rights = [Reading.READ_KEEP_AWAY, Reading.SEE_CASE]
    kept = {CaseCompartment.KEEP_AWAY: wanted}
    return list(open_content(reference=case.reference, by=by, rights=rights, wanted=kept).values()) if wanted else []


def kinds(case: Case) -> list[str]:
    return [KINDS[entry.type] for entry in ledger.stream(case.stream) if entry.type in KINDS]


def lines_of(desk: Desk, name: str, case: Case) -> list[str]:
    return [line.type for line in case_page(desk.by(name), case.reference, verbs=()).lines]


def letters() -> list[tuple[str | None, str]]:
    """All letters that were placed, by their readers."""
    while place_letters():
        pass
    return sorted(Message.objects.values_list("reader__email", "template"))


def test_the_person_who_is_asked_reads_what_was_added_once_it_was_compared(desk: Desk) -> None:
    case, reporter = waiting()
    explained(case, reporter, swept=False)
    assert (read_by(desk, "ivo", case), Case.objects.get().sweep_due) == ([], True)
    tasks.sweep()
    assert read_by(desk, "ivo", case) == [WORDS]
    assert kinds(case) == [
        "ConflictsSwept", "KeepAwayAsked", "KeepAwayExplained", "ConflictsSwept", "KeepAwayAsked",
    ]  # fmt: skip


def test_no_ruling_is_given_before_the_words_can_be_read(desk: Desk) -> None:
    case, reporter = waiting()
    explained(case, reporter, swept=False)
    with pytest.raises(NotNow) as refused:
        ruled(desk, case)
    assert refused.value.reasons == (REASONS["what_was_added_is_compared"],)
    tasks.sweep()
    assert "see_case" in desk.rights("ines", ruled(desk, case))


def test_words_that_name_the_person_asked_go_to_the_next_one_from_outside(desk: Desk) -> None:
    appoint(user=desk["regi"], office=Office.PROTECTION_OFFICER, since=SINCE)
    case, reporter = waiting()
    asked = [("ivo@society.example", "keep_away_asked")]
    assert (who_knows(case), letters()) == ({"ivo@society.example"}, asked)
    explained(case, reporter, "I am sorry, I should have said: it is Ivo Standish. He is her brother.", swept=False)
    assert letters() == asked
    tasks.sweep()
    assert (who_knows(case), desk.rights("ivo", case)) == ({"regi@society.example"}, set())
    assert case_shown(reporter, case.reference, Reading.READ_OWN_COMPLAINT).view.people.conflicts == ()
    with pytest.raises(NotSeen):
        read_by(desk, "ivo", case)
    tasks.sweep()
    assert who_knows(case) == {"regi@society.example"}
    assert letters() == [*asked, ("regi@society.example", "keep_away_asked")]


def test_words_that_name_the_only_person_from_outside_orphan_no_report(desk: Desk) -> None:
    case, reporter = waiting()
    explained(case, reporter, "Ivo Standish")
    assert who_knows(case) == {"ivo@society.example"}


def test_the_person_who_is_asked_gets_the_same_letter_again_and_nobody_else_gets_one(desk: Desk) -> None:
    case, reporter = waiting()
    letters()
    explained(case, reporter)
    assert letters() == [("ivo@society.example", "keep_away_asked")] * 2
    assert Item.objects.count() == 0


def test_a_reporter_says_more_five_times_and_only_while_a_line_waits(desk: Desk) -> None:
    case, reporter = waiting()
    for number in range(5):
        explained(case, reporter, f"{WORDS} {number}")
    with pytest.raises(NotNow) as refused:
        explained(case, reporter)
    assert refused.value.reasons == (REASONS["more_was_not_said_too_often"],)
    assert sorted(read_by(desk, "ivo", case)) == [f"{WORDS} {number}" for number in range(5)]
    ruled(desk, case)
    with pytest.raises(NotNow) as refused:
        explained(case, reporter)
    assert REASONS["somebody_has_to_rule"] in refused.value.reasons


def test_a_report_without_a_line_that_waits_takes_no_more_words(desk: Desk) -> None:
    filed = file_complaint(by=None, report=wishing("Sol Brand", ticked=(person_box(desk, "dee"),)))
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    with pytest.raises(NotNow) as refused:
        do(Verb.EXPLAIN_KEEP_AWAY, reference=filed.cases[0], by=by_code(filed), explanation=WORDS)
    assert refused.value.reasons == (REASONS["somebody_has_to_rule"],)


def test_the_time_to_answer_begins_again_with_what_was_added(desk: Desk) -> None:
    case, reporter = waiting()
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        explained(case, reporter)
        view = case_shown(reporter, case.reference, Reading.READ_OWN_COMPLAINT).view
    (run,) = (one for one in view.clocks if one.running and one.name == "KEEP_AWAY")
    assert run.due is not None and run.due.date() == (MONDAY + timedelta(days=7)).date()


def test_officers_find_no_trace_of_it_after_the_ruling(desk: Desk) -> None:
    quiet, _ = waiting()
    case, reporter = waiting()
    explained(case, reporter)
    explained(case, reporter, "and his sister")
    for one in (quiet, case):
        ruled(desk, one, "dee")
    assert lines_of(desk, "ines", case) == lines_of(desk, "ines", quiet)
    assert KeepAwayExplained.type not in lines_of(desk, "ines", case)
    assert read_by(desk, "ines", case) == []
    letters()
    held = Item.objects.order_by("pk").values_list("case__reference", "person__email", "topic")
    assert [one[1:] for one in held if one[0] == case.reference] == [
        one[1:] for one in held if one[0] == quiet.reference
    ]
    assert (
        case_shown(desk.by("ines"), case.reference, Reading.SEE_CASE).view.people.holding(Seat.OUTSIDE_ALTERNATE)
        == set()
    )


def test_the_reporter_reads_again_what_was_added_and_no_word_stands_in_clear(desk: Desk) -> None:
    case, reporter = waiting()
    explained(case, reporter)
    ruled(desk, case)
    shown = case_shown(reporter, case.reference, Reading.READ_OWN_EVIDENCE)
    assert [one.field for one in texts_shown(shown)].count("explanation") == 1
    stored = [bytes(entry.entry) for entry in Entry.objects.all()]
    stored += [bytes(row.blob) for row in SealedText.objects.all()]
    assert not any(b"plover" in each for each in stored)
