"""The pages of a panel: the door first, then each part of the hearing by itself, and no other officer's clock."""

from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.findings import finding_input, sign_findings
from local.demo.scenario import Story
from policy.deadlines import rolled_forward
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import notice_of, sent_along
from tests.casework.web.reporting import text
from tests.casework.web.test_declaring import named
from tests.scenario_fixtures import begins

SECTIONS = ("door", "now", "days", "hearing", "findings", "sanction")
LATER = (
    "Hearing: Opens once a day is set for the hearing.",
    "Findings: Opens when the hearing is closed and the panel deliberates.",
    "Sanction: Opens once the findings are saved, if something is proven.",
)


def address(section: str, story: Story) -> str:
    return reverse("panel_case" if section == "now" else f"panel_{section}", args=[story.case])


def answers(browser: Client, story: Story) -> dict[str, int]:
    """Return the status of each page of the panel."""
    return {section: browser.get(address(section, story)).status_code for section in SECTIONS}


@begins(named)
def test_before_the_declaration_every_page_of_a_panel_leads_to_the_door(town: Town, story: Story) -> None:
    petra = town.browser("petra")
    assert answers(petra, story) == {"door": 200} | dict.fromkeys(SECTIONS[1:], 302)
    assert petra.get(address("hearing", story)).headers["Location"] == address("door", story)
    page = text(petra.get(address("door", story)))
    assert ("Are you free to sit on this panel?" in page, "Rex Respond" in page, "Your turn" in page) == (True,) * 3
    assert f'href="{address("hearing", story)}"' not in page


@begins(named)
def test_the_door_keeps_what_was_typed_and_lets_in_once_it_is_answered(town: Town, story: Story) -> None:
    petra, step = town.browser("petra"), reverse("panel_step", args=[story.case, Verb.DECLARE_INTERESTS.value])
    refused = petra.post(step, {"answer": "free", "told": "I taught him once, godwit."})
    page = text(refused)
    assert (refused.status_code, "I taught him once, godwit." in page, "Rex Respond" in page) == (422, True, True)
    assert "Write something only if there is something to tell." in page
    answer = petra.post(step, {"answer": "free", "told": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, address("now", story))
    assert answers(petra, story) == {
        "door": 200,
        "now": 200,
        "days": 200,
        "hearing": 302,
        "findings": 302,
        "sanction": 302,
    }
    assert "You have answered" in text(petra.get(address("door", story)))
    page = " ".join(strip_tags(text(petra.get(address("now", story)))).split())
    assert [words in page for words in LATER] == [True, True, True]
    assert "No day is ordered yet. This is the earliest possible if nothing takes longer than it must" in " ".join(
        text(petra.get(address("days", story))).split()
    )


@begins(brought_to("deliberation"))
def test_the_case_of_a_board_leads_a_panel_to_its_own_pages_and_nobody_else(town: Town, story: Story) -> None:
    to_board = reverse("board_case", args=[story.case])
    assert town.browser("petra").get(to_board).headers["Location"] == address("now", story)
    assert town.browser("ada").get(to_board).status_code == 200
    told.recommend(story)
    firsts = ("ada", "bea", "bo")
    assert [town.browser(first).get(address("now", story)).status_code for first in firsts] == [200, 404, 404]


@begins(brought_to("panel_forming"))
def test_the_page_costs_the_same_however_long_the_record_is(town: Town, story: Story) -> None:
    costs = []
    told.hearing_set(story)
    told.hearing_opened(story)
    paul = town.browser("paul")
    for lines in (1, 3):
        for _ in range(lines):
            story.by("ada", Verb.WRITE_MINUTE, kind="said", speaker="Rex", said="I did not.", side="", minutes="1")
        assert paul.get(address("hearing", story)).status_code == 200
        with CaptureQueriesContext(connection) as statements:
            paul.get(address("hearing", story))
        costs.append(len(statements))
    assert costs == [12, 12]
    assert "Standard directions" in text(paul.get(address("days", story)))
    with CaptureQueriesContext(connection) as statements:
        paul.get(address("days", story))
    assert len(statements) == 9


@begins(brought_to("panel_forming"))
def test_a_draft_of_an_opinion_leads_back_to_the_check_of_what_is_missing(town: Town, story: Story) -> None:
    told.sat(story)
    petra, step = town.browser("petra"), reverse("panel_step", args=[story.case, Verb.GIVE_FIRST_VIEW.value])
    assert f'<a class="govuk-button" href="{step}">' in text(petra.get(address("now", story)))
    page = text(petra.get(step))
    assert ("Check of your answers" in page, "Check of the reasons" in page) == (True, False)
    missing = "Not yet: Allegation 1, particular 1: answered, facts and breach"
    assert (missing in " ".join(strip_tags(page).split()), "ob-checks__done" in page) == (True, False)
    kept = petra.post(step, sent_along(page) | {"happened_1_1": "no", "draft": "keep"}, follow=True)
    assert kept.redirect_chain == [(step, 302)]
    assert ("Your draft is saved." in text(kept), "ob-checks__done" in text(kept)) == (True, True)


@begins(brought_to("deliberation"))
def test_after_it_the_desk_asks_nothing_and_saved_findings_are_found(town: Town, story: Story) -> None:
    paul = town.browser("paul")
    assert "Before you deliberate" not in text(paul.get(address("hearing", story)))
    findings = " ".join(strip_tags(text(paul.get(address("findings", story)))).split())
    assert ("The findings are saved. They stand on “Now”" in findings, "Nothing here waits for you" in findings) == (
        True,
        False,
    )


@begins(brought_to("panel_forming"))
def test_days_are_offered_answered_and_ordered_from_one_page(town: Town, story: Story) -> None:
    told.hearing_set(story)
    now = " ".join(text(town.browser("paul").get(address("now", story))).split())
    day = story.view.hearing.on
    assert day is not None
    assert f"Hearing on {date_format(day, 'l j F Y')}" in now
    first, second = offered(story)
    unanswered = text(town.browser("paul").get(address("days", story)))
    assert "for the first of the days that are offered" in unanswered
    petra, rex = town.browser("petra"), town.browser("rex")
    asked = reverse("panel_step", args=[story.case, Verb.ANSWER_HEARING_DAYS.value])
    letter = told.last_event(story, "case.hearing_days_offered")
    story.open_letter("rex", letter)
    to_rex = reverse("member_step", args=[notice_of(story, "rex", town), Verb.ANSWER_HEARING_DAYS.value])
    by_ada = reverse("step", args=[story.case, Verb.ANSWER_HEARING_DAYS.value])
    answers = {
        petra: (asked, ("no", "if_needed")),
        rex: (to_rex, ("no", "yes")),
        town.browser("ada"): (by_ada, ("no", "yes")),
    }
    for browser, (path, (one, other)) in answers.items():
        page = text(browser.get(path))
        assert date_format(first, "l j F Y") in page
        browser.post(path, sent_along(page) | {"day_1": one, "day_2": other})
    page = " ".join(strip_tags(text(town.browser("paul").get(address("days", story)))).split())
    shown = [
        "6 asked, 3 answered",
        "✕ No◐ If it must be",
        "Ada Adviser Adviser ✕ No● Yes",
        "○ not answered",
        "0 of 63 of 6",
    ]
    assert [words for words in shown if words not in page] == []
    assert f"Order {date_format(second, 'l j F')}" in page
    order = reverse("panel_step", args=[story.case, Verb.ADJOURN_HEARING.value])
    form = text(town.browser("paul").get(f"{order}?hearing_on={second.isoformat()}"))
    assert f'value="{second.day}"' in form
    with CaptureQueriesContext(connection) as statements:
        petra.get(address("days", story))
    assert len(statements) == 17


def offered(story: Story) -> tuple[date, date]:
    """Let the chair offer two days for the hearing, and a week to answer."""
    calendar, today = story.view.rules.calendar, story.view.today
    first, second = (rolled_forward(today + timedelta(days=n), calendar) for n in (45, 60))
    story.by("paul", Verb.OFFER_HEARING_DAYS, day_1=first, day_2=second, answer_by=today + timedelta(days=7))
    return first, second


@begins(brought_to("panel_forming"))
def test_the_cases_of_a_panelist_have_no_views_of_what_officers_do(town: Town, story: Story) -> None:
    told.hearing_set(story)
    pages = [text(town.browser(first).get(reverse("queue"))) for first in ("petra", "ada")]
    of_officers = ("New reports", "Unassigned", "Empty seats for you", "Letters for you to chase", "Ask for progress")
    assert [[words in page for words in of_officers] for page in pages] == [[False] * 5, [True] * 5]
    assert [("My turn" in page, story.case in page) for page in pages] == [(True, True)] * 2


@begins(brought_to("panel_forming"))
def test_the_desk_says_who_was_there_once_the_day_is_past(town: Town, story: Story) -> None:
    told.sat(story)
    desk = " ".join(strip_tags(text(town.browser("petra").get(address("hearing", story)))).split())
    assert ("Who was there" in desk, "Who is here" in desk) == (True, False)


@begins(brought_to("panel_forming"))
def test_what_a_panelist_has_signed_is_not_among_what_they_can_do(town: Town, story: Story) -> None:
    told.sat(story)
    sign_findings(story)
    findings = finding_input(sorted(story.view.evidence.copy_keys)).items()
    typed = {f"charge_{n}_{name}": value for n, _ in enumerate(story.alleged, 1) for name, value in findings}
    story.by("paul", Verb.RECORD_FINDINGS, **typed)

    def parts(first: str) -> tuple[bool, bool]:
        page = text(town.browser(first).get(address("findings", story)))
        before, _heading, after = page.partition("Signed by you, and waiting for somebody else to sign")
        link = reverse("panel_step", args=[story.case, Verb.RECORD_FINDINGS.value])
        return f'href="{link}"' in before.partition("What you can do now")[2], f'href="{link}"' in after

    assert (parts("paul"), parts("petra")) == ((False, True), (True, False))
