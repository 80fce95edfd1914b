"""What stands beside the feedback to a reporter, and what it asks."""

import re
from uuid import uuid4

from django.urls import reverse

from casework.procedure.progress.forms import (
    NONE_STANDS,
    NOT_DECIDED,
    NOT_FIRST,
    NOT_KNOWN,
    NOT_SHOWN,
    PRIVATE,
    PUBLISHED,
    SERVED,
    UNSERVED,
)
from casework.procedure.service.forms import names_of_letters
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.guard import Acting
from local.demo import story as chapters
from local.demo.scenario import Story
from notifications.models import Item
from notifications.tasks import post
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import sent_along
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

MISSED = "Not done by: Investigator."
OTHERS_LATE = "You can give the reporter feedback yourself:"


@begins(brought_to("response_review"))
def test_feedback_is_written_beside_what_has_happened_and_what_the_reporter_has_had(town: Town, story: Story) -> None:
    post()
    path, officer = reverse("step", args=[story.case, Verb.GIVE_FEEDBACK]), town.browser(story.investigator)
    page = text(officer.get(path))
    beside = page[page.index("How far it has come") :]
    assert ("Investigation opened<br>" in beside, "Next date: Reporter comments on the answer," in beside) == (
        True,
        True,
    )
    letters = re.findall(r"letters/\?with=complainant#(letter_\d+)", beside)
    assert letters
    tab = text(officer.get(f"{reverse('case_letters', args=[story.case])}?with=complainant"))
    assert [one for one in letters if f'id="{one}"' not in tab] == []
    assert str(NOT_DECIDED) in page
    typed = sent_along(page) | {"feedback": "The member was reprimanded."}
    asked = officer.post(path, typed)
    assert (asked.status_code, "It says “reprimanded”." in text(asked), 'name="all_the_same"' in page) == (
        422,
        True,
        False,
    )
    assert officer.post(path, typed | {"all_the_same": "on"}).status_code == 302


@begins(brought_to("appeal_window"))
def test_the_form_says_what_may_be_told_and_no_more_than_the_seat_may_know(town: Town, story: Story) -> None:
    path = reverse("step", args=[story.case, Verb.SEND_STATUS])
    seen = {first: text(town.browser(first).get(path)) for first in (chapters.screener(story), story.investigator)}
    sentences = [str(one) for one in (NOT_KNOWN, NOT_SHOWN, PRIVATE, PUBLISHED, NONE_STANDS, NOT_DECIDED)]
    assert [[one for one in sentences if one in page] for page in seen.values()] == [[str(NOT_KNOWN)], [str(NOT_SHOWN)]]


@begins(brought_to("response_review"))
def test_feedback_tells_nothing_before_the_member_and_the_page_says_what_is_served(town: Town, story: Story) -> None:
    path = reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])
    before = text(town.browser(story.investigator).get(path))
    story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days="20", reasons="The bank answers late.")
    after = text(town.browser(story.investigator).get(path))
    assert [str(NOT_FIRST) in page for page in (before, after)] == [True, True]
    stage = "has come to, as far as the member has been told: the stage, what was done, what comes next."
    last = "Name no later stage than “Answer and report”"
    assert [(stage in page, last in page) for page in (before, after)] == [(True, False), (True, True)]
    names = names_of_letters(story.view, Acting(person=uuid4(), seats=frozenset(Seat)))
    (letter,) = [names[one.about] for one in story.view.service.unserved]
    listed = f"that the letters to the reporter below do not say already:</p> <ul><li>{letter}</li></ul>"
    assert [listed in " ".join(page.split()) for page in (before, after)] == [False, True]
    assert [[str(one) in page for one in (SERVED, UNSERVED)] for page in (before, after)] == [
        [True, False],
        [False, True],
    ]


@begins(brought_to("response_review"))
def test_late_feedback_is_the_investigators_on_today_on_the_case_and_in_my_turn(town: Town, story: Story) -> None:
    story.wait(100)
    post()
    officer = town.browser(story.investigator)
    step, case = (reverse("step", args=[story.case, Verb.GIVE_FEEDBACK]), reverse("case", args=[story.case]))
    today, page = text(officer.get(reverse("today"))), text(officer.get(case))
    assert (step in today, step in page) == (True, True)
    assert story.case in text(officer.get(reverse("queue"), {"whose": "turn"}))


@begins(brought_to("response_review"))
def test_late_feedback_is_nobodys_turn_but_one_seats(town: Town, story: Story) -> None:
    story.wait(100)
    post()
    step = reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])
    for first in (chapters.screener(story), "ines"):
        today = text(town.browser(first).get(reverse("today")))
        lines = (MISSED, OTHERS_LATE)
        assert today.count(f'href="{step}"') == sum(today.count(line) for line in lines)
        assert story.case not in text(town.browser(first).get(reverse("queue"), {"whose": "turn"}))
    holders = Item.objects.filter(clock=ClockName.FEEDBACK, withdrawn_at__isnull=True).values_list("seat", flat=True)
    assert set(holders) == {Seat.INVESTIGATOR}


@begins(brought_to("response_review"))
def test_the_page_names_the_day_that_the_letter_promises_beside_the_dates_that_move(town: Town, story: Story) -> None:
    sent = {"feedback": "We look into it, whimbrel.", "draft": "letters"}
    answer = town.browser(story.investigator).post(
        reverse("step", args=[story.case, Verb.GIVE_FEEDBACK]), sent, follow=True
    )
    page = " ".join(text(answer).split())
    (promised,) = set(re.findall(r"You will hear from us again by (\d+ \w+ \d{4})\.", page))
    assert f"The letter says: they hear again by {promised}." in page.partition("Dates that move")[0]


@begins(brought_to("awaiting_response"))
def test_a_turning_point_says_that_its_letter_waits_and_leads_to_what_it_tells(town: Town, story: Story) -> None:
    path, told = (
        reverse("step", args=[story.case, Verb.GIVE_FEEDBACK]),
        "the letter to the member about this is not served",
    )
    leads = f'href="{reverse("case_letters", args=[story.case])}?with=respondent">Read what they tell'
    before = text(town.browser(story.investigator).get(path))
    story.open_letter(story.respondent, chapters.last_event(story, "case.notice_served"))
    after = text(town.browser(story.investigator).get(path))
    assert [(page.count(told), leads in page) for page in (before, after)] == [(1, True), (0, False)]


@begins(brought_to("awaiting_response"))
def test_feedback_names_the_stage_that_a_letter_on_progress_told_the_member(town: Town, story: Story) -> None:
    def named() -> bool:
        page = " ".join(text(town.browser(story.investigator).get(path)).split())
        return "Name no later stage than “Waiting for the answer”" in page

    path = reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])
    story.by(story.investigator, Verb.SEND_STATUS, next_step="The member can answer.")
    before = named()
    story.open_letter(story.respondent, chapters.last_event(story, "case.status_sent"))
    assert (before, named()) == (False, True)


@begins(brought_to("board_decision"))
def test_the_page_leads_to_no_letter_that_its_reader_may_not_read(town: Town, story: Story) -> None:
    for one in story.view.service.unserved:
        if not one.needs:
            story.open_letter(story.respondent, one.about)
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])))
    assert ("Read what they tell" in page, "not served on the member yet" in page) == (False, True)
