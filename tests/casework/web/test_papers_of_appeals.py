"""What an appeal panel reads of the decision is what the decision rests on, and a line of the minute says if it is outdated."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from casework.models import Case
from casework.record.state.hearing import HearingPart, MinuteLine
from casework.vocabulary import CaseState, MinuteKind, Verb
from casework.web.decisions.papers_of_appeals import Paper, appealed
from local.demo import appeals, branches
from local.demo.scenario import Story
from policy.quorum import Option
from tests.casework.pure import PureCase
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon


@upon(brought_to("deliberation"))
def breach_appealed(_town: Town, story: Story) -> Story:
    """The board brought a suspended sanction into force on a breach; an appeal on proportion was heard."""
    branches.put_on_probation(story)
    branches.breach_noticed(story)
    branches.breach_reported(story)
    wording = "You are suspended for ninety days."
    branches.decide_on(story, Option.ACTIVATE, reasons="The course was not taken.", wording=wording)
    for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal):
        chapter(story)
    return story


@begins(breach_appealed)
def test_on_a_decision_about_a_breach_the_panel_reads_the_report_and_no_sheet(town: Town, story: Story) -> None:
    page = text(town.browser("anouk").get(reverse("appeal_step", args=[story.case, Verb.VOTE_ON_GROUNDS.value])))
    said = " ".join(strip_tags(page.replace("<", " <")).split())
    shown = {
        "The breach that was reported": True,
        "Condition 1 Complete a course on honest dealing with customers.": True,
        "What the monitors report Nothing was sent, and nobody fell ill.": True,
        "What the member said I thought that I had more time.": True,
        "The sanction sheet None: the decision came without one.": True,
        "The range of this sheet": False,
    }
    assert {words: words in said for words in shown} == shown


def test_a_line_of_the_minute_says_if_its_correction_is_not_open() -> None:
    said, corrected = uuid4(), uuid4()
    written = datetime(2026, 3, 2, 10, tzinfo=UTC)
    line = MinuteLine(entry=said, at=written, kind=MinuteKind.SAID, side=None, minutes=1, corrected=corrected)
    case = Case()
    case.view = PureCase.new(state=CaseState.APPEAL, hearing=HearingPart(minute=(line,))).view
    case.record = []

    def shown(*texts: tuple[UUID, str, str]) -> str:
        opened = {(entry, field): words for entry, field, words in texts}
        return render_to_string("casework/appeal/appealed.html", appealed(case, frozenset({Paper.HEARING}), opened))

    outdated = shown((said, "said", "It was in May."))
    assert ("It was in May." in outdated, "This line was corrected later." in outdated) == (True, True)
    mended = shown((said, "said", "It was in May."), (corrected, "corrected", "It was in June."))
    assert ("It was in June." in mended, "May" in mended, "corrected later" in mended) == (True, False, False)
