"""Letters to be posted on an officer's first page: one line a case, and one line of a day ahead."""

from datetime import timedelta

from django.urls import reverse

from casework.models import Turn
from casework.vocabulary import Verb
from ledger.clock import now
from notifications.today import today
from tests.casework.answer_cast import Inquiry
from tests.notifications.test_pages import at_the_desk, words

PAGE = reverse("today")


def test_letters_of_several_cases_are_one_line_of_a_day_ahead(inquiry: Inquiry) -> None:
    cases, ines = [inquiry.swept() for _ in range(3)], inquiry["ines"]
    for case in cases:
        Turn.objects.filter(case=case, user=ines).update(due=now() + timedelta(days=2))
    Turn.objects.filter(case__in=cases[:2], user=ines).update(step=Verb.REMIND_READER)
    found = today(ines, now())
    ((_day, lines),) = found.ahead
    posted = [line.words for _part, some in found.parts for line in some if line.posts]
    assert [(line.words, line.code_name) for line in lines] == [
        ("Acknowledge the report", cases[2].code_name),
        ("Post again: letters in 2 cases", ""),
    ]
    assert posted == ["Post again: letters to the member"] * 2
    assert "Post again: letters in 2 cases" in words(at_the_desk(ines).get(PAGE))
