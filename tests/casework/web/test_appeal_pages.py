"""The pages of an appeal panel: the door first, then each ground with both sides' words, and the sanction worked out again."""

import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import Appointment
from casework.access import Actor
from casework.procedure.appeal.variation import findings_of
from casework.queries.case.page import case_page
from casework.verbs import VERBS
from casework.vocabulary import Verb
from local.demo import appeals
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import sent_along
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

SECTIONS = ("door", "case", "days", "hearing", "decision")


def address(section: str, story: Story) -> str:
    return reverse(f"appeal_{section}", args=[story.case])


def answers(browser: Any, story: Story) -> dict[str, int]:
    return {section: browser.get(address(section, story)).status_code for section in SECTIONS}


@upon(brought_to("appeal_window"))
def under_appeal(_town: Town, story: Story) -> Story:
    """A case whose decision is appealed on two grounds; the appeal panel is seated, and nobody on it has declared."""
    appeals.lodge_appeal(story)
    chair, *members = (story.name(first) for first in appeals.PANEL)
    story.by("ada", Verb.SEAT_APPEAL_PANEL, chair=chair, members=members, rota_reason="Amos has chaired before.")
    return story


def panel_offered(town: Town, story: Story) -> tuple[str, set[str]]:
    """The chair and the members whom the form of the appeal panel has chosen as it opens."""
    case = case_page(Actor(user=town.people["ada"]), story.case, verbs=VERBS).case
    form = VERBS[Verb.SEAT_APPEAL_PANEL].form(view=case.view, acting=case.acting)
    return str(form["chair"].value() or ""), {str(one) for one in form["members"].value() or ()}


@begins(brought_to("appeal_window"))
def test_the_appeal_panel_is_chosen_already_if_no_more_people_may_sit_than_the_rules_ask_for(
    town: Town, story: Story
) -> None:
    appeals.lodge_appeal(story)
    chair, members = panel_offered(town, story)
    assert {chair, *members} == {str(story.name(first)) for first in appeals.PANEL}
    Appointment.objects.filter(user=town.people["arne"]).delete()
    assert panel_offered(town, story) == ("", set())


@begins(under_appeal)
def test_an_appeal_panel_declares_first_and_then_decides_ground_by_ground(town: Town, story: Story) -> None:
    amos = town.browser("amos")
    assert answers(amos, story) == {"door": 200} | dict.fromkeys(SECTIONS[1:], 302)
    assert amos.get(reverse("board_case", args=[story.case])).headers["Location"] == address("case", story)
    assert f'href="{address("case", story)}"' in text(amos.get(reverse("docket")))
    for first in appeals.PANEL:
        step = reverse("appeal_step", args=[story.case, Verb.DECLARE_INTERESTS.value])
        assert town.browser(first).post(step, {"answer": "free", "told": ""}).headers["Location"] == address(
            "case", story
        )
    page = text(amos.get(address("decision", story)))
    said = (
        "The Code was misapplied.",
        "Which words of the Code were read wrongly?",
        "The promise was a draft",
        "Not looked at yet",
    )
    assert [words for words in said if words not in page] == []
    assert [town.browser(first).get(address("case", story)).status_code for first in ("bea", "paul")] == [404, 404]


@begins(brought_to("appeal_window"))
def test_what_is_chosen_works_out_the_sanction_again_beside_what_was_decided(town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    appeals.hear_appeal(story)
    vote = text(town.browser("amos").get(reverse("appeal_step", args=[story.case, Verb.VOTE_ON_GROUNDS.value])))
    assert "Does this ground succeed? The Code was misapplied." in vote
    appeals.vote_on_grounds(story, "disproportionate")
    shown = text(town.browser("amos").get(address("decision", story)))
    assert ("Voted: succeeds" in shown, "Voted: fails" in shown) == (True, True)
    assert "A vote decides whether a ground succeeds, and not what follows." in shown
    assert re.search(r"Allegation 1: commitment \d+, \w", shown)
    amos, step = town.browser("amos"), reverse("appeal_step", args=[story.case, Verb.VARY_ON_APPEAL.value])
    leads_here = rf'href="{address("decision", story)}"[^>]*>\s*([^<]*[^<\s])'
    for lists in ("today", "docket", "queue"):
        assert re.findall(leads_here, text(amos.get(reverse(lists)))) == ["Decide the appeal"], lists
    for there in (reverse("case", args=[story.case]), address("case", story)):
        assert "Decide the appeal" in re.findall(leads_here, text(amos.get(there))), there
    assert 'title="Decide the appeal"' in text(town.browser("ines").get(reverse("queue")))
    ways = " ".join(strip_tags(shown).split()).partition("What you can do now")[2]
    meant = [VERBS[verb] for verb in (Verb.VARY_ON_APPEAL, Verb.QUASH_ON_APPEAL, Verb.REMIT_ON_APPEAL_TO_BOARD)]
    assert [way.label for way in meant if f"{way.label} {way.sentence}" not in ways] == []
    assert answers(amos, story) == dict.fromkeys(SECTIONS, 200)
    page = text(amos.get(step))
    assert ("Not above level 6" in page, "<del>" in page) == (True, False)
    assert re.findall(r'name="level" value="(\d)"', page) == ["0", "1", "2", "3", "4", "5", "6"]
    assert "Term, such as 90 days or 3 months, where the level has one" in page
    assert (
        page.count("ob-fold__title"),
        "For the worse" in page,
        page.index("For the worse") < page.index('name="level"'),
    ) == (
        7,
        True,
        True,
    )
    (finding,) = findings_of(story.view)
    kept = amos.post(step, sent_along(page) | {"quashed": [str(finding)], "draft": "work_out"}, follow=True)
    assert kept.redirect_chain == [(step, 302)]
    assert ("No finding stands" in text(kept), "Finding 1 is struck through" in text(kept)) == (True, True)
    costs = {}
    for section in SECTIONS[1:]:
        with CaptureQueriesContext(connection) as statements:
            amos.get(address(section, story))
        costs[section] = len(statements)
    assert costs == {"case": 11, "days": 11, "hearing": 9, "decision": 9}
