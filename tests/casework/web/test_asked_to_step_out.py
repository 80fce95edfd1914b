"""From the list of an officer’s cases, that officer is asked to step out of them, no matter whose turn it is."""

from django.urls import reverse

from casework.models import CaseGrant, CaseTask, SealedDraft, Turn
from casework.queries.queue.filter import officer_key
from casework.vocabulary import Reading, Verb
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import keep, leave_idle, sent_along
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_acts import ASK, QUEUE, fields, lines
from tests.scenario_fixtures import begins


def step_out(town: Town, first: str) -> str:
    """The address at which intake asks an officer to step out."""
    return reverse("queue_ask_to_step_out", args=[officer_key(town.people[first].pk)])


@begins(brought_to("awaiting_response"))
def test_the_officer_of_the_list_is_asked_though_the_case_waits_for_the_member(town: Town, story: Story) -> None:
    ines, there, name = town.browser("ines"), step_out(town, story.investigator), town.people[story.investigator].name
    listed = text(ines.get(QUEUE, {"whose": "", "officer": officer_key(town.people[story.investigator].pk)}))
    assert f'formaction="{there}"' in listed
    assert not Turn.objects.filter(user=town.people[story.investigator]).exists()
    shown = ines.post(there, {"case": story.case}, follow=True)
    assert lines(text(shown)) == [("will", lines(text(shown))[0][1], f"Investigator: {name}.")]
    assert ("take “Step aside”" in text(shown), f"The request goes to {name}" in text(shown)) == (True, True)
    sent = {**fields(text(shown)), "words": "Can you give it away?", "days": "3"}
    (result,) = lines(text(ines.post(f"{there}?case={story.case}", sent, follow=True)))
    assert (result[0], result[2]) == ("done", f"Asked: Investigator: {name}.")
    assert [row.person for row in CaseTask.objects.all()] == [town.people[story.investigator]]
    (again,) = lines(text(ines.get(f"{there}?case={story.case}")))
    assert again[2].startswith("You asked on")


@begins(brought_to("awaiting_response"))
def test_somebody_without_a_seat_is_not_asked_and_nobody_else_in_their_place(town: Town, story: Story) -> None:
    other = screener(story)
    story.by(other, Verb.RECUSE_OFFICER, confirmed="on")
    (line,) = lines(text(town.browser("ines").get(f"{step_out(town, other)}?case={story.case}")))
    assert line[2] == f"nobody is asked: {town.people[other].name} is not in the team of this case now."


@begins(brought_to("investigation"))
def test_a_request_for_progress_does_not_stand_in_the_way_of_one_to_step_out(town: Town, story: Story) -> None:
    ines, there = town.browser("ines"), f"{step_out(town, story.investigator)}?case={story.case}"
    progress = f"{ASK}?case={story.case}"
    for address in (progress, there):
        sent = {**fields(text(ines.get(address))), "words": "Please.", "days": "3"}
        assert [how for how, *_ in lines(text(ines.post(address, sent, follow=True)))] == ["done"]
    asked = [lines(text(ines.get(address)))[0][2].startswith("You asked on") for address in (progress, there)]
    assert (asked, CaseTask.objects.count()) == ([True, True], 2)


@begins(brought_to("investigation"))
def test_words_for_one_officer_wait_in_the_list_of_drafts_and_not_with_another(town: Town, story: Story) -> None:
    ines, there = town.browser("ines"), f"{step_out(town, story.investigator)}?case={story.case}"
    other = screener(story)
    keep(ines, there, {"words": "Whimbrel?", "days": "7"})
    assert f'href="{there}"' in text(ines.get(reverse("own_drafts")))
    pages = [text(ines.get(one)) for one in (there, f"{step_out(town, other)}?case={story.case}")]
    assert ["Whimbrel?" in page for page in pages] == [True, False]


@begins(brought_to("investigation"))
def test_a_viewer_who_may_not_know_the_people_of_a_case_learns_of_no_seat(town: Town, story: Story) -> None:
    ines, there = town.people["ines"], f"{step_out(town, story.investigator)}?case={story.case}"
    town.story("rosa")
    rights = CaseGrant.objects.filter(user=ines, content_object__reference=story.case)
    rights.filter(permission__codename=Reading.READ_PEOPLE.value).delete()
    (line,) = lines(text(town.browser("ines").get(there)))
    assert line[2].endswith("is not in the team of this case now.")


@begins(brought_to("investigation"))
def test_an_address_with_an_unknown_officer_is_not_there(town: Town, story: Story) -> None:
    address = reverse("queue_ask_to_step_out", args=["0123456789"])
    assert town.browser("ines").get(f"{address}?case={story.case}").status_code == 404


@begins(brought_to("investigation"))
def test_a_late_form_with_an_officer_whom_nobody_has_keeps_nothing(town: Town, story: Story) -> None:
    asked = f"?case={story.case}"
    page = text(town.browser("ines").get(step_out(town, story.investigator) + asked))
    for officer in ("0123456789", "a" * 100):
        ines = town.browser("ines")
        leave_idle(ines)
        there = reverse("queue_ask_to_step_out", args=[officer]) + asked
        answer = ines.post(there, sent_along(page) | {"words": "Please.", "days": "3"})
        assert (answer.status_code, SealedDraft.objects.count()) == (403, 0)
