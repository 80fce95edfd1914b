"""Tasks of a case: the checklist of its stage, tasks of one's own, and what Today says of them."""

import gc
import re
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from casework.access.history import case_called
from casework.models import Case, CaseGrant, CaseTask, SealedDraft
from casework.queries.case.tasks import FirstTask, first_task_in, keep_task
from casework.queries.threads.notes import lines_for_tasks
from casework.vocabulary import Reading, Seat, Thread, Verb
from config.templatetags import fixed_part
from local.demo.scenario import Story
from local.demo.story import acknowledge, screener
from notifications.models import Item
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import keep
from tests.casework.web.note_writing import WORDS, add_task, in_screening, page_of, press, tab_of, write
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation import say
from tests.scenario_fixtures import begins


def received(town: Town) -> Story:
    return town.story()


ASKED = ("Ask the bank, whimbrel.", "Ring Petra.")
LINE = "Your task: "


@begins(in_screening)
def test_an_item_of_the_checklist_is_ticked_with_name_and_day_and_opened_again(town: Town, story: Story) -> None:
    officer = town.browser(screener(story))
    assert "Ask people to keep evidence that may soon be gone." in page_of(officer, story)
    assert press(officer, story, "tick:preserve").status_code == 302
    assert f"Done by {town.people[screener(story)].name} on" in page_of(town.browser("ines"), story)
    press(town.browser("ines"), story, "tick:preserve")
    assert CaseTask.objects.get().done_by == town.people[screener(story)]
    press(officer, story, "untick:preserve")
    assert "Done by" not in page_of(officer, story)


@begins(received)
def test_what_was_ticked_and_what_was_not_stand_below_the_checklist_of_the_next_stage(town: Town, story: Story) -> None:
    ines = town.browser("ines")
    press(ines, story, "tick:danger")
    before = page_of(ines, story)
    acknowledge(story)
    earlier = page_of(ines, story).partition("For earlier stages")[2].partition("Our own")[0]
    said = " ".join(re.sub(r"<[^>]+>", " ", earlier).split())
    day = f"{story.view.today:%-d %B}"
    assert "For earlier stages" not in before
    assert said == (
        f"✓ Read the report for danger to a person. Done by Ines Intake on {day} "
        "Check whether the reporter needs an interpreter or an adjustment. Nobody ticked it off"
    )


@begins(in_screening)
def test_an_item_and_a_task_are_ticked_off_with_a_button_of_one_name(town: Town, story: Story) -> None:
    officer = town.browser(screener(story))
    add_task(officer, story, town.people[screener(story)].pk, ASKED[0])
    page = page_of(officer, story)
    assert re.search(r'value="done:[^>]*>Tick off<', page)
    assert re.search(r'value="tick:[^>]*>Tick off<', page)
    press(officer, story, "tick:preserve")
    told = [page_of(officer, story).partition("ob-case__header")[0] for _look in range(2)]
    assert ["Ticked off." in one for one in told] == [True, False]


@begins(brought_to("investigation"))
def test_pages_say_who_can_have_a_task_at_this_stage(town: Town, story: Story) -> None:
    said = "intake and the screeners until the investigation opens, then the investigator"
    new_task = " ".join(text(town.browser(story.investigator).get(reverse("case_new_task", args=[story.case]))).split())
    assert f"at this stage: {said}. Nobody else gets a task here." in new_task
    for first, told in ((screener(story), True), ("ines", True), (story.investigator, False)):
        page = page_of(town.browser(first), story)
        assert ("You have no tasks here now." in page, said in page) == (told, told), first


@begins(brought_to("investigation"))
def test_a_button_that_no_page_has_is_not_there(town: Town, story: Story) -> None:
    officer, nobody = town.browser(story.investigator), "5f0c2a52-8a55-4d0e-9d57-6d6b7f7f3a11"
    add_task(officer, story, town.people[story.investigator].pk)
    asked = ("tick:danger", "tick:", "untick:", "", "done:nonsense", f"done:{nobody}", f"sell:{nobody}")
    assert [press(officer, story, do).status_code for do in asked] == [404] * len(asked)
    assert CaseTask.objects.count() == 1


@begins(in_screening)
def test_a_task_for_somebody_stands_on_their_today_with_its_day_until_it_is_done(town: Town, story: Story) -> None:
    officer, ines, user = town.browser(screener(story)), town.browser("ines"), town.people["ines"]
    day = story.view.today + timedelta(days=2)
    assert add_task(officer, story, user.pk, due_on=day.isoformat()).status_code == 302
    today = text(ines.get(reverse("today")))
    assert (f"{LINE}{WORDS}" in today, today.count(WORDS) > 1, f"{day:%a} {day.day} {day:%b}" in today) == (
        True,
        True,
        True,
    )
    assert LINE not in text(officer.get(reverse("today")))
    assert WORDS in page_of(ines, story)
    press(ines, story, f"done:{CaseTask.objects.get().pk}")
    assert LINE not in text(ines.get(reverse("today")))
    press(officer, story, f"open:{CaseTask.objects.get().pk}")
    assert LINE in text(ines.get(reverse("today")))


@begins(in_screening)
def test_todays_words_of_all_tasks_cost_one_query_and_are_kept_in_no_cache(
    town: Town, story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer, ines = town.people[screener(story)], town.people["ines"]
    browser, soon = town.browser(screener(story)), story.view.today + timedelta(days=1)
    for words, due in (("Later, dunlin.", ""), (WORDS + " " + "x" * 200, soon.isoformat())):
        add_task(browser, story, ines.pk, words=words, due_on=due)
    key = Case.objects.get(reference=story.case).pk
    first_task_in(ines, {key})
    with django_assert_num_queries(1):
        found = first_task_in(ines, {key})
    name = town.people[screener(story)].name
    words, at = WORDS + " " + "x" * 200, CaseTask.objects.latest("at").at
    assert found == {key: FirstTask(words=words, step=None, more=1, asked_by=name, at=at, due_on=soon)}
    assert (first_task_in(officer, {key}), first_task_in(ines, ())) == ({}, {})
    page = text(town.browser("ines").get(reverse("today")))
    assert (f"Your task: {WORDS}… (and 1 more)" in page, "dunlin" in page) == (True, False)
    assert "whimbrel" not in str(gc.get_referents(fixed_part._rendered_row))
    CaseGrant.objects.filter(user=ines, content_object=key).delete()
    assert first_task_in(ines, {key}) == {}


@begins(in_screening)
def test_ones_own_task_is_not_mailed_and_that_of_somebody_else_is(town: Town, story: Story) -> None:
    officer = town.browser(screener(story))
    add_task(officer, story, town.people[screener(story)].pk)
    add_task(officer, story, town.people["ines"].pk, words="Another, plover.")
    mailed = {item.person: item.mail_due is not None for item in Item.objects.filter(topic="task")}
    assert mailed == {town.people[screener(story)]: False, town.people["ines"]: True}


@begins(in_screening)
def test_a_task_is_taken_and_only_its_writer_deletes_it(town: Town, story: Story) -> None:
    officer, ines = town.browser(screener(story)), town.browser("ines")
    add_task(officer, story, town.people[screener(story)].pk)
    task = CaseTask.objects.get()
    press(ines, story, f"take:{task.pk}")
    assert (LINE in text(ines.get(reverse("today"))), LINE in text(officer.get(reverse("today")))) == (True, False)
    refused = ines.post(reverse("case_tasks", args=[story.case]), {"do": f"delete:{task.pk}"}, follow=True)
    assert "Somebody else wrote this task. Tick it off, or ask them to delete it." in text(refused)
    press(officer, story, f"delete:{task.pk}")
    assert (CaseTask.objects.count(), LINE in text(ines.get(reverse("today")))) == (0, False)


@begins(in_screening)
def test_a_task_for_an_outsider_or_on_a_day_that_passed_is_refused_and_kept_as_typed(town: Town, story: Story) -> None:
    officer = town.browser(screener(story))
    outside = add_task(officer, story, town.people["bo"].pk)
    page = text(outside)
    assert (outside.status_code, "Choose somebody who has a seat here." in page, WORDS in page) == (422, True, True)
    late = add_task(officer, story, town.people["ines"].pk, due_on="2026-01-01")
    assert (late.status_code, "This day has passed." in text(late)) == (409, True)
    assert WORDS in text(officer.get(reverse("case_new_task", args=[story.case])))
    assert add_task(officer, story, town.people["ines"].pk).status_code == 302
    assert SealedDraft.objects.count() == 0


@begins(in_screening)
def test_a_task_of_who_steps_aside_is_nobodys_and_leaves_their_today(town: Town, story: Story) -> None:
    gone = screener(story)
    add_task(town.browser("ines"), story, town.people[gone].pk)
    assert LINE in text(town.browser(gone).get(reverse("today")))
    story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    assert LINE not in text(town.browser(gone).get(reverse("today")))
    assert "Nobody has it now" in page_of(town.browser("ines"), story)


@begins(brought_to("deliberation"))
def test_who_judges_writes_no_task(town: Town, story: Story) -> None:
    chair = story.holding(Seat.PANEL_CHAIR)[0]
    answers = [press(town.browser(chair), story, "tick:danger"), add_task(town.browser(chair), story, "x")]
    assert [answer.status_code for answer in answers] == [403] * 2
    assert tab_of(story) not in text(town.browser(chair).get(reverse("case", args=[story.case])))


@begins(brought_to("investigation"))
def test_a_line_of_a_note_or_of_a_message_becomes_a_task_after_it_was_shown(town: Town, story: Story) -> None:
    officer, new = town.browser(story.investigator), reverse("case_new_task", args=[story.case])
    begun = text(officer.get(tab_of(story) + "?begin=interview"))
    assert ("□ read back; corrected:" in begun, "□ read back" in page_of(officer, story)) == (True, False)
    write(officer, story, "Interview\n\n□ Ask the bank, whimbrel.\n- Ring Petra.")
    assert [f'name="lines" value="{line}"' in page_of(officer, story) for line in ASKED] == [True, True]
    keep(officer, new, {"words": "Half a task, plover."})
    shown = text(officer.post(new, {"lines": ["Interview", *ASKED], "begin": ASKED[1]}))
    held = f'value="{ASKED[1]}"' in shown.partition("data-draft")[2]
    assert (held, "Half a task, plover." in shown, CaseTask.objects.count()) == (True, True, 0)
    assert add_task(officer, story, town.people[story.investigator].pk, words=ASKED[0]).status_code == 302
    say(town, story, story.reporter, Thread.REPORTER, "I moved.\nMy new address follows.")
    talk = text(officer.get(reverse("conversation", args=[story.case, "reporter"])))
    assert 'name="lines" value="My new address follows."' in " ".join(talk.split())
    assert lines_for_tasks("\n" + "x" * 400 + "\n \n□ \n" + "y\n" * 20) == ("x" * 300, *("y",) * 11)


@begins(in_screening)
def test_a_task_leads_to_the_step_it_is_for_while_its_holder_may_take_it(town: Town, story: Story) -> None:
    first, user = screener(story), town.people[screener(story)]
    step = reverse("step", args=[story.case, Verb.DISMISS_CASE])
    new = text(town.browser("ines").get(reverse("case_new_task", args=[story.case])))
    assert f'value="{Verb.DISMISS_CASE.value}"' in new
    assert add_task(town.browser("ines"), story, user.pk, step=Verb.DISMISS_CASE.value).status_code == 302
    today = text(town.browser(first).get(reverse("today")))
    line = next(part for part in today.split("<tr>") if LINE in part)
    assert (step in line, tab_of(story) in line) == (True, False)
    shown = text(town.browser(first).get(f"{step}?task")).partition('id="step_form"')[0]
    assert (f'href="{step}?task"' in line, WORDS in shown, f"asked by {town.people['ines'].name}" in shown) == (
        True,
    ) * 3
    assert WORDS not in text(town.browser(first).get(step))
    assert WORDS not in text(town.browser("dana").get(f"{step}?task"))
    assert step in page_of(town.browser(first), story).partition("Our own")[2]
    assert step not in page_of(town.browser("ines"), story).partition("Our own")[2]
    story.by(first, Verb.REQUEST_INFORMATION, items="The letter, and the day it came.")
    line = next(part for part in text(town.browser(first).get(reverse("today"))).split("<tr>") if LINE in part)
    assert (step in line, tab_of(story) in line) == (False, True)


@begins(in_screening)
def test_a_task_for_a_step_that_its_holder_cannot_take_is_refused(town: Town, story: Story) -> None:
    officer = town.browser(screener(story))
    wrong = add_task(officer, story, town.people["ines"].pk, step=Verb.REQUEST_INFORMATION.value)
    assert (wrong.status_code, "This person cannot take this step now." in text(wrong)) == (409, True)
    unknown = add_task(officer, story, town.people["ines"].pk, step="fly_away")
    assert (unknown.status_code, CaseTask.objects.count()) == (422, 0)


@begins(in_screening)
def test_a_task_moved_in_the_table_tells_its_words_on_no_today(town: Town, story: Story) -> None:
    add_task(town.browser(screener(story)), story, town.people["ines"].pk)
    case, bo = Case.objects.get(reference=story.case), town.people["bo"]
    CaseTask.objects.update(person=bo)
    for right in (Reading.SEE_CASE, Reading.READ_COMPLAINT):
        permission = Permission.objects.get(codename=right.value, content_type__app_label="casework")
        CaseGrant.objects.create(content_object=case, user=bo, permission=permission, listed=right is Reading.SEE_CASE)
    assert first_task_in(bo, {case.pk})[case.pk].words is None


@begins(brought_to("board_decision"))
def test_who_asks_from_outside_the_team_finds_what_they_asked_for_and_when_it_was_done(
    town: Town, story: Story
) -> None:
    """Intake no longer reads the report then, so that the tasks of the team are not theirs to read."""
    ines, officer = town.people["ines"], town.people[story.investigator]
    case = case_called(story.case, story.view.now)
    for writer, words in ((ines, "How far is this?"), (officer, "Of the team, knot.")):
        keep_task(case, writer.pk, words=words, person=officer.pk, due_on=None)
    page = page_of(town.browser("ines"), story)
    assert ("What you asked for" in page, "How far is this?" in page, "knot" in page) == (True, True, False)
    assert officer.name in page.partition("What you asked for")[2]
    CaseTask.objects.filter(writer=ines).update(done_at=story.view.now, done_by=officer)
    assert f"Done on {story.view.today.day} " in page_of(town.browser("ines"), story)
    assert "What you asked for" not in page_of(town.browser(story.investigator), story)


@begins(in_screening)
def test_a_task_is_done_once_the_step_it_asks_for_was_taken(town: Town, story: Story) -> None:
    first = screener(story)
    officer, step = town.browser(first), reverse("step", args=[story.case, Verb.REQUEST_INFORMATION])
    user, ines = town.people[first], town.people["ines"]
    for asked in (Verb.REQUEST_INFORMATION.value, ""):
        add_task(town.browser("ines"), story, user.pk, words=f"Do it, {asked or 'dunlin'}.", step=asked)
    today = text(officer.get(reverse("today")))
    assert f"asked by {ines.name}" in today
    assert page_of(officer, story).count(f"asked by {ines.name}") == 2
    page = text(officer.post(step, {"items": "The letter, whimbrel."}, follow=True))
    assert "The task that asked for it is ticked off." in page
    assert set(CaseTask.objects.values_list("done_by", flat=True)) == {user.pk, None}
    today = text(officer.get(reverse("today")))
    assert ("Do it, dunlin." in today, "Do it, request" in today) == (True, False)


@begins(brought_to("awaiting_response"))
def test_a_task_waits_for_the_second_signature_and_a_signer_outside_the_team_learns_of_none(
    town: Town, story: Story
) -> None:
    user = town.people[story.investigator]
    add_task(town.browser(story.investigator), story, user.pk, step=Verb.EXTEND_INVESTIGATION.value)
    story.by(story.investigator, Verb.EXTEND_INVESTIGATION, days="20", reasons="The bank answers late.")
    assert CaseTask.objects.get().done_by is None
    waiting = story.view.proposals.of(Verb.EXTEND_INVESTIGATION)
    assert waiting is not None
    step = reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])
    page = text(town.browser("dana").post(step, {"signs": str(waiting.id)}, follow=True))
    assert (CaseTask.objects.get().done_by, "– done." in page, "ticked off" in page) == (user, True, False)
