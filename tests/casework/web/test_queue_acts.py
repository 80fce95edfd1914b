"""From the list itself: a report is acknowledged by one press, and several cases at once with a preview and a result each."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Appointment
from accounts.offices import Office
from casework.models import Case, CaseTask, Refusal, SealedDraft, Seating, Turn
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import form_on, keep, leave_idle
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

QUEUE, ACT = reverse("queue"), reverse("queue_act")
ASK, KEY = reverse("queue_ask"), "5d1f0e2a-8f8b-4a57-9d6c-0a4f1c6f4f11"
HIDDEN = re.compile(r'type="hidden"\s+name="([^"]+)" value="([^"]*)"')
LINE = re.compile(r'<li class="ob-results__(will|done|left)">.*?<b>([^<]*)</b>\s*(.*?)</span>', re.DOTALL)


def fields(page: str) -> dict[str, list[str]]:
    """The hidden fields of a page."""
    found: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(unescape(value))
    return found


def states(*stories: Story) -> list[str]:
    """In which state the case of each story is."""
    return [Case.objects.get(reference=story.case).state for story in stories]


def code_name(story: Story) -> str:
    """The code name of a case."""
    return Case.objects.get(reference=story.case).code_name


def about(verb: Verb, *stories: Story) -> str:
    """The address of the page that says what a step would do in the cases of the stories."""
    return f"{ACT}?{urlencode({'bulk': verb.value, 'case': [story.case for story in stories]}, doseq=True)}"


def preview(browser: Client, verb: Verb, *stories: Story) -> str:
    """The page that says what would be done."""
    return text(browser.post(ACT, {"bulk": verb.value, "case": [story.case for story in stories]}, follow=True))


def tick_off_danger(town: Town, *stories: Story) -> None:
    """Somebody of intake read the reports for danger, so that nothing warns of them."""
    for story in stories:
        town.browser("ines").post(f"{reverse('case_notes', args=[story.case])}tasks/", {"do": "tick:danger"})


def lines(page: str) -> list[tuple[str, str, str]]:
    """The lines of a preview or a result: whether it can be done or was, the code name, and the words."""
    return [(how, name, " ".join(words.split())) for how, name, words in LINE.findall(page)]


def test_one_press_acknowledges_a_report_and_leads_back_to_the_same_place(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    tick_off_danger(town, story)
    page = text(ines.get(f"{QUEUE}?whose=new&sort=-received"))
    assert f'name="acknowledge" value="{story.case}"' in page
    answer = ines.post(ACT, {"acknowledge": story.case, **fields(page)})
    assert answer.headers["Location"] == f"{QUEUE}?whose=new&sort=-received"
    assert states(story) == ["screening"]
    screeners = [town.people[first].name for first in sorted(story.holding(Seat.SCREENER))]
    said = text(ines.get(answer.headers["Location"]))
    assert f"Acknowledged: the reporter is told. {' and '.join(screeners)} will screen it." in said
    link = f'href="{reverse("case", args=[story.case])}">{code_name(story)}</a>: Acknowledged'
    assert (link in said, "“Acknowledge” in a row acts at once if no warning applies." in page) == (True, True)


def leave_one_screener(town: Town) -> None:
    """Only one screener is free."""
    screeners = Appointment.objects.filter(office=Office.SCREENER.value).order_by("user")
    screeners.exclude(pk=screeners[0].pk).delete()


def test_only_as_many_screeners_are_promised_as_get_a_seat_and_the_other_seat_is_asked_for(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    step = reverse("step", args=[story.case, Verb.ACKNOWLEDGE_COMPLAINT])
    assert "Two screeners are free and get a seat each." in text(ines.get(step))
    leave_one_screener(town)
    assert "The second seat stays empty" in text(ines.get(step))
    assert "The second seat stays empty" in preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, story)
    page = text(ines.post(step, {"request_key": KEY}, follow=True))
    name = town.people[told.screener(story)].name
    assert f"Acknowledge the report – done. {name} will screen it. The second seat stays empty." in page
    asked = Turn.objects.filter(case__reference=story.case, step=Verb.SEAT_OFFICER, user=town.people["ines"])
    assert [turn.fills for turn in asked] == [Seat.SCREENER]


@pytest.mark.parametrize(
    ("by_hand", "said"),
    [
        (1, "One screener sits already. One more is free and gets the second seat."),
        (2, "Two screeners sit already."),
    ],
)
def test_screeners_who_were_seated_by_hand_count_when_a_report_is_taken_up(town: Town, by_hand: int, said: str) -> None:
    story, ines = town.story(), town.browser("ines")
    for _place in range(by_hand):
        story.seat(Seat.SCREENER)
    step = reverse("step", args=[story.case, Verb.ACKNOWLEDGE_COMPLAINT])
    assert [said in page for page in (text(ines.get(step)), preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, story))] == [
        True
    ] * 2
    ines.post(step, {"request_key": KEY})
    assert (states(story), len(story.holding(Seat.SCREENER))) == (["screening"], 2)


def test_a_wish_to_withdraw_is_said_where_a_report_is_taken_up(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    pages = [reverse("step", args=[story.case, Verb.ACKNOWLEDGE_COMPLAINT]), reverse("case", args=[story.case])]

    def said() -> list[bool]:
        shown = [text(ines.get(page)) for page in pages] + [preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, story)]
        return ["The reporter asks to withdraw." in page for page in shown]

    assert said() == [False] * 3
    story.by("reporter", Verb.ASK_WITHDRAWAL, wish="I am afraid.", confirmed="on")
    assert said() == [True] * 3


def test_a_press_that_is_sent_twice_is_done_once_and_said_so(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    tick_off_danger(town, story)
    sent = {"acknowledge": story.case, "request_key": KEY}
    pages = [text(ines.post(ACT, sent, follow=True)) for _ in range(2)]
    assert ["Acknowledged: the reporter is told." in page for page in pages] == [True, False]
    assert "This cannot be done" not in pages[1]
    assert Seating.objects.filter(case__reference=story.case, seat=Seat.SCREENER).count() == 2


def test_a_case_of_others_and_a_missing_case_get_the_same_answer_and_are_counted(town: Town) -> None:
    story, sara = town.story(), town.browser("sara")
    said = []
    for reference in (story.case, "OB-2222-2222"):
        page = text(sara.post(ACT, {"acknowledge": reference}, follow=True))
        said.append(re.findall(r"heading\">([^<]*)</p>", page)[0].replace(reference, "OB"))
    assert said[0] == said[1]
    assert "The case is not in your list, or the step is not yours any more." in said[0]
    assert (states(story), Refusal.objects.filter(user=town.people["sara"]).count()) == (["submitted"], 2)


def test_several_are_shown_before_anything_is_done_and_each_has_a_result(town: Town) -> None:
    one, other = town.story(), town.story("rosa")
    ines = town.browser("ines")
    shown = preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, one, other)
    assert [how for how, _, _ in lines(shown)] == ["will", "will"]
    assert ("What goes out, as the readers of" in shown, "only numbers, names and days differ" in shown) == (True, True)
    assert states(one, other) == ["submitted", "submitted"]
    came = text(ines.post(about(Verb.ACKNOWLEDGE_COMPLAINT, one, other), fields(shown), follow=True))
    assert [how for how, _, _ in lines(came)] == ["done", "done"]
    assert "Acknowledge the report: 2 done, 0 not" in came
    assert states(one, other) == ["screening", "screening"]


def test_a_row_that_changed_meanwhile_is_told_and_the_rest_is_done(town: Town) -> None:
    one, other = town.story(), town.story("rosa")
    ines = town.browser("ines")
    shown = preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, one, other)
    one.by("ian", Verb.ACKNOWLEDGE_COMPLAINT)
    came = lines(text(ines.post(about(Verb.ACKNOWLEDGE_COMPLAINT, one, other), fields(shown), follow=True)))
    assert [how for how, _, _ in came] == ["left", "done"]
    assert came[0][2].startswith("Not done:")
    assert states(one, other) == ["screening", "screening"]


def test_the_next_person_on_the_rota_is_seated_where_a_seat_is_empty(town: Town) -> None:
    story, waits = town.case_in("investigation"), town.story("rosa")
    (gone,) = story.holding(Seat.INVESTIGATOR)
    story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    ines = town.browser("ines")
    shown = preview(ines, Verb.SEAT_OFFICER, story, waits)
    can, cannot = lines(shown)
    assert (can[0], "is next on the rota" in can[2], town.people[gone].name in can[2]) == ("will", True, False)
    assert (cannot[0], "No seat of this case waits" in cannot[2]) == ("left", True)
    ((how, _, words),) = lines(text(ines.post(about(Verb.SEAT_OFFICER, story, waits), fields(shown), follow=True)))
    (seated,) = story.holding(Seat.INVESTIGATOR)
    assert (how, words) == ("done", f"Investigator: {town.people[seated].name}.")


def test_the_way_back_from_a_page_about_ticked_cases_keeps_the_ticks(town: Town) -> None:
    one, other, third = town.story(), town.story("rosa"), town.story("remy")
    ines = town.browser("ines")
    ticked = re.compile(r'name="case" value="([^"]+)" checked')
    assert ticked.findall(text(ines.get(f"{QUEUE}?whose=new"))) == []
    told.acknowledge(third)
    asked = ines.post(ASK, {"case": [one.case, other.case]})
    back = unescape(
        re.findall(r'href="([^"]+)">Back to the list, without asking', text(ines.get(asked["Location"])))[0]
    )
    assert set(ticked.findall(text(ines.get(back)))) == {one.case, other.case}
    shown = preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, other)
    back = unescape(re.findall(r'href="([^"]+)">Back to the list, without doing', shown)[0])
    assert ticked.findall(text(ines.get(back))) == [other.case]
    assert ticked.findall(text(ines.get(f"{QUEUE}?whose=new"))) == []


def test_cases_in_which_nobody_can_be_asked_say_so_in_their_row_and_stand_first(town: Town) -> None:
    can, cannot = town.case_in("investigation"), town.case_in("awaiting_response", "rosa")
    officer = town.browser("ines")
    titles = re.findall(
        r'ob-queue__tick"(?: title="([^"]*)")?><input type="checkbox"\s+name="case" value="([^"]+)"',
        text(officer.get(f"{QUEUE}?whose=")),
    )
    assert {case: why for why, case in titles} == {
        cannot.case: "Nobody to ask for progress: it waits for somebody outside the team.",
        can.case: "",
    }
    asked = officer.post(ASK, {"case": [can.case, cannot.case]})
    page = text(officer.get(asked["Location"]))
    assert [(how, name) for how, name, _ in lines(page)] == [("left", code_name(cannot)), ("will", code_name(can))]


def expected_step(story: Story) -> str:
    return Case.objects.values_list("expected_step", flat=True).get(reference=story.case)


def test_nothing_is_done_without_a_tick_and_no_decision_is_taken_in_bulk(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    for sent in ({"bulk": "acknowledge_complaint"}, {"bulk": "dismiss_case", "case": [story.case]}, {}):
        assert "Nothing was done." in text(ines.post(ACT, sent, follow=True))
    for verb in (Verb.DISMISS_CASE, Verb.TRIAGE_CASE):
        sent = {"step_version": f"{story.case}:", "request_key": KEY}
        assert "Nothing was done." in text(ines.post(about(verb, story), sent, follow=True))
    assert states(story) == ["submitted"]


@begins(brought_to("investigation"))
def test_those_whose_turn_it_is_are_asked_for_progress_and_each_case_says_what_came_of_it(
    town: Town, story: Story
) -> None:
    new, hidden, ines = town.story("rosa"), town.story("remy"), town.browser("ines")
    hidden.by("ines", Verb.DECLARE_CONFLICT, confirmed="on")
    name = town.people[story.investigator].name
    cases = {"case": [story.case, new.case, hidden.case, "OB-2222-2222"]}
    there = ines.post(ASK, cases).headers["Location"]
    shown = text(ines.get(there))
    yours, not_there = "It is your own turn.", "The case is not in your list, or the step is not yours any more."
    own, *others, can = lines(shown)
    assert own == ("left", code_name(new), f"nobody is asked: {yours}")
    assert can == ("will", code_name(story), f"Investigator: {name}.")
    assert [(how, words.partition("done. ")[2]) for how, _name, words in others] == [("left", not_there)] * 2
    refused = ines.post(there, {**fields(shown), "words": " ", "days": "7"})
    assert (refused.status_code, "Type what you ask." in text(refused)) == (422, True)
    asked = {**fields(text(ines.get(there))), "words": "How far is it?", "days": "3"}
    done = lines(text(ines.post(there, asked, follow=True)))
    assert done[0][::2] == ("done", f"Asked: Investigator: {name}.")
    assert [how for how, _, _ in done] == ["done", "left", "left", "left"]
    assert "Your task: " in text(town.browser(story.investigator).get(reverse("today")))
    again = lines(text(ines.post(there, asked | {"request_key": KEY}, follow=True)))
    assert again[0][2].startswith("Not done: It has changed since you looked, so nobody was asked. Now: You asked on")
    assert CaseTask.objects.count() == 1
    today = text(town.browser(story.investigator).get(reverse("today")))
    assert today.count(reverse("step", args=[story.case, expected_step(story)])) > 1, "the turn, and the task"
    for nothing in (ines.get(ASK, follow=True), ines.post(ASK, follow=True)):
        assert "Tick the cases first" in text(nothing)


@begins(brought_to("investigation"))
def test_words_asked_in_several_cases_outlive_back_a_time_out_and_a_row_that_changed(town: Town, story: Story) -> None:
    ines, there = town.browser("ines"), f"{ASK}?case={story.case}"
    keep(ines, there, {"words": "How far, whimbrel?", "days": "7"})
    assert ("How far, whimbrel?" in text(ines.get(there)), form_on(text(ines.get(there))).count(" checked")) == (
        True,
        1,
    )
    assert "whimbrel" not in text(town.browser("ian").get(there))
    other = town.story("rosa")
    for about_others in (f"{ASK}?case={other.case}", f"{there}&case={other.case}"):
        assert "whimbrel" not in text(ines.get(about_others))
    leave_idle(ines)
    assert ines.post(there, {"words": "How far, plover?", "draft_version": 1}).status_code == 403
    back = town.browser("ines")
    shown = text(back.get(there))
    sent = {**fields(shown), "words": "How far, plover?", "days": "7"}
    assert "How far, plover?" in shown
    page = text(back.post(there, {**sent, "step_version": f"{story.case}:0"}, follow=True))
    assert ("It has changed since you looked" in page, f'href="{there}"' in page) == (True, True)
    assert "How far, plover?" in text(back.get(there))
    assert [how for how, _, _ in lines(text(back.post(there, sent, follow=True)))] == ["done"]
    assert (SealedDraft.objects.filter(step="queue_ask").count(), CaseTask.objects.get().due_on) == (
        0,
        now().date() + timedelta(days=7),
    )
