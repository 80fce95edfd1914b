"""What a row of the queue says of a case that is late by a clock in the background."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from casework.access import Actor
from casework.models import Case, CaseGrant, Turn
from casework.models.grant import number_of
from casework.queries.queue.asking import asking
from casework.queries.queue.own_open_cases import own_open_cases
from casework.queries.queue.page import queue
from casework.vocabulary import ClockName, Reading, Seat, Verb
from ledger.clock import now
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.today.page import today
from notifications.today.rows import ends_of_things
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

DUE = re.compile(r'<td class="ob-queue__due">(.*?)</td>', re.DOTALL)


@begins(brought_to("awaiting_response"))
def test_the_view_late_shows_the_late_day_first_with_its_clock_and_whose_it_is(town: Town, story: Story) -> None:
    story.wait(100)
    Case.objects.update(due=now() + timedelta(days=9))
    (row,) = queue(town.people["ines"], wanted={"whose": "late"}, now=now()).rows
    assert row.late_since is not None
    name = town.people[story.investigator].name
    assert (row.late_since.clock, row.late_since.days_left < 0) == (ClockName.FEEDBACK, True)
    assert row.late_since.whose == name
    page = text(town.browser("ines").get(reverse("queue"), {"whose": "late"}))
    (cell,) = DUE.findall(page)
    said = [cell.index(words) for words in ("ob-clock--late", "days late", "Feedback to the reporter", "next step:")]
    assert (said, "the longest late first" in page) == (sorted(said), True)


@begins(brought_to("awaiting_response"))
def test_progress_is_asked_of_the_officer_whose_duty_is_late(town: Town, story: Story) -> None:
    story.wait(100)
    name = town.people[story.investigator].name
    line = asking(Actor(user=town.people["ines"]), story.case)
    assert (line.people, line.words) == ((town.people[story.investigator].pk,), f"Investigator: {name}.")


def late_line(town: Town, story: Story, first: str) -> str:
    """The line of the header of a case about what another seat is late with, without tags."""
    page = text(town.browser(first).get(reverse("case", args=[story.case])))
    found = re.search(r"<p><strong>Late:</strong>.*?</p>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", found[0]).split()) if found else ""


@begins(brought_to("awaiting_response"))
def test_the_case_says_whose_duty_is_late_and_leads_to_asking_them(town: Town, story: Story) -> None:
    before = late_line(town, story, "ines")
    story.wait(100)
    name, shown = town.people[story.investigator].name, late_line(town, story, "ines")
    assert (before, late_line(town, story, story.investigator)) == ("", "")
    assert re.fullmatch(
        rf"Late: Feedback to the reporter, Investigator \({name}\), \d+ days late\. Ask for progress", shown
    )
    page = text(town.browser("ines").get(reverse("case", args=[story.case])))
    assert f'href="{reverse("queue_ask")}?case={story.case}"' in page


def missed_on_today(town: Town) -> str:
    """The line of Today about the date that was missed: what can be done, and why it stands there."""
    while place_letters():
        pass
    page = " ".join(text(town.browser("ines").get(reverse("today"))).split())
    found = re.search(r'<th scope="row"><a (?:(?!</th>).)*ob-todo__why.*?</th>', page)
    return found[0] if found else ""


@begins(brought_to("awaiting_response"))
def test_today_leads_to_the_step_that_ends_a_missed_date_if_its_reader_may_take_it(town: Town, story: Story) -> None:
    story.wait(100)
    line = missed_on_today(town)
    assert f'href="{reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])}"> Give the reporter feedback<' in line
    assert f'href="{reverse("queue_ask")}?case={story.case}">Ask for progress<' in line
    assert ("Not done by: Investigator." in line, "because" in line) == (True, False)
    page = " ".join(text(town.browser("ines").get(reverse("today"))).split())
    assert "You are told because you hand out work. You may take a step that a line names." in page


def late_of_others(town: Town, first: str) -> str:
    """The quiet line of Today about what others are late with, without tags."""
    page = " ".join(text(town.browser(first).get(reverse("today"))).split())
    found = re.search(
        rf'<p class="govuk-hint"><a class="govuk-link" href="{reverse("queue")}\?whose=late">.*?</p>', page
    )
    return re.sub(r"<[^>]+>", "", found[0]).strip() if found else ""


@begins(brought_to("awaiting_response"))
def test_today_names_what_others_are_late_with_and_the_step_that_its_reader_may_take(town: Town, story: Story) -> None:
    before = late_of_others(town, "ines")
    story.wait(100)
    Turn.objects.filter(user=town.people["ines"]).delete()
    name, late = (
        Case.objects.get(reference=story.case).code_name,
        queue(town.people["ines"], wanted={"whose": "late"}, now=now()),
    )
    assert (before, late.total) == ("", 1)
    said = "1 late case waits for others. You can give the reporter feedback yourself:"
    assert late_of_others(town, "ines") == f"{said} {name}."
    step = reverse("step", args=[story.case, Verb.GIVE_FEEDBACK])
    page = " ".join(text(town.browser("ines").get(reverse("today"))).split())
    assert f'<br>You can give the reporter feedback yourself: <a class="govuk-link" href="{step}">{name}</a>' in page
    CaseGrant.objects.filter(user=town.people["ines"], permission__codename=Verb.GIVE_FEEDBACK.value).delete()
    assert late_of_others(town, "ines") == said.partition(" You ")[0]


@begins(brought_to("awaiting_response"))
def test_today_says_which_late_cases_of_others_it_also_lists_and_counts_days_from_one_day(
    town: Town, story: Story
) -> None:
    story.wait(100)
    assert missed_on_today(town)
    Turn.objects.filter(user=town.people["ines"]).delete()
    assert "waits for others. It stands below too. You can" in late_of_others(town, "ines")
    page = " ".join(text(town.browser("ines").get(reverse("today"))).split())
    (row,) = re.findall(r'<td class="ob-todo__by">((?:(?!</td>).)*days late.*?)</td>', page)
    days = int(re.findall(r"(\d+) days late", row)[0])
    day = story.view.today - timedelta(days=days)
    assert (f"due {day.day} {day:%b}" in row, ">since" in row) == (True, False)


@begins(brought_to("awaiting_response"))
def test_the_first_late_case_of_today_is_the_first_of_the_queue_where_both_are_late_since_the_same_day(
    town: Town, story: Story
) -> None:
    other, ines = town.case_in("awaiting_response", "rosa"), town.people["ines"]
    story.wait(150)
    Turn.objects.filter(user=ines).delete()
    first, last = Case.objects.filter(reference__in=[story.case, other.case]).order_by("id")
    same = min(first.late_from, last.late_from)
    Case.objects.filter(pk__in=[first.pk, last.pk]).update(late_from=same)
    late = own_open_cases(ines, number_of(Reading.SEE_CASE), now()).late
    rows = queue(ines, wanted={"whose": "late"}, now=now()).rows
    assert late is not None
    assert (late.number, late.for_feedback, late.reference) == (2, 2, rows[0].reference)


@begins(brought_to("awaiting_response"))
def test_an_officer_with_a_late_step_of_their_own_reads_nothing_of_the_late_steps_of_others(
    town: Town, story: Story
) -> None:
    story.wait(100)
    case, ines = Case.objects.get(reference=story.case), town.people["ines"]
    Turn.objects.filter(user=ines).delete()
    Turn.objects.create(case=case, user=ines, seat=Seat.INTAKE, step="triage_case", due=now() - timedelta(days=1))
    assert late_of_others(town, "ines") == ""
    CaseGrant.objects.filter(user=town.people["ines"]).delete()
    Turn.objects.all().delete()
    assert late_of_others(town, "ines") == ""


@begins(brought_to("awaiting_response"))
def test_today_and_the_page_that_asks_know_who_was_asked(town: Town, story: Story) -> None:
    story.wait(100)
    ines, page = town.browser("ines"), f"{reverse('queue_ask')}?case={story.case}"
    assert missed_on_today(town)
    form = text(ines.get(page))
    assert ("This date was missed: Feedback to the reporter." in form, "Nobody has been asked yet" in form) == (
        True,
        True,
    )
    (seen,) = re.findall(r'name="step_version" value="([^"]+)"', form)
    sent = {"words": "How far is this?", "days": "3", "request_key": str(uuid4()), "step_version": seen}
    assert "Asked: Investigator" in text(ines.post(page, sent, follow=True))
    assert "Asked: Investigator" in text(ines.get(f"{page}&done=yes"))
    assert missed_on_today(town) == ""
    form, name = text(ines.get(page)), town.people[story.investigator].name
    told = (
        "Nobody has been asked yet" in form,
        "outside the team" in form,
        "that task is still open" in form,
        name in form,
    )
    assert told == (False, False, True, True)
    day = story.view.today
    assert late_line(town, story, "ines").endswith(f"You asked on {day.day} {day:%B}")
    assert f'href="{reverse("case_notes", args=[story.case])}#tasks"' in text(
        ines.get(reverse("case", args=[story.case]))
    )
    town.clock.shift(timedelta(days=5))
    assert missed_on_today(town)


@begins(brought_to("awaiting_response"))
def test_before_anything_is_late_nobody_is_asked_while_the_member_is_waited_for(town: Town, story: Story) -> None:
    line = asking(Actor(user=town.people["ines"]), story.case)
    assert (line.people, "outside the team" in line.words) == ((), True)


def whole_list(town: Town, asked: str) -> tuple[str, str]:
    """The page of the list and its cell with the date, for a case that is late in the background alone."""
    Case.objects.update(due=now() + timedelta(days=9))
    page = text(town.browser("ines").get(f"{reverse('queue')}?{asked}"))
    (cell,) = DUE.findall(page)
    return page, cell


@begins(brought_to("awaiting_response"))
def test_the_whole_list_begins_with_late_cases_and_shows_their_late_day_first(town: Town, story: Story) -> None:
    story.wait(100)
    page, cell = whole_list(town, "whose=")
    name = town.people[story.investigator].name
    seen = " ".join(re.sub(r"<[^>]+>", "", cell).split())
    assert re.fullmatch(rf"\d+ days late {name}: Feedback to the reporter", seen)
    assert "next step:" in cell
    assert "Cases, late ones first, then the soonest next step" in page


@begins(brought_to("awaiting_response"))
def test_sorted_by_another_column_the_next_day_stays_first_and_the_late_clock_is_red_below_it(
    town: Town, story: Story
) -> None:
    story.wait(100)
    _page, cell = whole_list(town, "sort=received")
    late = cell.index("ob-queue__late")
    assert re.search(r"\w{3} \d{1,2} \w{3}", cell[:late])
    assert "days late:" in cell[late:]


@begins(brought_to("awaiting_response"))
def test_a_case_that_missed_a_date_shows_a_red_mark_and_no_green_ring(town: Town, story: Story) -> None:
    story.wait(100)
    for asked, whole in (("whose=", False), ("whose=late", True), ("sort=received", True)):
        _page, cell = whole_list(town, asked)
        assert ("ob-clock--calm" in cell, cell.count("ob-clock--late")) == (False, 1)
        assert ("ob-queue__second--whole" in cell) == whole


@begins(brought_to("awaiting_response"))
def test_whoever_is_late_and_was_asked_finds_both_in_one_line(town: Town, story: Story) -> None:
    story.wait(100)
    one, asks, day = story.investigator, f"{reverse('queue_ask')}?case={story.case}", now().date()
    line = asking(Actor(user=town.people["ines"]), story.case)
    sent = {"words": "How far is this, knot?", "days": "3", "step_version": f"{story.case}:{line.version}"}
    assert town.browser("ines").post(asks, sent | {"request_key": str(uuid4())}).status_code == 302
    user = town.people[one]
    lines = [line for _part, some in today(user, now()).parts for line in some if "knot" in line.own_words + line.words]
    due = day + timedelta(days=3)
    said = f"Ines Intake asked on {day:%-d %B}, to be done by {due:%-d %B}: How far is this, knot?"
    (found,) = lines
    assert (found.own_words, found.days_left < 0, found.is_news) == (said, True, False)
    assert (len(ends_of_things(user)), found.address.endswith("?task")) == (today(user, now()).number, True)
    page = " ".join(text(town.browser(one).get(reverse("today"))).split())
    assert (said in page, f'href="{reverse("case_notes", args=[story.case])}#tasks">Open the task<' in page) == (
        True,
        True,
    )
