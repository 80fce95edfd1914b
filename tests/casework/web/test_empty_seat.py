"""A seat that stands empty is filled without a word about who left it."""

import re

from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import TABS_OF_CASE, text, whole_case
from tests.scenario_fixtures import begins


@begins(brought_to("investigation"))
def test_the_person_who_fills_an_empty_seat_is_not_told_who_stepped_out(town: Town, story: Story) -> None:
    gone = story.holding(Seat.SCREENER)[0]
    name, ines = town.people[gone].name, town.browser("ines")
    story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    step = reverse("step", args=[story.case, "replace_seat"])
    pages = {
        page: text(ines.get(page))
        for page in (
            *(reverse(tab, args=[story.case]) for tab in TABS_OF_CASE),
            step,
            reverse("queue"),
            reverse("desk_inbox"),
        )
    }
    # The filter of the queue offers every officer; its rows name those who sit.
    pages[reverse("queue")] = pages[reverse("queue")].partition("<tbody>")[2]
    first, _, last = name.partition(" ")
    assert story.case in pages[reverse("queue")]
    assert [page for page, words in pages.items() if name in words or f"{first[0]}. {last}" in words] == []
    assert 'name="place"' in pages[step]
    (other, *_) = re.findall(r'name="place" value="([^"]+)"', pages[step])
    assert ines.post(step, {"place": f"screener:{story.name(gone)}"}).status_code == 422
    assert ines.post(step, {"place": other}).status_code == 302
    assert name not in whole_case(ines, story.case)


@begins(brought_to("investigation"))
def test_every_list_names_all_empty_seats_of_a_case_in_one_line(town: Town, story: Story) -> None:
    story.by("ines", Verb.SEAT_OFFICER, place=f"decider:{story.name('dana')}")
    for gone in ("dana", story.investigator):
        story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    ines, both = town.browser("ines"), "Seat an officer: Investigator, Decider"
    said = [" ".join(text(ines.get(reverse(page))).split()) for page in ("today", "queue", "team")]
    said.append(" ".join(text(ines.get(reverse("case", args=[story.case]))).split()))
    assert [both in words for words in said] == [True] * 4
    assert [said[0].count(f"> {one}") for one in (both, "Seat an officer")] == [1, 1]
    sheet = " ".join(text(ines.get(reverse("seats_sheet", args=[story.case]))).split())
    first = dict(re.findall(r'name="place_(\w+)" value="([^"]+)" checked', sheet))
    assert sorted(first) == ["decider", "investigator"]
    story.by("ines", Verb.SEAT_OFFICER, place=f"investigator:{first['investigator']}")
    assert "Seat an officer: Decider<" in text(ines.get(reverse("today")))
