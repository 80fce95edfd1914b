"""Letters to be posted on an officer's first page: one line a case, and one line of a day ahead."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework.models import Case, Turn
from casework.models.turn import NEVER
from casework.vocabulary import Verb
from ledger.clock import now
from notifications.models import Item
from notifications.today.letters import words_of_cases, words_of_letters
from notifications.today.page import today
from tests.casework.answer_cast import Inquiry
from tests.notifications.test_pages import at_the_desk, words

PAGE = reverse("today")


def test_letters_of_several_cases_are_one_line_of_a_day_ahead(inquiry: Inquiry) -> None:
    cases, ines = [inquiry.swept() for _ in range(3)], inquiry["ines"]
    for case in cases:
        Turn.objects.filter(case=case, user=ines).update(due=now() + timedelta(days=2))
    for number, case in enumerate(cases[:2], 1):
        asked = {"step": Verb.REMIND_READER, "letters": number, "letters_from": now().date()}
        Turn.objects.filter(case=case, user=ines).update(**asked)
    found = today(ines, now())
    ((_day, lines),) = found.ahead
    names = [case.code_name for case in sorted(cases[:2], key=lambda case: case.pk)]
    together = f"Post again: 3 letters in {', '.join(names)}"
    posted = [line.words for _part, some in found.parts for line in some if line.posts]
    assert [(line.words, line.code_name) for line in lines] == [
        ("Acknowledge the report", cases[2].code_name),
        (together, ""),
    ]
    assert sorted(posted) == ["Post again: 1 letter to the member", "Post again: 2 letters to the member"]
    assert f'href="{reverse("queue")}?whose=unopened">{together}</a>' in words(at_the_desk(ines).get(PAGE))


def test_letters_that_wait_for_weeks_say_since_when_and_are_not_new(inquiry: Inquiry) -> None:
    cases, ines, day = [inquiry.swept() for _ in range(4)], inquiry["ines"], now().date()
    Item.objects.all().delete()
    Case.objects.filter(pk=cases[3].pk).update(danger=True)
    for case, days in zip(cases, (30, 60, 2, 90), strict=True):
        asked = {"step": Verb.RECORD_SERVICE, "due": NEVER, "letters": 1, "letters_from": day - timedelta(days=days)}
        Turn.objects.filter(case=case, user=ines).update(**asked)
    found = today(ines, now())
    assert [(str(part), [(line.reference, line.since) for line in lines]) for part, lines in found.parts] == [
        ("Somebody is in danger now", [(cases[3].reference, day - timedelta(days=90))]),
        (
            "Without a date",
            [(cases[1].reference, day - timedelta(days=60)), (cases[0].reference, day - timedelta(days=30))],
        ),
        ("New", [(cases[2].reference, day - timedelta(days=2))]),
    ]
    since = day - timedelta(days=60)
    assert f"since {since.day} {since:%b}" in words(at_the_desk(ines).get(PAGE))


def test_a_line_of_many_cases_names_the_first_and_says_how_many_more() -> None:
    names = ["Fallow Paddock", "Rex Hill", "Silver Wren", "Teal Vale", "Misty Gull"]
    assert words_of_cases(names[:4], 4) == f"Post again: 4 letters in {', '.join(names[:3])} and 1 more case"
    assert words_of_cases(names, 6) == f"Post again: 6 letters in {', '.join(names[:3])} and 2 more cases"


@pytest.mark.parametrize(
    ("step", "number", "came_back", "said"),
    [
        (Verb.REMIND_READER, 1, True, "Post again: 1 letter to the member"),
        (Verb.REMIND_READER, 2, False, "Post again: 2 letters to the member"),
        (
            Verb.RECORD_SERVICE,
            1,
            True,
            "Post to the member again: 1 letter that came back. Then enter proof of service",
        ),
        (
            Verb.RECORD_SERVICE,
            *(3, True, "Post to the member: 3 letters, first what came back. Then enter proof of service"),
        ),
        (
            Verb.RECORD_SERVICE,
            *(1, False, "Post to the member: 1 letter that was not opened. Then enter proof of service"),
        ),
        (
            Verb.RECORD_SERVICE,
            *(2, False, "Post to the member: 2 letters that were not opened. Then enter proof of service"),
        ),
    ],
)
def test_each_line_about_letters_names_its_step_and_their_number(
    step: Verb, number: int, came_back: bool, said: str
) -> None:
    assert words_of_letters(step, number, came_back=came_back) == said
