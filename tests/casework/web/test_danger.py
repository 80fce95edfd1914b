"""What the page of a case offers when somebody is in danger: each line leads to the place where it is done."""

import re
from datetime import timedelta

from django.urls import reverse

from casework.access import the_clock
from casework.procedure.intake.actions import sweep_conflicts
from casework.vocabulary import Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch import place_letters
from policy.models import Member
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import desk_page
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
    seat = f"{reverse('step', args=[story.case, Verb.SEAT_OFFICER])}?seat=protection_officer"
    assert f'href="{seat}"> Give a protection officer a seat' in " ".join(box_of(town, "ines", story).split())
    page = text(town.browser("ines").get(seat))
    offered = re.findall(r'name="place" value="(\w+):([^"]+)"([^>]*)', page)
    assert {kind for kind, _person, _more in offered} == {"protection_officer"}
    assert ["checked" in more for _kind, _person, more in offered].index(True) == 0
    place = f"{offered[0][0]}:{offered[0][1]}"
    assert town.browser("ines").post(seat, {"place": place, "reason": ""}).status_code == 302
    assert len(story.view.people.holding(Seat.PROTECTION_OFFICER)) == 1
    assert "Give a protection officer a seat" not in " ".join(box_of(town, "ines", story).split())


def test_a_seat_that_cannot_be_filled_leaves_the_others_to_choose(town: Town, story: Story) -> None:
    page = text(town.browser("ines").get(f"{reverse('step', args=[story.case, Verb.SEAT_OFFICER])}?seat=panel_chair"))
    offered = re.findall(r'name="place" value="(\w+):', page)
    assert (len(set(offered)) > 1, 'name="place" checked' in page) == (True, False)


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
