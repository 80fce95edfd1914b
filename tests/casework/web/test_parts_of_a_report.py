"""A report about several people: each part is a case of its own, and its reporter goes from one to the other."""

from collections import Counter
from dataclasses import replace
from uuid import uuid4

from django.urls import reverse

from casework.models import WaitingMessage
from casework.vocabulary import Accused, Thread
from tests.casework.desk_cast import REPORT, Desk
from tests.casework.web.reporting import TOKEN, first, text
from tests.casework.web.test_follow import desk, enter, filed

__all__ = ["desk"]


def test_a_report_on_two_people_is_followed_for_each(desk: Desk) -> None:
    two = replace(REPORT, accused=(Accused(name="Rex Marlowe"), Accused(name="Una Voss")))
    _, code = filed(two)
    jar, _ = enter(" ".join(code.words))
    page = text(jar.get(reverse("follow_up")))
    assert '<strong aria-current="true">1. Rex Marlowe</strong>' in page
    for which, shown in (("1", "2. Una Voss"), ("7", "2. Una Voss"), ("x", "2. Una Voss"), ("0", "1. Rex Marlowe")):
        jar.post(reverse("follow_up_person"), {"csrfmiddlewaretoken": first(TOKEN, page), "which": which})
        assert f'<strong aria-current="true">{shown}</strong>' in text(jar.get(reverse("follow_up")))


def test_the_page_of_messages_says_which_part_one_writes_to_and_leads_to_the_other(desk: Desk) -> None:
    two = replace(REPORT, accused=(Accused(name="Rex Marlowe"), Accused(name="Una Voss")))
    jar, _ = enter(" ".join(filed(two)[1].words))
    for thread, page in (
        (Thread.REPORTER, "follow_up_conversation"),
        (Thread.REPORTER_PROTECTION, "follow_up_protection"),
    ):
        here, jump = reverse(page), {"there": thread.value}
        shown = " ".join(text(jar.get(here)).split())
        assert '<strong aria-current="true">1. Rex Marlowe</strong>' in shown
        assert "What you write here is read in this part alone. Messages in another part stand there." in shown
        assert "Go to the part about 2. Una Voss" in shown
        answer = jar.post(
            reverse("follow_up_person"), {"csrfmiddlewaretoken": first(TOKEN, shown), "which": "1", **jump}
        )
        assert answer.headers["Location"] == here
        assert '<strong aria-current="true">2. Una Voss</strong>' in text(jar.get(here))
        jar.post(reverse("follow_up_person"), {"csrfmiddlewaretoken": first(TOKEN, shown), "which": "0", **jump})
    alone, _ = enter(" ".join(filed()[1].words))
    assert "This part is about" not in text(alone.get(reverse("follow_up_conversation")))


def test_a_message_for_each_part_waits_in_each_once_and_one_for_a_part_in_that_alone(desk: Desk) -> None:
    two = replace(REPORT, accused=(Accused(name="Rex Marlowe"), Accused(name="Una Voss")))
    jar, _ = enter(" ".join(filed(two)[1].words))
    here, before = reverse("follow_up_conversation"), WaitingMessage.objects.count()
    token = {"csrfmiddlewaretoken": first(TOKEN, text(jar.get(here)))}
    for words, more, waiting in (
        ("He is angry, whinchat.", {"in_each_part": "on"}, 2),
        ("", {"in_each_part": "on"}, 2),
        ("Only here, whinchat.", {}, 3),
    ):
        sent = {**token, "message": words, "request_key": str(uuid4()), **more}
        assert {jar.post(here, sent).status_code for _again in range(2)} == {302 if words else 422}
        assert WaitingMessage.objects.count() - before == waiting
        assert ("Your words go out in another part too." in text(jar.get(here))) == (bool(more) and bool(words))
    assert sorted(Counter(WaitingMessage.objects.values_list("case", flat=True)).values()) == [1, 2]
    assert "Send these words in each part" in text(jar.get(here))
