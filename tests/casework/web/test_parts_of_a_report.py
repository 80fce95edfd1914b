"""A report about several people: each part is a case of its own, and its reporter goes from one to the other."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from casework.access import the_clock
from casework.models import Case, WaitingMessage
from casework.procedure.intake.actions import acknowledge_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.procedure.signatures.actions import propose_step
from casework.vocabulary import Accused, CaseState, ClosingCode, Thread, Verb
from casework.web.reporter.each_part import EACH
from tests.casework.desk_cast import MONDAY, REPORT, Desk
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


@pytest.mark.parametrize("headers", [{}, {"X-Draft": "a.1"}], ids=["pressed", "by script"])
def test_a_draft_keeps_the_tick_for_each_part_until_it_is_taken_away(desk: Desk, headers: dict[str, str]) -> None:
    two = replace(REPORT, accused=(Accused(name="Rex Marlowe"), Accused(name="Una Voss")))
    jar, _ = enter(" ".join(filed(two)[1].words))
    here = reverse("follow_up_conversation")
    token = {"csrfmiddlewaretoken": first(TOKEN, text(jar.get(here))), "draft": "keep", "message": "He is angry."}
    for version, ticked in enumerate(({EACH: "on"}, {})):
        answer = jar.post(here, {**token, **ticked, "draft_version": version}, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        page = text(jar.get(here))
        assert ('id="id_in_each_part" checked' in page, "He is angry." in page) == (bool(ticked), True)


def closed(desk: Desk, reference: str) -> None:
    """Dismiss a part of a report, and let the time for a review pass."""
    sweep_conflicts(reference=reference, by=the_clock())
    case = acknowledge_complaint(reference=reference, by=desk.by("ines"))
    one, other = desk.screeners(case)
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), False)
    do(Verb.TRIAGE_CASE, reference=reference, by=one, severity=2, notes="calm", **answers)
    propose_step(reference=reference, by=one, step=Verb.DISMISS_CASE, subject=None, typed={"reasons": ["wheatear"]})
    said = {"allegations": (), "codes": (ClosingCode.OUT_OF_SCOPE,), "reasons": {"complaint": "wheatear"}}
    do(Verb.DISMISS_CASE, reference=reference, by=other, **said)
    with time_machine.travel(MONDAY + timedelta(days=32), tick=False):
        assert do(Verb.REVIEW_LAPSES, reference=reference, by=the_clock()).state == CaseState.CLOSED


@pytest.mark.parametrize("number", [1, 2])
def test_words_for_each_part_reach_the_open_ones_and_the_page_says_how_many_are_closed(desk: Desk, number: int) -> None:
    three = replace(REPORT, accused=tuple(Accused(name=name) for name in ("Rex Marlowe", "Una Voss", "Otto Finch")))
    case, code = filed(three)
    others = list(Case.objects.order_by("filed_at", "pk").exclude(pk=case.pk))
    for shut in others[:number]:
        closed(desk, shut.reference)
    with time_machine.travel(MONDAY + timedelta(days=33), tick=False):
        jar, _ = enter(" ".join(code.words))
        here = reverse("follow_up_conversation")
        sent = {"csrfmiddlewaretoken": first(TOKEN, text(jar.get(here))), "message": "He is angry, whinchat."}
        answer = jar.post(here, {**sent, "request_key": str(uuid4()), "in_each_part": "on"})
        page = text(jar.get(here))
    assert answer.status_code == 302
    waiting = {case.pk, *(other.pk for other in others[number:])}
    assert set(WaitingMessage.objects.values_list("case", flat=True)) == waiting
    which = "Another part" if number == 1 else "2 other parts"
    assert f"{which} did not take your words: nobody can write there any more." in page
    assert ("Your words go out in another part too." in page) == (number == 1)
