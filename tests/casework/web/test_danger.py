"""What the page of a case offers when somebody is in danger: each line leads to the place where it is done."""

import re
from dataclasses import replace
from datetime import timedelta

from django.urls import reverse

from casework import tasks
from casework.access import the_clock
from casework.procedure.intake.actions import sweep_conflicts
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from policy.models import Member
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.second_readers import release_what_waits
from tests.casework.web.test_conversation_pages import LATER, desk_page
from tests.scenario_fixtures import begins

GRAVE = told.GRAVE | {"imminent_harm": "yes"}
ASK = "Has anybody called the emergency services?"


def in_danger(town: Town) -> Story:
    """A report, acknowledged, whose recorded risk says that somebody is in danger now."""
    story = town.story()
    told.acknowledge(story)
    story.by(told.screener(story), Verb.TRIAGE_CASE, notes="She is alone with them.", **GRAVE)
    return story


def put_in_scope(story: Story) -> None:
    """From the recorded risk to an allegation in scope. Nobody investigates yet."""
    one, day = told.screener(story), story.view.today - timedelta(days=21)
    number = Member.objects.get(user=story.people[story.respondent]).number
    story.by(one, Verb.IDENTIFY_RESPONDENT, member=number)
    sweep_conflicts(reference=story.case, by=the_clock())
    story.by(one, Verb.FRAME_ALLEGATION, commitment=2, first_day=day, last_day=day, act="Shouted at her.")
    allegation = story.view.allegations.all[-1].id
    story.by(one, Verb.SCOPE_ALLEGATION, allegation=allegation, in_scope="yes", reasons="It would breach it.")


def investigated_in_danger(town: Town) -> Story:
    """A report of which the risk says the same, with an open investigation."""
    story = town.story()
    told.frame(story, GRAVE, notes="She is alone with them.", act="Shouted at her.")
    story.seat(Seat.INVESTIGATOR)
    story.by(told.screener(story), Verb.OPEN_INVESTIGATION, confirmed="on")
    return story


begun = town_begun(to=in_danger)


def box_of(town: Town, first: str, story: Story) -> str:
    page = text(town.browser(first).get(reverse("case", args=[story.case])))
    return page.partition('id="danger_title"')[2].partition("</section>")[0]


def today_of(town: Town, first: str) -> str:
    while place_letters():
        pass
    return text(town.browser(first).get(reverse("today")))


def test_the_box_of_danger_opens_the_seat_of_the_protection_officer(town: Town, story: Story) -> None:
    seat = f"{reverse('seats_sheet', args=[story.case])}?fills=protection_officer"
    assert f'href="{seat}"> Give a protection officer a seat' in " ".join(box_of(town, "ines", story).split())
    page = " ".join(text(town.browser("ines").get(seat)).split())
    ((name, person),) = re.findall(r'name="(place_\w+)" value="([^"]+)" checked', page)
    assert name == "place_protection_officer"
    sent = dict(re.findall(r'name="(step_version|request_key)" value="([^"]+)"', page)) | {name: person, "reason": ""}
    assert town.browser("ines").post(seat, sent).status_code == 302
    assert len(story.view.people.holding(Seat.PROTECTION_OFFICER)) == 1
    assert "Give a protection officer a seat" not in " ".join(box_of(town, "ines", story).split())


def test_a_seat_that_intake_cannot_fill_is_not_on_the_sheet(town: Town, story: Story) -> None:
    page = text(town.browser("ines").get(f"{reverse('seats_sheet', args=[story.case])}?fills=panel_chair"))
    assert ("panel_chair" in page.partition("<main")[2], 'name="place_decider"' in page) == (False, True)


def test_the_box_of_danger_opens_a_message_that_asks_about_help(town: Town, story: Story) -> None:
    at = f"{desk_page(story)}?begin=danger#write_title"
    screener = told.screener(story)
    assert f'href="{at}"> Write to the reporter and ask' in " ".join(box_of(town, screener, story).split())
    page = " ".join(text(town.browser(screener).get(at)).split())
    field = page.partition('<textarea name="message"')[2].partition("</textarea>")[0]
    assert (ASK in field, "A second reader reads what you write before it goes out. Who can release it:" in page) == (
        True,
        True,
    )
    assert (
        town.browser(screener).post(desk_page(story), {"message": "Typed, godwit.", "draft": "keep"}).status_code == 302
    )
    page = text(town.browser(screener).get(at))
    field = page.partition('<textarea name="message"')[2].partition("</textarea>")[0]
    assert field.index("Typed, godwit.") < field.index(ASK)


def test_a_screener_who_waits_for_an_investigator_has_no_line_that_says_nothing(town: Town, story: Story) -> None:
    one = told.screener(story)
    assert "Somebody is in danger now" in today_of(town, one)
    put_in_scope(story)
    shown = today_of(town, one)
    assert ("It is your turn" in shown, "Somebody is in danger now" in shown) == (False, False)
    assert ("Waiting for somebody else" in shown, story.case in today_of(town, "ines")) == (True, True)


@begins(investigated_in_danger)
def test_nobody_is_led_to_a_thread_in_which_they_cannot_write(town: Town, story: Story) -> None:
    assert "Write to the reporter" in box_of(town, story.investigator, story)
    box = box_of(town, "ines", story)
    assert ("calls the emergency services" in box, "Write to the reporter" in box) == (True, False)


AFRAID = "Yes\nHe knows where she lives, and came to her door twice; it would be safer if he did not hear of this call."


def said_in_danger(town: Town) -> Story:
    """A report whose reporter says that somebody is in danger. Nobody has taken it up."""
    story = Story(people=town.people, move=town.clock.shift, due=tasks.lapses)
    day = now().date() - timedelta(days=21)
    report = told.report_about(town.people["rex"].name, "Wilma Quill", on=day)
    story.file(replace(report, danger=True, said={**report.said, "risk": AFRAID}))
    return story


def over_step(town: Town, first: str, story: Story, verb: Verb) -> str:
    page = " ".join(text(town.browser(first).get(reverse("step", args=[story.case, verb]))).split())
    return page.partition('id="danger_here"')[2].partition("</section>")[0]


@begins(said_in_danger)
def test_the_page_of_a_step_shows_the_danger_first(town: Town, story: Story) -> None:
    box = over_step(town, "ines", story, Verb.ACKNOWLEDGE_COMPLAINT)
    assert ("what to do" in box, "Take the report up" in box) == (True, True)


@begins(said_in_danger)
def test_the_box_stops_asking_for_what_was_done(town: Town, story: Story) -> None:
    told.acknowledge(story)
    one = told.screener(story)
    box = box_of(town, one, story)
    assert ("Take the report up" in box, "record it today" in box) == (False, True)
    assert town.browser(one).post(desk_page(story), {"message": ASK}).status_code == 302
    town.clock.shift(LATER)
    tasks.deliver_messages()
    box = box_of(town, one, story)
    assert ("Write to the reporter" in box, "waits for its second reader" in box) == (False, True)
    release_what_waits(town.people)
    box = " ".join(box_of(town, one, story).split())
    assert ("Write to the reporter" in box, "The Society wrote to the reporter on" in box) == (False, True)


@begins(said_in_danger)
def test_what_a_reporter_is_afraid_of_is_shown_to_its_end(town: Town, story: Story) -> None:
    page = " ".join(text(town.browser("ines").get(reverse("case", args=[story.case]))).split())
    assert "Yes. He knows where she lives" in page
    assert "safer if he did not hear of this call." in page


def test_no_step_shows_the_danger_to_a_seat_that_is_not_told(town: Town, story: Story) -> None:
    story.seat(Seat.PROTECTION_OFFICER)
    other = story.holding(Seat.PROTECTION_OFFICER)[0]
    assert over_step(town, told.screener(story), story, Verb.PROPOSE_INTERIM)
    page = town.browser(other).get(reverse("step", args=[story.case, Verb.CHECK_COERCION]))
    assert (page.status_code, "danger_here" in text(page)) == (200, False)
