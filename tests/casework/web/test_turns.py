"""Whose turn it is: on the queue, on the page of a case, after a day that passed, and after somebody edited it."""

import re
from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries
from structlog.testing import capture_logs

from casework import access, tasks
from casework.models import Case, Turn
from casework.queries.checks.replay import Drift, drifts
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from operations.beside_check import mend_turns
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_floods import send
from tests.casework.web.test_queue import rows
from tests.scenario_fixtures import begins

ELSEWHERE = {
    "forum": "The ombudsman for contracts",
    "reasons": "It is a dispute over money, which the ombudsman can decide.",
    "disclosure": "The report without its name.",
    "consented": "yes",
}
REFRESH = 9
"""Two for the transaction, the case with its lock, oaths, entries, linked seats, the row, the holders, and one for all rows."""
MINE = f"{reverse('queue')}?whose=turn"


def turns(story: Story) -> set[tuple[str, str]]:
    """Return which step each person is expected to take in the case of a story, by first name."""
    first = {user.pk: name for name, user in story.people.items()}
    found = Turn.objects.filter(case__reference=story.case).values_list("user", "step")
    return {(first.get(user, "reporter"), step) for user, step in found}


def row(story: Story) -> tuple[str, str, str]:
    """Return the seat, the step and the clock that lists show of a case."""
    return Case.objects.values_list("waiting_on", "expected_step", "due_clock").get(reference=story.case)


def test_a_new_report_is_the_turn_of_intake_until_it_is_acknowledged(town: Town) -> None:
    story = town.story()
    assert row(story) == ("intake", "acknowledge_complaint", "ACK")
    assert {step for _, step in turns(story)} == {"acknowledge_complaint"}
    assert "ines" in {who for who, _ in turns(story)}
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    assert row(story) == ("screener", "triage_case", "SCREEN")
    assert turns(story) == {(screener, "triage_case") for screener in story.holding(Seat.SCREENER)}


def test_a_screener_finds_their_turn_first_and_goes_to_the_step_from_there(town: Town) -> None:
    story = town.story()
    story.by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = told.screener(story)
    step = reverse("step", args=[story.case, Verb.TRIAGE_CASE])
    page = text(town.browser(one).get(MINE))
    assert (rows(page), step in page) == ([story.case], True)
    assert rows(text(town.browser("ines").get(MINE))) == []
    shown = text(town.browser(one).get(reverse("case", args=[story.case])))
    assert "Your turn" in shown
    assert "Next to act:" in text(town.browser("ines").get(reverse("case", args=[story.case])))


def test_a_case_with_somebody_in_danger_comes_first_and_says_what_can_be_done(town: Town) -> None:
    late, story = town.story(), town.story("rosa")
    told.acknowledge(late)
    town.clock.move_to(Case.objects.get(reference=late.case).due + timedelta(hours=1))
    told.acknowledge(story)
    one = min({*late.holding(Seat.SCREENER)} & {*story.holding(Seat.SCREENER)})
    assert rows(text(town.browser(one).get(MINE))) == [late.case, story.case]
    story.by(one, Verb.TRIAGE_CASE, notes="She is alone with them.", **told.GRAVE | {"imminent_harm": "yes"})
    listed, page = (text(town.browser(one).get(at)) for at in (MINE, reverse("case", args=[story.case])))
    assert (rows(listed), ">Danger<" in listed) == ([story.case, late.case], True)
    assert re.search(r"Propose an interim measure</a>:.*?Shut:\s+Say first which member", page, re.DOTALL)
    assert list(drifts([story.case])) == []
    assert "Danger" not in text(town.browser("ian").get(reverse("case", args=[late.case])))


def test_intake_reads_of_danger_in_the_row_after_the_screener_recorded_it(town: Town) -> None:
    story = town.story()
    told.acknowledge(story)
    before = text(town.browser("ines").get(reverse("queue"), {"whose": ""}))
    story.by(
        told.screener(story), Verb.TRIAGE_CASE, notes="She is alone with them.", **told.GRAVE | {"imminent_harm": "yes"}
    )
    after = {first: text(town.browser(first).get(reverse("queue"), {"whose": ""})) for first in ("ines", "rhea")}
    assert (">Danger<" in before, {first: ">Danger<" in page for first, page in after.items()}) == (
        False,
        {"ines": True, "rhea": False},
    )


def test_the_preview_of_several_reports_says_which_tell_of_danger(town: Town) -> None:
    for network, danger in (("198.51.100.7", "no"), ("203.0.113.9", "yes")):
        assert send(network, danger=danger).status_code == 201
    tasks.sweep()
    both = list(Case.objects.values_list("reference", flat=True))
    page = text(town.browser("ines").get(reverse("queue_act"), {"bulk": Verb.ACKNOWLEDGE_COMPLAINT, "case": both}))
    lines = re.findall(r'<li class="ob-results__will">(.*?)</li>', page, re.DOTALL)
    says = [reference for reference in both for line in lines
            if f'value="{reference}:' in line and "The reporter says that somebody is in danger." in line]  # fmt: skip
    assert (len(lines), says) == (2, [Case.objects.get(danger=True).reference])


def test_a_report_that_says_somebody_is_in_danger_stands_first_unread(town: Town) -> None:
    for network, danger in (("198.51.100.7", "no"), ("203.0.113.9", "yes")):
        assert send(network, danger=danger).status_code == 201
    tasks.sweep()
    ines, first = town.browser("ines"), Case.objects.get(danger=True)
    assert rows(text(ines.get(MINE)))[0] == first.reference
    page = text(ines.get(reverse("case", args=[first.reference])))
    assert "The reporter says that somebody is in danger: what to do" in page
    assert "Give a protection officer a seat" in page
    assert list(drifts([first.reference])) == []


def test_a_waiting_step_is_the_turn_of_those_who_can_still_sign_it(town: Town) -> None:
    story = town.story()
    told.acknowledge(story)
    one, other = story.holding(Seat.SCREENER)
    story.by(one, Verb.REFER_CASE, **ELSEWHERE)
    assert turns(story) == {(one, "triage_case"), (other, "triage_case"), (other, "refer_case")}
    story.by(other, Verb.REFER_CASE)
    assert (row(story)[:2], turns(story)) == (("", ""), set())


@begins(brought_to("investigation"))
def test_a_person_who_steps_out_has_no_turn_and_the_empty_seat_is_the_turn_of_intake(town: Town, story: Story) -> None:
    (investigator,) = story.holding(Seat.INVESTIGATOR)
    assert investigator in {who for who, _ in turns(story)}
    story.by(investigator, Verb.DECLARE_CONFLICT, confirmed="on")
    assert investigator not in {who for who, _ in turns(story)}
    assert row(story)[:2] == ("intake", "seat_officer")
    assert rows(text(town.browser(investigator).get(MINE))) == []


def asked_in(page: str) -> str:
    """What a page asks of its reader: all of Today, and on Team what follows the table of officers."""
    return page.rpartition('id="empty_title"')[2]


def test_a_seat_that_one_of_two_screeners_left_is_told_to_intake_at_once(town: Town) -> None:
    story = town.story()
    told.acknowledge(story)
    gone, stays = story.holding(Seat.SCREENER)
    ines, pages = town.browser("ines"), (reverse("today"), reverse("team"))
    before = [story.case in asked_in(text(ines.get(page))) for page in pages]
    story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    shown = [text(ines.get(page)) for page in pages]
    assert (before, [story.case in asked_in(page) for page in shown]) == ([False, False], [True, True])
    assert (stays, "triage_case") in turns(story)
    sheet = reverse("seats_sheet", args=[story.case])
    page = text(ines.get(sheet))
    assert [f'href="{sheet}"' in one for one in shown] == [True, True]
    assert [town.people[gone].name in one for one in (shown[0], shown[1].partition("</table>")[2], page)] == [False] * 3
    (other,) = [one for one in town.people if f'value="{story.name(one)}"' in page and one != gone][:1]
    story.by("ines", Verb.SEAT_OFFICER, place=f"screener:{story.name(other)}", reason="x")
    assert [story.case in asked_in(text(ines.get(page))) for page in pages] == before


@begins(brought_to("investigation"))
def test_an_empty_seat_is_named_on_today_in_the_queue_on_the_case_and_first_on_its_sheet(
    town: Town, story: Story
) -> None:
    (investigator,) = story.holding(Seat.INVESTIGATOR)
    story.by(investigator, Verb.RECUSE_OFFICER, confirmed="on")
    ines, sheet = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    pages = (reverse("today"), reverse("queue"), reverse("team"), reverse("case", args=[story.case]))
    said = [" ".join(text(ines.get(page)).split()) for page in pages]
    assert [page for page, words in zip(pages, said, strict=True) if "Seat an officer: Investigator" not in words] == []
    shown = " ".join(text(ines.get(sheet)).split())
    assert ("Seats. The case waits for: Investigator" in shown, "the case waits for it: 1 needed" in shown) == (
        True,
        True,
    )
    assert re.findall(r'name="place_(\w+)" value="[^"]+" checked', shown) == ["investigator"]
    assert list(drifts([story.case])) == []


@begins(brought_to("investigation"))
def test_the_gate_leads_to_the_seat_of_the_decider_with_the_number_of_the_rule(town: Town, story: Story) -> None:
    ines, sheet = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    plain, shown = (" ".join(text(ines.get(one)).split()) for one in (sheet, f"{sheet}?fills=decider"))
    ticked = [re.findall(r'name="place_(\w+)" value="[^"]+" checked', page) for page in (plain, shown)]
    assert ticked == [[], ["decider"] * 3]
    assert "the case waits for it: 3 needed" in shown
    assert ines.get(f"{sheet}?fills=public").status_code == 200


@begins(brought_to("investigation"))
def test_a_turn_is_counted_from_the_day_on_which_it_came_to_its_seat(town: Town, story: Story) -> None:
    (investigator,) = story.holding(Seat.INVESTIGATOR)
    case = reverse("case", args=[story.case])
    stage = Case.objects.get(reference=story.case).moved_at
    town.clock.shift(timedelta(days=9))
    story.by(investigator, Verb.RECUSE_OFFICER, confirmed="on")
    day = date_format(story.view.day_of(now()), "j F")
    header = " ".join(text(town.browser("ines").get(case)).split()).partition("ob-case__facts")[2][:600]
    assert f"Your turn</strong>, since {day}" in header
    assert f"fills it, {date_format(now(), 'j M Y')}" in text(town.browser("ines").get(MINE))
    found = Case.objects.get(reference=story.case)
    assert (found.moved_at, (found.turn_since - stage).days) == (stage, 9)


@begins(brought_to("response_review"))
def test_a_day_that_passes_without_an_event_moves_the_turn_when_the_lapses_look(town: Town, story: Story) -> None:
    assert row(story) == ("complainant", "comment_on_response", "REPLY")
    due = Case.objects.get(reference=story.case).due
    town.clock.move_to(due + timedelta(hours=1))
    size = len(story.view.clocks)
    assert list(drifts([story.case])) == []
    tasks.lapses()
    assert row(story) == ("investigator", "share_draft_report", "INVESTIGATION")
    (investigator,) = story.holding(Seat.INVESTIGATOR)
    assert (investigator, "share_draft_report") in turns(story)
    assert (len(story.view.clocks), list(drifts([story.case]))) == (size, [])


@begins(brought_to("investigation"))
def test_an_edited_turn_is_found_and_mended(town: Town, story: Story) -> None:
    before = turns(story)
    Turn.objects.filter(case__reference=story.case).update(step="erase_content", due=F("due") - timedelta(days=9))
    Case.objects.filter(reference=story.case).update(waiting_on="monitor")
    found = list(drifts([story.case]))
    assert {(one.case, one.field) for one in found} == {(story.case, "turns"), (story.case, "waiting_on")}
    mend_turns(found)
    assert (turns(story), list(drifts([story.case]))) == (before, [])


def test_a_drift_of_something_else_is_left_to_people(town: Town) -> None:
    story = town.story()
    Case.objects.filter(reference=story.case).update(severity=4)
    with capture_logs() as logs:
        mend_turns([Drift(case=story.case, field="severity")])
    assert (Case.objects.get(reference=story.case).severity, logs) == (4, [])


@begins(brought_to("investigation"))
def test_a_turn_is_looked_at_in_nine_statements_and_its_rows_stay_if_nothing_changed(
    town: Town, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = set(Turn.objects.values_list("pk", "user", "step"))
    access.forget_folds()
    with django_assert_num_queries(REFRESH):
        access.refresh_turns(story.case)
    assert set(Turn.objects.values_list("pk", "user", "step")) == before
