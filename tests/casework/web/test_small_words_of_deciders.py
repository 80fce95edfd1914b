"""Small things that a decider reads: what signing asks, who is missing, what comes next, and one vote in the singular."""

import re

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from casework.procedure.findings.factor_forms import NameFactorsForm, by_effect
from casework.queries.decisions.docket import Decided, Docket
from casework.vocabulary import CaseState, Verb
from casework.web.shared.needed import mark_needed
from local.demo import branches
from local.demo import story as told
from local.demo.scenario import Story
from policy.models import Member
from policy.rules import Severity
from policy.sanctions import weights
from tests.casework.panel_road import CLEO, found
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.policy.books import icsrm
from tests.scenario_fixtures import begins


def words(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


@begins(brought_to("response_review"))
def test_a_decision_says_when_a_password_is_asked_for_once_more(town: Town, story: Story) -> None:
    told.report_closed(story)
    page = words(text(town.browser("dana").get(reverse("step", args=[story.case, Verb.VOTE_CASE_TO_ANSWER.value]))))
    assert "If you gave them more than five minutes ago, you are asked for them once more" in page


@begins(brought_to("final"))
def test_one_monitor_alone_is_told_to_choose_one_more(town: Town, story: Story) -> None:
    step = reverse("step", args=[story.case, Verb.SEAT_MONITORS.value])
    refused = town.browser("bea").post(step, {"persons": [story.name("mona")]})
    page = words(text(refused))
    assert ("Choose one more." in page, "Choose two different people." in page) == (True, False)


@begins(brought_to("board_decision"))
def test_after_a_step_of_the_board_or_a_panel_the_next_page_leads_to_the_docket(town: Town, story: Story) -> None:
    told.send_papers(story, "Ninety days.")
    answer = town.browser("bo").post(
        reverse("board_step", args=[story.case, Verb.DECLARE_INTERESTS.value]), {"answer": "free"}, follow=True
    )
    page = text(answer)
    assert ("Go to what is next for you" in page, f'href="{reverse("docket")}?but={story.case}">Go to' in page) == (
        True,
        True,
    )


def test_one_vote_is_one_vote() -> None:
    ballot = {"present": 3, "eligible": 3, "needed": 1}
    assert "1 vote was needed for this." in words(render_to_string("letters/parts/ballot.html", {"ballot": ballot}))


@begins(brought_to("panel_forming"))
def test_the_seat_of_an_approver_is_filled_by_a_step_that_is_called_so(town: Town, story: Story) -> None:
    branches.consent_offered(story)
    page = words(text(town.browser("ada").get(reverse("case", args=[story.case]))))
    assert "adjudicator" not in page


def test_a_majority_is_offered_no_way_to_tell_why_that_is_not_there() -> None:
    page = words(render_to_string("casework/steps/waiting.html", {"majority": True}))
    assert ("if you do not agree, do not sign, or rewrite it" in page, "tell the others why" in page) == (True, False)


@begins(brought_to("board_decision"))
def test_the_reason_of_a_vote_is_marked_as_needed(town: Town, story: Story) -> None:
    told.open_ballot(story, "Ninety days.")
    page = words(text(town.browser("bo").get(reverse("board_step", args=[story.case, Verb.CAST_VOTE.value]))))
    assert "Your reason It has to be written." in page


def test_what_may_weigh_stands_under_what_it_does() -> None:
    rules = icsrm().rules
    listed = by_effect([(n, one.meaning) for n, one in enumerate(weights(rules))], rules)
    assert [(str(heading), len(some)) for heading, some in listed] == [
        ("For the worse", len(rules.aggravating)),
        ("For the better", len(rules.mitigating)),
        ("Lifts the start", len(rules.fixed_starts)),
    ]
    form = NameFactorsForm()
    assert "With nothing named, a sanction stays in the range in which it starts." in str(form)
    assert mark_needed(form) == ""


def test_the_form_of_what_may_weigh_says_what_it_needs_until_a_severity_is_named() -> None:
    case = found()
    before = str(NameFactorsForm(view=case.view).fields["severities"].help_text)
    case.do(Verb.NAME_FACTORS, by=CLEO, severities=(Severity.S2,), numbers=())
    after = str(NameFactorsForm(view=case.view).fields["severities"].help_text)
    assert (before, after) == ("Choose at least one.", "")


@begins(brought_to("panel_forming"))
def test_an_allegation_is_named_by_its_number_and_the_earliest_day_as_such(town: Town, story: Story) -> None:
    told.sat(story)
    now = words(text(town.browser("paul").get(reverse("panel_case", args=[story.case]))))
    assert re.search(r"Allegation 1: commitment \d+, \w", now)


@begins(brought_to("panel_forming"))
def test_a_step_whose_words_name_the_new_state_names_it_once(town: Town, story: Story) -> None:
    branches.consent_offered(story)
    ivo = town.browser(story.investigator)
    page = words(text(ivo.get(reverse("case_history", args=[story.case]))))
    assert ("Consent proposed" in page, "→ Consent proposed" in page, "→ Panel forming" in page) == (True, False, True)


@begins(brought_to("submitted"))
def test_after_the_member_is_named_the_next_page_says_so_in_a_sentence(town: Town, story: Story) -> None:
    told.acknowledge(story)
    one = told.screener(story)
    story.by(one, Verb.TRIAGE_CASE, **told.GRAVE, notes="Read twice.")
    number = Member.objects.get(user=story.people[story.respondent]).number
    step = reverse("step", args=[story.case, Verb.IDENTIFY_RESPONDENT.value])
    page = words(text(town.browser(one).post(step, {"member": number}, follow=True)))
    assert ("It is recorded who this is about." in page, "Say who this is about – done" in page) == (True, False)


def test_the_way_to_more_tasks_of_a_docket_stands_at_the_end_of_its_page() -> None:
    decided = Decided(reference="OB-1", code_name="Brook", state=CaseState.CLOSED, on=None, result="Dismissed")
    shown = {
        "docket": Docket(asks=(), after="OB-2", decided=(decided,)),
        "next_page": "?after=OB-2",
        "audience": "plain",
        "request": RequestFactory().get(reverse("docket"), {"after": "OB-1"}),
    }
    page = words(render_to_string("casework/board/docket.html", shown))
    assert page.index("Decided") < page.index("Next →")
