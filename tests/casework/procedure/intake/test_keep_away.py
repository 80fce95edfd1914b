"""Who must not see a report: ticks are exact, and a line that fits nobody holds the report until somebody outside ruled."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from accounts.offices import Office, appoint, end_office
from accounts.pseudonyms import pseudonym
from casework import tasks
from casework.access import the_clock
from casework.models import Case, CaseGrant, Clock
from casework.procedure.corrections.actions import report_retaliation
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, rule_on_keep_away, sweep_conflicts
from casework.procedure.plain_step import do
from casework.record.events import ConflictsSwept, KeepAwayAsked, KeepAwayRuled
from casework.recording import open_texts
from casework.vocabulary import (
    Accused,
    CaseCompartment,
    ClockName,
    KeepAwayRuling,
    Mention,
    NoRight,
    NotNow,
    NotSeen,
    Report,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.models import Entry
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item, Message
from notifications.topics.table import Topic
from tests.casework.desk_cast import MONDAY, REPORT, SINCE, Desk, by_code
from vault.models import SealedText, WrappedKey

pytestmark = pytest.mark.django_db
LINE = "his sister on the board"
ASIDE = {Verb.RULE_ON_KEEP_AWAY.value, Verb.DECLARE_CONFLICT.value, "read_keep_away"}


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def wishing(*lines: str, ticked: tuple[str, ...] = ()) -> Report:
    return replace(REPORT, keep_away=lines, keep_away_from=ticked)


def person_box(desk: Desk, name: str) -> str:
    return f"person:{desk[name].pk.hex}"


def ruled(desk: Desk, case: Case, *persons: str, by: str = "ivo", line: int = 0) -> Case:
    rulings = [KeepAwayRuling(line=line, persons=tuple(desk.person(name) for name in persons))]
    return rule_on_keep_away(reference=case.reference, by=desk.by(by), rulings=rulings)


def who_knows(case: Case) -> set[str]:
    return set(CaseGrant.objects.filter(content_object=case).values_list("user__email", flat=True)) - {None, ""}


def taken(case: Case) -> list[Any]:
    kinds = (ConflictsSwept.type, KeepAwayAsked.type, KeepAwayRuled.type)
    return [entry.type for entry in ledger.stream(case.stream) if entry.type in kinds]


def test_a_ticked_person_is_denied_for_good_and_a_namesake_is_not(desk: Desk) -> None:
    twin = desk["sam"]
    type(twin).objects.filter(pk=twin.pk).update(name="Sol Brand")
    case = desk.swept(wishing(ticked=(person_box(desk, "sol"),)))
    assert case.view.people.conflict_of(desk.person("sol")) is Mention.RECORDED
    assert case.view.people.conflict_of(desk.person("sam")) is None
    assert (case.view.filing.kept_by_tick, case.view.filing.open_to_desk) == (1, True)


def test_a_ticked_office_is_denied_to_all_who_hold_it_now_or_later(desk: Desk) -> None:
    case = desk.swept(wishing(ticked=("office:screener",)))
    assert {desk.person(name) for name in ("sol", "sam", "sky")} == case.view.people.barred
    appoint(user=desk["ola"], office=Office.SCREENER, since=SINCE, compare_from=MONDAY + timedelta(minutes=1))
    with time_machine.travel(MONDAY + timedelta(minutes=2), tick=False):
        tasks.sweep()
        case = sweep_conflicts(reference=case.reference, by=the_clock())
    assert case.view.people.conflict_of(desk.person("ola")) is Mention.RECORDED


@pytest.mark.parametrize(
    ("wish", "stands"),
    [
        ({"ticked": ("office:decider",)}, Mention.RECORDED),
        ({"lines": ("the decider",)}, Mention.PROVISIONAL),
        ({"lines": ("Uma Ferris",)}, Mention.RECORDED),
    ],
    ids=["an office ticked", "an office in words", "a name that nobody in office had"],
)
def test_a_wish_of_a_report_also_binds_officers_who_join_later_cases_of_it(
    desk: Desk, wish: dict[str, tuple[str, ...]], stands: Mention
) -> None:
    filed = file_complaint(by=None, report=wishing(*wish.get("lines", ()), ticked=wish.get("ticked", ())))
    reporter = by_code(filed)
    sweep_conflicts(reference=filed.cases[0], by=the_clock())
    uma = User.objects.create_person(email="uma@society.example", name="Uma Ferris")
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        report_retaliation(
            reference=filed.cases[0],
            by=reporter,
            who="Rex Marlowe",
            detriment="My shifts are gone.",
            first_day=MONDAY.date(),
        )
        grown = Case.objects.exclude(reference=filed.cases[0]).get()
        case = sweep_conflicts(reference=grown.reference, by=the_clock())
        assert (case.view.filing.kept_by_tick, case.view.filing.lines_waiting) == (0, ())
        appoint(user=uma, office=Office.DECIDER, since=SINCE, compare_from=MONDAY + timedelta(days=1, minutes=1))
    with time_machine.travel(MONDAY + timedelta(days=1, minutes=2), tick=False):
        case = sweep_conflicts(reference=grown.reference, by=the_clock())
    assert case.view.people.conflict_of(pseudonym(uma)) is stands


def test_ticking_a_whole_office_of_the_desk_leaves_its_outside_alternate(desk: Desk) -> None:
    case = desk.swept(wishing(ticked=("office:intake", "office:reviewer", "office:screener")))
    assert desk.rights("ivo", case) >= {"see_case", "acknowledge_complaint"}
    assert desk.rights("ines", case) == set()


def test_what_is_wished_has_a_compartment_and_keys_of_its_own(desk: Desk) -> None:
    case = desk.file(wishing(LINE, ticked=("office:intake",)))
    (entry,) = ledger.stream(case.stream)
    fields = ["keep_away", "keep_away_from", "also_accused"]
    rows = SealedText.objects.filter(entry_id=entry.id, field__in=fields)
    keys = {WrappedKey.objects.get(pk=row.key_id).kind for row in rows}
    others = {
        WrappedKey.objects.get(pk=row.key_id).kind
        for row in SealedText.objects.filter(entry_id=entry.id).exclude(pk__in=rows)
    }
    assert rows.count() == 3
    assert keys == {"keep_away"}
    assert "keep_away" not in others
    assert open_texts(case, CaseCompartment.KEEP_AWAY, [(entry.id, "keep_away")]) == {(entry.id, "keep_away"): [LINE]}


def test_a_line_that_fits_nobody_holds_the_report_for_one_from_outside(desk: Desk) -> None:
    case = desk.swept(wishing(LINE))
    assert (who_knows(case), desk.rights("ivo", case)) == ({"ivo@society.example"}, ASIDE)
    assert taken(case) == [ConflictsSwept.type, KeepAwayAsked.type]
    with pytest.raises(NotSeen):
        acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    with pytest.raises(NoRight):
        acknowledge_complaint(reference=case.reference, by=desk.by("ivo"))


def test_a_line_that_names_the_person_complained_of_holds_nothing(desk: Desk) -> None:
    assert desk.swept(wishing("rex marlowe")).view.filing.open_to_desk


def test_whom_a_line_is_ruled_to_mean_is_denied_and_the_report_opens_to_the_others(desk: Desk) -> None:
    case = ruled(desk, desk.swept(wishing(LINE)), "sol", "dee")
    assert {desk.person("sol"), desk.person("dee")} == case.view.people.barred_for_good
    assert desk.rights("ines", case) >= {"see_case", "acknowledge_complaint"}
    assert desk.rights("ivo", case) == set()
    assert case.view.people.holding(Seat.OUTSIDE_ALTERNATE) == frozenset()
    (entry,) = (one for one in ledger.stream(case.stream) if one.type == KeepAwayRuled.type)
    assert entry.body["role"] == "outside_alternate"
    assert open_texts(case, CaseCompartment.KEEP_AWAY, [(entry.id, "rulings")]) == {
        (entry.id, "rulings"): [[str(desk.person("sol")), str(desk.person("dee"))]]
    }


def test_a_line_that_means_nobody_here_opens_the_report(desk: Desk) -> None:
    case = ruled(desk, desk.swept(wishing(LINE)))
    assert (case.view.people.conflicts, case.view.filing.kept_by_line) == ((), (0,))
    assert desk.rights("ines", case) >= {"see_case", "acknowledge_complaint"}
    case = sweep_conflicts(reference=case.reference, by=the_clock())
    assert case.view.filing.open_to_desk


def test_every_line_that_waits_is_ruled_on_together(desk: Desk) -> None:
    case = desk.swept(wishing(LINE, "Sol Brand", "Karen from HR"))
    assert (case.view.filing.lines_waiting, case.view.filing.kept_by_line) == ((0, 2), (0, 1, 0))
    with pytest.raises(NotNow) as refused:
        ruled(desk, case, "dee")
    assert refused.value.reasons == (REASONS["every_line_is_ruled_on"],)
    rulings = [KeepAwayRuling(line=0, persons=(desk.person("dee"),)), KeepAwayRuling(line=2, persons=())]
    case = rule_on_keep_away(reference=case.reference, by=desk.by("ivo"), rulings=rulings)
    assert case.view.filing.kept_by_line == (1, 1, 0)
    with pytest.raises(NotSeen):
        rule_on_keep_away(reference=case.reference, by=desk.by("ivo"), rulings=rulings)


def test_a_line_that_names_the_alternate_goes_to_the_next_one_from_outside(desk: Desk) -> None:
    appoint(user=desk["regi"], office=Office.REVIEWER, since=SINCE, alternate=True)
    case = desk.swept(wishing("Ivo Standish", LINE))
    assert who_knows(case) == {"regi@society.example"}


def test_an_alternate_who_may_be_meant_steps_aside_and_the_next_one_is_asked(desk: Desk) -> None:
    appoint(user=desk["regi"], office=Office.PROTECTION_OFFICER, since=SINCE)
    case = desk.swept(wishing(LINE))
    do(Verb.DECLARE_CONFLICT, reference=case.reference, by=desk.by("ivo"))
    assert (desk.rights("ivo", case), Case.objects.get().sweep_due) == (set(), True)
    tasks.sweep()
    assert (who_knows(case), Case.objects.get().sweep_due) == ({"regi@society.example"}, False)
    case = ruled(desk, case, by="regi")
    assert desk.rights("ines", case) >= {"see_case"}
    assert desk.rights("ivo", case) == set()


def test_when_nobody_answers_in_time_the_next_one_from_outside_is_asked_as_well(desk: Desk) -> None:
    appoint(user=desk["regi"], office=Office.PROTECTION_OFFICER, since=SINCE)
    case = desk.swept(wishing(LINE))
    due = Clock.objects.get(name=ClockName.KEEP_AWAY).due
    assert due is not None
    with time_machine.travel(due + timedelta(minutes=1), tick=False):
        tasks.lapses()
        assert who_knows(case) == {"ivo@society.example", "regi@society.example"}
        tasks.sweep()
    assert taken(case) == [ConflictsSwept.type, KeepAwayAsked.type, ConflictsSwept.type, KeepAwayAsked.type]


def test_a_report_waits_for_the_first_outside_person_to_be_appointed(desk: Desk) -> None:
    end_office(user=desk["ivo"], office=Office.INTAKE, until=MONDAY.date() - timedelta(days=1))
    case = desk.swept(wishing(LINE))
    assert who_knows(case) == set()
    appoint(
        user=desk["regi"],
        office=Office.INTAKE,
        since=SINCE,
        alternate=True,
        compare_from=MONDAY + timedelta(minutes=1),
    )
    with time_machine.travel(MONDAY + timedelta(minutes=2), tick=False):
        tasks.sweep()
        assert who_knows(case) == {"regi@society.example"}


def test_a_ruling_that_means_everybody_leaves_the_desk_its_alternate(desk: Desk) -> None:
    case = ruled(desk, desk.swept(wishing("everybody there")), *desk.people.keys() - {"rex"})
    assert desk.rights("ivo", case) >= {"see_case", "acknowledge_complaint"}
    assert desk.rights("ines", case) == set()


def test_naming_everybody_by_name_and_by_tick_empties_no_desk(desk: Desk) -> None:
    boxes = tuple(person_box(desk, name) for name in desk.people)
    everybody = tuple(user.name for user in desk.people.values())
    case = desk.swept(wishing(*everybody, LINE, ticked=(*boxes, "office:intake", "office:reviewer")))
    assert who_knows(case) == {"ivo@society.example"}
    case = ruled(desk, case, line=len(everybody))
    assert desk.rights("ivo", case) >= {"see_case", "acknowledge_complaint"}


def test_no_letter_tells_the_desk_of_a_report_that_is_held(desk: Desk) -> None:
    case = desk.swept(wishing(LINE))
    late = Clock.objects.get(name=ClockName.ACK).due
    assert late is not None
    with time_machine.travel(late + timedelta(minutes=1), tick=False):
        tasks.lapses()
        while place_letters():
            pass
        assert set(Message.objects.values_list("reader__email", flat=True)) == {"ivo@society.example"}
        ruled(desk, case)
        with time_machine.travel(late + timedelta(hours=2), tick=False):
            tasks.lapses()
            while place_letters():
                pass
    told = Message.objects.exclude(template="keep_away_asked").values_list("reader__email", "template")
    assert list(told) == []
    items = Item.objects.filter(topic=Topic.OVERDUE).values_list("person__email", flat=True)
    assert list(items) == ["ines@society.example"]


def test_no_word_of_a_wish_stands_in_clear(desk: Desk) -> None:
    case = ruled(desk, desk.swept(wishing("plover from the eyrie")), "sol")
    stored = [bytes(entry.entry) for entry in Entry.objects.all()]
    stored += [bytes(row.blob) for row in SealedText.objects.all()]
    assert case.view.filing.kept_by_line == (1,)
    assert not any(word in each for each in stored for word in (b"plover", b"eyrie"))


def test_each_person_complained_of_is_a_case_that_waits_by_itself(desk: Desk) -> None:
    two = (Accused(name="Rex Marlowe"), Accused(name="Zoe Unheard"))
    filed = file_complaint(by=None, report=replace(wishing(LINE), accused=two))
    for reference in filed.cases:
        sweep_conflicts(reference=reference, by=the_clock())
    first, second = Case.objects.filter(reference__in=filed.cases)
    ruled(desk, first)
    assert "ines@society.example" in who_knows(first)
    assert who_knows(second) == {"ivo@society.example"}
