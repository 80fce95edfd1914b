"""A person who gave a task reads on Today, once, that somebody else ticked it off, until they put the line away."""

import re

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from casework.access import Actor
from casework.models import CaseGrant, CaseTask
from casework.procedure.notes.actions import delete_task, finish_task, reopen_task
from casework.vocabulary import Verb
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import screener
from notifications.models import Item
from notifications.today.page import today
from tests.casework.web.conftest import Town
from tests.casework.web.note_writing import add_task, in_screening, press
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

ASKED = ("Ask the bank, whimbrel.", "Ring Petra, plover.")
SEEN = re.compile(r'formaction="([^"]+)"')


def gives(town: Town, story: Story, *words: str, to: str = "ines") -> list[CaseTask]:
    """Let the screener give these tasks to somebody; return them in this order. All are given at one moment."""
    given: list[CaseTask] = []
    for one in words:
        assert add_task(town.browser(screener(story)), story, town.people[to].pk, one).status_code == 302
        given.append(CaseTask.objects.exclude(pk__in=[task.pk for task in given]).get(item=""))
    return given


def lines(town: Town, first: str) -> list[str]:
    """Return what Today says to somebody of tasks that were ticked off."""
    found = [line for _part, some in today(town.people[first], now()).parts for line in some]
    return [line.words for line in found if "ticked off" in line.words]


@begins(in_screening)
def test_the_author_reads_who_ticked_a_task_off_until_they_put_it_away(town: Town, story: Story) -> None:
    (task,) = gives(town, story, ASKED[0])
    author, before = screener(story), lines(town, screener(story))
    assert press(town.browser("ines"), story, f"done:{task.pk}").status_code == 302
    said = f"{town.people['ines'].name} ticked off: {ASKED[0]}"
    assert (before, lines(town, author), lines(town, "ines")) == ([], [said], [])
    page = text(town.browser(author).get(reverse("today")))
    (line,) = [one for one in page.split("<tr") if ASKED[0] in one]
    assert reverse("case_notes", args=[story.case]) in line
    assert Item.objects.get(topic="task_done").mail_due is None
    (away,) = SEEN.findall(line)
    assert town.browser(author).post(away).status_code == 302
    press(town.browser("ines"), story, f"done:{task.pk}")
    assert (lines(town, author), ASKED[0] in text(town.browser(author).get(reverse("today")))) == ([], False)


@begins(in_screening)
def test_one_line_tells_of_several_tasks_and_goes_when_each_is_opened_again(town: Town, story: Story) -> None:
    tasks, ines = gives(town, story, *ASKED), Actor(user=town.people["ines"])
    author = screener(story)
    for task in tasks:
        finish_task(reference=story.case, by=ines, task=task.pk)
    (both,) = lines(town, author)
    reopen_task(reference=story.case, by=ines, task=tasks[1].pk)
    one = lines(town, author)
    delete_task(reference=story.case, by=Actor(user=town.people[author]), task=tasks[0].pk)
    assert (both.endswith("(and 1 more)"), one, lines(town, author)) == (
        True,
        [f"{town.people['ines'].name} ticked off: {ASKED[0]}"],
        [],
    )


@begins(in_screening)
def test_a_task_that_its_author_ticks_off_is_no_news(town: Town, story: Story) -> None:
    (task,) = gives(town, story, ASKED[0])
    press(town.browser(screener(story)), story, f"done:{task.pk}")
    assert (lines(town, screener(story)), Item.objects.filter(topic="task_done").exists()) == ([], False)


@begins(in_screening)
def test_somebody_who_left_the_case_is_told_nothing(town: Town, story: Story) -> None:
    first, second = gives(town, story, *ASKED)
    author, ines = screener(story), Actor(user=town.people["ines"])
    finish_task(reference=story.case, by=ines, task=first.pk)
    CaseGrant.objects.filter(user=town.people[author], permission__codename="read_complaint").delete()
    hidden = lines(town, author)
    story.by(author, Verb.RECUSE_OFFICER, confirmed="on")
    finish_task(reference=story.case, by=ines, task=second.pk)
    assert (hidden, lines(town, author)) == (["A task that you gave was ticked off"], [])
    assert Item.objects.get(topic="task_done").about == [first.pk]


@begins(in_screening)
def test_it_costs_today_one_statement_and_nothing_without_it(
    town: Town, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    (task,) = gives(town, story, ASKED[0])
    user = town.people[screener(story)]
    for statements in (4, 5):
        today(user, now())
        with django_assert_num_queries(statements):
            today(user, now())
        finish_task(reference=story.case, by=Actor(user=town.people["ines"]), task=task.pk)
