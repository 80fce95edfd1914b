"""An interview: a standard text invites to it, and its notes fill the step Add evidence; nothing is copied before that."""

from django.urls import reverse

from casework.models import CaseNote, WaitingMessage
from casework.vocabulary import Verb
from casework.vocabulary.prepared_messages import PREPARED
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import keep
from tests.casework.web.note_writing import in_screening, page_of, write
from tests.casework.web.reporting import text
from tests.casework.web.test_prefill import filled
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
INTERVIEW = "Interview with Petra\n\nQuestions and answers:\n1. The promise was read to her, whimbrel."
LINK = "Add it as evidence"


def step_from(story: Story, note: CaseNote) -> str:
    return f"{reverse('step', args=[story.case, Verb.ADD_EVIDENCE])}?note={note.pk}"


@begins(brought_to("investigation"))
def test_the_step_add_evidence_begins_with_an_own_note(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    write(officer, story, INTERVIEW)
    leads, before = step_from(story, CaseNote.objects.get()), len(story.view.evidence.all)
    assert f'href="{leads}">{LINK}<' in page_of(officer, story)
    page = text(officer.get(leads))
    said = filled(page)
    assert (said["title"], said["text"]) == ([f"Interview with Petra, {story.view.today:%-d %B %Y}"], [INTERVIEW])
    assert ("It is not in the record until you send this" in page, len(story.view.evidence.all)) == (True, before)
    assert officer.post(leads, {"title": said["title"][0], "text": INTERVIEW}).status_code == 302
    assert len(story.view.evidence.all) == before + 1


@begins(in_screening)
def test_a_note_of_somebody_else_fills_nothing(town: Town, story: Story) -> None:
    writer = town.browser(screener(story))
    write(writer, story, INTERVIEW, level="team")
    note = CaseNote.objects.get()
    assert f"?note={note.pk}" in page_of(writer, story)
    intake = town.browser("ines")
    shown, step = page_of(intake, story), intake.get(step_from(story, note))
    assert ("whimbrel" in shown, f"?note={note.pk}" in shown, step.status_code) == (True, False, 404)


@begins(brought_to("investigation"))
def test_a_draft_of_the_step_stays_as_it_is(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    write(officer, story, INTERVIEW)
    keep(officer, reverse("step", args=[story.case, Verb.ADD_EVIDENCE]), {"title": "Mine", "text": "Mine, plover."})
    said = filled(text(officer.get(step_from(story, CaseNote.objects.get()))))
    assert (said["title"], said["text"]) == (["Mine"], ["Mine, plover."])


@begins(brought_to("investigation"))
def test_an_invitation_without_a_day_and_a_place_does_not_go_out(town: Town, story: Story) -> None:
    officer, there = town.browser(story.investigator), reverse("conversation", args=[story.case, "reporter"])
    words = str(PREPARED["interview"].words)
    refused = officer.post(there, {"message": words.replace("What about: ", "What about: the promise")})
    missing = "“Day and hour, with the time zone”, “Place or link”, “People from the Society who will be there”"
    assert (refused.status_code, f"Complete these lines, or delete them: {missing}." in text(refused)) == (422, True)
    assert WaitingMessage.objects.count() == 0
    complete = "\n".join(f"{line}by video" if line.endswith(": ") else line for line in words.split("\n"))
    assert (officer.post(there, {"message": complete}).status_code, WaitingMessage.objects.count()) == (302, 1)


@begins(brought_to("investigation"))
def test_the_tab_says_how_an_interview_goes_and_a_message_invites_to_one(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    assert "How an interview goes" in page_of(officer, story)
    talk = text(officer.get(reverse("conversation", args=[story.case, "reporter"]) + "?begin=interview"))
    assert ("Invite to an interview" in talk, "Day and hour, with the time zone:" in talk) == (True, True)
