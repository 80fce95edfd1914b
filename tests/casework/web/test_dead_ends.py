"""A step that nobody can take yet names the step that comes first, and leads there."""

from django.urls import reverse

from casework.models import Turn
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
FIRST_COPY = "Prepare a copy for the respondent"


def address(story: Story, verb: Verb) -> str:
    return reverse("step", args=[story.case, verb])


def steps_due(story: Story) -> list[str]:
    return list(Turn.objects.filter(case__reference=story.case, seat=Seat.INVESTIGATOR).values_list("step", flat=True))


def ready_but_for_a_copy(story: Story) -> None:
    """All that the notice needs but a copy of the evidence."""
    story.by(story.investigator, Verb.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons="Sealed.")
    story.by(story.investigator, Verb.ADD_EVIDENCE, title="Letter of March", text="What it says.")
    story.seat(Seat.DECIDER)


@begins(brought_to("investigation"))
def test_a_notice_without_a_copy_says_what_comes_first_and_leads_there(town: Town, story: Story) -> None:
    ready_but_for_a_copy(story)
    page = text(town.browser(story.investigator).get(address(story, Verb.SERVE_NOTICE)))
    said = page.partition("This is not open now")[2].partition("</form>")[0]
    assert "no copy for the respondent is prepared yet" in said
    assert f'href="{address(story, Verb.DISCLOSE_EVIDENCE)}" data-drawer="over">{FIRST_COPY}</a>' in " ".join(
        said.split()
    )


@begins(brought_to("investigation"))
def test_the_copy_is_expected_before_the_notice_in_the_gate_and_on_today(town: Town, story: Story) -> None:
    ready_but_for_a_copy(story)
    browser = town.browser(story.investigator)
    page = text(browser.get(reverse("case", args=[story.case])))
    gate = page.partition('id="gate"')[2].partition("</section>")[0]
    line = f'href="{address(story, Verb.DISCLOSE_EVIDENCE)}"'
    assert (line in gate, steps_due(story)) == (True, [Verb.DISCLOSE_EVIDENCE.value])
    assert FIRST_COPY in text(browser.get(reverse("today")))
    said = {"title": "Described", "text": "A letter on paper.", "one_holder": "yes"}
    story.by(story.investigator, Verb.DISCLOSE_EVIDENCE, evidence=story.view.evidence.all[-1].id, **said)
    assert steps_due(story) == [Verb.SERVE_NOTICE.value]


@begins(brought_to("investigation"))
def test_a_case_without_evidence_expects_evidence_before_its_copy(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons="Sealed.")
    story.seat(Seat.DECIDER)
    due = steps_due(story)
    page = text(town.browser(story.investigator).get(address(story, Verb.DISCLOSE_EVIDENCE)))
    assert (due, f'href="{address(story, Verb.ADD_EVIDENCE)}"' in page) == ([Verb.ADD_EVIDENCE.value], True)
