"""What an officer has done today stands on Today, and the page after an act leads on to what is next."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import sent_along
from tests.casework.web.note_writing import write
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import rows
from tests.casework.web.test_waiting_signatures import proposed
from tests.scenario_fixtures import begins

TODAY, ON = reverse("today"), "Go to what is next for you"


def done(browser: Client) -> list[str]:
    """The lines of “Done today”, without their links."""
    part = text(browser.get(TODAY)).partition("ob-today__done")[2].partition("</details>")[0]
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in re.findall(r"<li>(.*?)</li>", part, re.DOTALL)]


@begins(brought_to("investigation"))
def test_three_people_who_got_a_seat_are_one_line_and_the_page_leads_on(town: Town, story: Story) -> None:
    ines, sheet = town.browser("ines"), reverse("seats_sheet", args=[story.case])
    page = text(ines.get(sheet))
    chosen = re.findall(r'name="place_decider"\s+value="([^"]+)"', page)[:3]
    along = dict(re.findall(r'name="(step_version|request_key)" value="([^"]+)"', " ".join(page.split())))
    assert ON in text(ines.post(sheet, {**along, "place_decider": chosen}, follow=True))
    assert len(story.holding(Seat.DECIDER)) == 3
    (line,) = done(ines)
    assert re.fullmatch(r"Seat an officer \(3 times\): \w+ \w+", line)


@begins(brought_to("investigation"))
def test_a_conflict_and_an_absence_stand_among_what_was_done_without_a_link(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    path = reverse("step", args=[story.case, Verb.DECLARE_CONFLICT])
    assert officer.post(path, sent_along(text(officer.get(path))) | {"confirmed": "on"}).status_code == 302
    day = (now() + timedelta(days=3)).date()
    away = {"since": day.isoformat(), "until": (day + timedelta(days=4)).isoformat()}
    assert officer.post(reverse("own_absence"), away).status_code == 302
    assert done(officer) == ["Say when you are away", f"Declare a conflict: {story.case}"]
    assert reverse("case", args=[story.case]) not in text(officer.get(TODAY))


@begins(brought_to("investigation"))
def test_a_note_leads_on_and_stands_among_what_was_done(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    assert write(officer, story).status_code == 302
    assert ON in text(officer.get(reverse("case_notes", args=[story.case])))
    assert [line.partition(":")[0] for line in done(officer)] == ["Write a note"]


@begins(proposed)
def test_a_step_that_was_only_signed_waits_on_today_of_its_first_signer(town: Town, story: Story) -> None:
    first = story.holding(Seat.SCREENER)[0]
    page = " ".join(text(town.browser(first).get(TODAY)).split())
    assert "A signed step waits" in page.partition("Waiting for somebody else")[2]


@begins(proposed)
def test_two_signed_steps_of_a_case_are_one_case_on_today_and_in_the_queue(town: Town, story: Story) -> None:
    first = story.holding(Seat.SCREENER)[0]
    story.by(first, Verb.PLACE_HOLD, clocks=["SCREEN"], reasons="A court sits on the same facts.")
    page = " ".join(text(town.browser(first).get(TODAY)).split())
    lines = re.findall(r"A signed step waits", page)
    in_queue = rows(text(town.browser(first).get(reverse("queue"), {"whose": "others"})))
    assert (len(story.view.proposals.waiting), len(lines), len(in_queue)) == (2, 1, 1)


@begins(proposed)
def test_what_was_signed_is_said_without_a_word_on_who_signs_next(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    officer, path = town.browser(first), reverse("step", args=[story.case, Verb.PLACE_HOLD])
    typed = {"clocks": ["SCREEN"], "reasons": "A court sits on the same facts."}
    assert officer.post(path, sent_along(text(officer.get(path))) | typed).status_code == 302
    before = done(officer)
    story.by(second, Verb.PLACE_HOLD)
    name = Case.objects.get(reference=story.case).code_name
    assert (before, done(officer)) == ([f"Signed: Let clocks wait: {name}"], before)


@begins(brought_to("investigation"))
def test_more_than_twenty_acts_of_a_day_are_all_counted(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    for number in range(22):
        assert write(officer, story, words=f"Note {number}.").status_code == 302
    (line,) = done(officer)
    assert line.startswith("Write a note (22 times)")
