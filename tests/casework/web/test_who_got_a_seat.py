"""The history says who got which seat, to those who may know it, and only of people who still hold it."""

import re

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def seatings(town: Town, story: Story, first: str) -> list[str]:
    page = text(town.browser(first).get(reverse("case_history", args=[story.case])))
    lines = [one.partition("</li>")[0] for one in page.split('<li class="ob-history__line"')[1:]]
    words = [" ".join(strip_tags(one.partition(">")[2]).split()) for one in lines]
    return [one.partition(" · ")[2] for one in words if "assigned to the case" in one]


def named(town: Town, story: Story, seat: Seat) -> list[str]:
    return sorted(town.people[first].name for first in story.holding(seat))


@begins(brought_to("investigation"))
def test_the_history_says_who_got_which_seat(town: Town, story: Story) -> None:
    given = seatings(town, story, "ines")
    (investigator,) = named(town, story, Seat.INVESTIGATOR)
    assert f"Officer assigned to the case: {investigator} (Investigator)" in given
    screeners = [f"Officer assigned to the case: {name} (Screener)" for name in named(town, story, Seat.SCREENER)]
    assert [one for one in screeners if one not in given] == []


@begins(brought_to("investigation"))
def test_nobody_learns_from_the_history_who_stepped_out(town: Town, story: Story) -> None:
    one, _other = story.holding(Seat.SCREENER)
    name = town.people[one].name
    assert [said for said in seatings(town, story, "ines") if name in said] != []
    story.by(one, Verb.RECUSE_OFFICER, confirmed="on")
    given = seatings(town, story, "ines")
    assert [said for said in given if name in said] == []
    assert given.count("Officer assigned to the case") == 1


@begins(brought_to("investigation"))
def test_who_may_not_know_the_people_of_a_case_reads_that_somebody_was_assigned(town: Town, story: Story) -> None:
    story.by("ines", Verb.SEAT_OFFICER, place=f"protection_officer:{story.name('prue')}", reason="Of the office.")
    assert set(seatings(town, story, "prue")) == {"Officer assigned to the case"}
    assert "Officer assigned to the case: Prue" in " ".join(seatings(town, story, "ines"))


@begins(brought_to("awaiting_response"))
def test_the_filter_that_finds_no_letter_is_not_called_letters(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(reverse("case_history", args=[story.case])))
    kinds = re.findall(r'class="ob-kind [^>]*>([^<]+) <span>(\d+)</span>', page)
    assert [words for words, _number in kinds] == ["Steps", "Messages and service", "Papers", "People", "Readings"]
    found = text(town.browser(story.investigator).get(reverse("case_history", args=[story.case]) + "?kind=letter"))
    assert dict(kinds)["Messages and service"] == str(found.count('<li class="ob-history__line"'))
    assert "Letters stand with the step that sent them" in page
