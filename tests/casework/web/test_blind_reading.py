"""The page on which a report is read blind, its line on Today, and where the agreement of two readers stands."""

import re

from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo import story as told
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.drawn import risk_read_twice

ANSWERS = told.GRAVE | {"severity": 1, "notes": "A promise about money, dunnock."}
AGREE = "A second reader, blind, came to severity S1 lapse; the first said S3 serious."
APART = "Two readers of the risk are far apart: read both"


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_report_is_read_blind_and_the_two_readers_are_compared(town: Town) -> None:
    story = town.story()
    risk_read_twice(story)
    first, (blind,) = told.screener(story), story.holding(Seat.BLIND_READER)
    story.by(first, Verb.ADD_EVIDENCE, title="Scan, pipit", text="The page.")
    reader, address = town.browser(blind), reverse("step", args=[story.case, "read_blind"])
    today = text(reader.get(reverse("today")))
    assert (address in today, "Read blind" in today) == (True, True)
    page = text(reader.get(address))
    shown = words(page)
    assert "my contract could be cancelled at any time" in shown
    assert "Wants" in shown
    hidden = ("Rex", "Wilma", "pipit", "denied later", town.people[first].name)
    assert [word for word in hidden if word in shown] == []
    assert reader.get(reverse("case", args=[story.case])).status_code == 403
    assert text(town.browser("ines").get(reverse("case", args=[story.case]))).count(AGREE) == 0
    kept = reader.post(address, {"notes": "Half a thought", "draft": "keep", "draft_version": "0"})
    assert kept.status_code == 302
    assert "Half a thought" in text(reader.get(address))
    assert reader.post(address, {"notes": "Only this"}).status_code == 422
    done = reader.post(address, ANSWERS)
    assert (done.status_code, done["Location"]) == (302, "/desk/")
    assert (reader.get(address).status_code, address in text(reader.get(reverse("today")))) == (404, False)
    while place_letters():
        pass
    ines = town.browser("ines")
    assert AGREE in words(text(ines.get(reverse("case", args=[story.case]))))
    assert AGREE in words(text(town.browser(first).get(reverse("screening_sheet", args=[story.case]))))
    assert APART in text(ines.get(reverse("today")))
    assert cost(ines, reverse("case", args=[story.case])) <= 17
