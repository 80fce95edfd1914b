"""Who reads a note of the team: those who work on the case and may read the report, and nobody who decides about the member."""

import pytest
from django.urls import reverse

from casework import access, tasks
from casework.access import Actor
from casework.models import CaseNote, CaseTask, NoteReader
from casework.procedure.notes.actions import write_note
from casework.record.rights.notes import note_rights
from casework.vocabulary import NoRight, NotNow, Seat, Verb
from casework.vocabulary.notes import NoteLevel
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import GRAVE, frame, screener
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.note_writing import WORDS, add_task, change, in_screening, page_of, tab_of, write
from tests.casework.web.reporting import text
from tests.casework.web.test_word_search import PAPER, PAPERS
from tests.scenario_fixtures import begins

NAMED, TASK = "Somebody named you in a note", "A task of yours in this case"
NO_TEAM = "so you neither read nor write notes of the team."


def readers(town: Town, story: Story, people: dict[str, str]) -> tuple[str, ...]:
    """Return which of these people read the note."""
    return tuple(who for who, first in people.items() if WORDS in page_of(town.browser(first), story))


def framed(town: Town) -> Story:
    """A report that is screened, with an investigator in their seat, from whom the case is still hidden."""
    story = town.story()
    frame(story, GRAVE, notes="A written promise was denied later.", act="Denied a written promise.")
    story.seat(Seat.INVESTIGATOR)
    return story


def open_investigation(story: Story) -> None:
    """From now on the screeners and intake see no more than the headings of the case."""
    story.by(screener(story), Verb.OPEN_INVESTIGATION, confirmed="on")


@begins(in_screening)
@pytest.mark.parametrize(
    ("level", "found"),
    [("mine", ("writer",)), ("seat", ("writer", "screener")), ("team", ("writer", "screener", "intake"))],
)
def test_each_level_of_a_note_of_a_screener_has_its_readers(
    town: Town, story: Story, level: str, found: tuple[str, ...]
) -> None:
    first, second = story.holding(Seat.SCREENER)
    write(town.browser(first), story, level=level)
    assert readers(town, story, {"writer": first, "screener": second, "intake": "ines"}) == found


@begins(brought_to("response_review"))
def test_nobody_who_decides_reads_a_note_of_the_team(town: Town, story: Story) -> None:
    write(town.browser(story.investigator), story)
    deciders, screeners = story.holding(Seat.DECIDER), story.holding(Seat.SCREENER)
    others = {first: first for first in (*deciders, *screeners, "ines")}
    assert len(deciders) == 3
    assert readers(town, story, {"writer": story.investigator} | others) == ("writer",)
    assert NoteReader.objects.count() == 0


@begins(brought_to("response_review"))
def test_a_decider_writes_to_the_deciders_and_never_to_the_team(town: Town, story: Story) -> None:
    decider, *others = story.holding(Seat.DECIDER)
    browser = town.browser(decider)
    page = page_of(browser, story)
    assert (f"You decide about the member here, {NO_TEAM}" in page, 'value="team"' in page) == (True, False)
    assert write(browser, story, level="team").status_code == 422
    with pytest.raises(NoRight):
        write_note(reference=story.case, by=Actor(user=town.people[decider]), level=NoteLevel.TEAM, words=WORDS)
    assert write(browser, story, level="seat").status_code == 302
    people = {"other": others[0], "third": others[1], "investigator": story.investigator, "intake": "ines"}
    assert readers(town, story, people) == ("other", "third")


@begins(brought_to("response_review"))
def test_no_task_and_no_name_reaches_a_decider(town: Town, story: Story) -> None:
    officer, decider = town.browser(story.investigator), town.people[story.holding(Seat.DECIDER)[0]]
    by, named = Actor(user=town.people[story.investigator]), [decider.pk]
    with pytest.raises(NotNow):
        write_note(reference=story.case, by=by, level=NoteLevel.TEAM, words=WORDS, named=named)
    write(officer, story, named=str(decider.pk))
    assert NoteReader.objects.count() == 0
    assert (add_task(officer, story, decider.pk).status_code, CaseTask.objects.count()) == (422, 0)
    add_task(officer, story, town.people[story.investigator].pk)
    page = page_of(town.browser(story.holding(Seat.DECIDER)[0]), story)
    assert (WORDS in page, "Add a task" in page) == (False, False)


@begins(brought_to("response_review"))
def test_a_search_of_a_decider_finds_no_note_of_the_team(town: Town, story: Story) -> None:
    write(town.browser(story.investigator), story)

    def found(first: str) -> list[tuple[str, str]]:
        where = town.browser(first).post(PAPERS, {"phrase": "whimbrel"}).headers["Location"]
        tasks.look_for_words()
        return PAPER.findall(text(town.browser(first).get(where)))

    assert (found(story.investigator), found(story.holding(Seat.DECIDER)[0])) == ([("A note", "once")], [])


@begins(brought_to("response_review"))
@pytest.mark.parametrize("decides", [Seat.DECIDER, Seat.REVIEWER, Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER])
def test_a_decider_in_another_seat_as_well_reads_no_note_of_the_team(town: Town, story: Story, decides: Seat) -> None:
    view, person = access.case_called(story.case, now()).view, town.people["dee"].pk
    assert note_rights(view, person, {Seat.INVESTIGATOR}).team == (Seat.INVESTIGATOR,)
    both = note_rights(view, person, {Seat.INVESTIGATOR, decides})
    assert (both.team, both.levels) == ((), (NoteLevel.MINE, NoteLevel.SEAT))


@begins(framed)
def test_who_sees_the_headings_only_reads_and_writes_for_the_team_no_more(town: Town, story: Story) -> None:
    second = story.holding(Seat.SCREENER)[1]
    write(town.browser("ines"), story, named=str(town.people[second].pk))
    add_task(town.browser("ines"), story, town.people[second].pk, "Ring Petra.")
    write(town.browser(second), story, "A dunlin.")
    own = CaseNote.objects.get(writer=town.people[second])
    place_letters()
    today = text(town.browser(second).get(reverse("today")))
    assert (NAMED in today, "Your task: Ring Petra." in today) == (True, True)
    open_investigation(story)
    place_letters()
    today, page = text(town.browser(second).get(reverse("today"))), page_of(town.browser(second), story)
    assert (NAMED in today, TASK in today, "Ring Petra." in today) == (False, False, False)
    assert (WORDS in page, "Ring Petra." in page) == (False, False)
    assert (f"You may no longer read the report, {NO_TEAM}" in page, "A dunlin." in page) == (True, True)
    assert change(town.browser(second), story, own, words="A plover.").status_code == 409
    assert WORDS in page_of(town.browser(story.investigator), story)


@begins(framed)
def test_today_tells_no_task_to_who_left_the_team_even_before_dispatch(town: Town, story: Story) -> None:
    second = story.holding(Seat.SCREENER)[1]
    add_task(town.browser("ines"), story, town.people[second].pk, "Ring Petra.")
    place_letters()
    assert "Ring Petra." in text(town.browser(second).get(reverse("today")))
    open_investigation(story)
    today = text(town.browser(second).get(reverse("today")))
    assert (TASK in today, "Ring Petra." in today) == (True, False)


@begins(in_screening)
def test_the_page_says_by_name_who_reads_each_level_before_one_writes(town: Town, story: Story) -> None:
    first, second = (town.people[one].name for one in story.holding(Seat.SCREENER))
    page = page_of(town.browser(screener(story)), story)
    assert f"{second} (Screener). Officers who take the seat “Screener” later read it too, and nobody else." in page
    assert "(Intake)" in page
    assert "while they may read the report. Nobody who decides reads it." in page
    assert (first in page, tab_of(story) in page) == (True, True)


@begins(framed)
def test_intake_reads_and_writes_no_task_once_it_reads_no_report(town: Town, story: Story) -> None:
    open_investigation(story)
    add_task(town.browser(story.investigator), story, town.people[story.investigator].pk)
    assert add_task(town.browser("ines"), story, town.people[story.investigator].pk).status_code == 403
    assert WORDS not in page_of(town.browser("ines"), story)
