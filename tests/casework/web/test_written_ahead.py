"""A step that is written over days can be written while it is shut: its form is there, and what takes it is not."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from casework.vocabulary import ClockName, Verb
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import form_on, keep, text_fields
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

begun, here, town, story = web.begun, web.here, web.town, web.story
WRITING = ["keep", "sections", "cancel", "open_case"]
"""What the buttons of a form ask for that is written ahead: none takes the step, and none shows its letters."""
SHUT, WRITTEN = "This is not open now", "You can write this now"


@upon(brought_to("response_review"))
def commented(_town: Town, story: Story) -> Story:
    """A case in which both sides may comment on the draft report."""
    told.draft_shared(story)
    return story


@upon(brought_to("deliberation"))
def breach_noticed(_town: Town, story: Story) -> Story:
    """A case in which the member may explain a breach."""
    branches.put_on_probation(story)
    branches.breach_noticed(story)
    return story


@upon(brought_to("appeal_window"))
def not_arguable(_town: Town, story: Story) -> Story:
    """An appeal without an arguable ground, while the other side may still appeal."""
    appeals.lodge_appeal(story)
    appeals.seat_appeal_panel(story)
    appeals.sift(story, ())
    return story


def address(story: Story, verb: Verb) -> str:
    return reverse("step", args=[story.case, verb])


def report(browser: Client, story: Story, verb: Verb = Verb.SHARE_DRAFT_REPORT) -> str:
    return " ".join(text(browser.get(address(story, verb))).split())


def buttons(page: str) -> list[str]:
    """What the buttons of the form on a page ask for: empty for the one that takes the step."""
    return [tag.partition('value="')[2].partition('"')[0] for tag in form_on(page).split("<button")[1:]]


@begins(brought_to("response_review"))
def test_the_draft_report_is_written_while_the_reporter_may_still_comment(town: Town, story: Story) -> None:
    page = report(town.browser(story.investigator), story)
    said = "The reporter’s time to comment on the answer is still running."
    assert (SHUT in page, WRITTEN in page, said in page) == (False, True, True)
    assert text_fields(page) == ["draft_text"]
    assert "Answer: Denied" in form_on(page), "it begins from the case"
    assert buttons(page) == WRITING


@begins(brought_to("response_review"))
def test_the_page_names_the_day_from_which_the_report_can_be_sent(town: Town, story: Story) -> None:
    run, before = story.view.clock(ClockName.REPLY), story.view.today
    assert run is not None
    assert run.due is not None
    opens = story.view.day_of(run.due) + timedelta(days=1)
    said = f"It can be sent from {opens:%-d %B %Y}, as the dates stand now."
    assert said in report(town.browser(story.investigator), story)
    story.wait((opens - before).days - 1)
    assert said in report(town.browser(story.investigator), story)
    story.wait(1)
    page = report(town.browser(story.investigator), story)
    assert (WRITTEN in page, SHUT in page, buttons(page)[0]) == (False, False, "")


@begins(brought_to("response_review"))
def test_what_was_written_is_there_on_another_browser_and_once_the_step_opens(town: Town, story: Story) -> None:
    here = address(story, Verb.SHARE_DRAFT_REPORT)
    assert keep(town.browser(story.investigator), here, {"draft_text": "Found so far, whimbrel."}).status_code == 200
    other = town.browser(story.investigator)
    assert "Found so far, whimbrel." in form_on(report(other, story))
    assert other.post(here, {"draft": "keep", "draft_version": "1", "draft_text": "More, godwit."}).status_code == 302
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    page = report(other, story)
    assert (WRITTEN in page, "More, godwit." in form_on(page), buttons(page)[0]) == (False, True, "")


@begins(brought_to("response_review"))
def test_a_step_sent_before_it_opens_is_refused_and_what_was_typed_stays_in_its_form(town: Town, story: Story) -> None:
    before = len(story.view.clocks), story.view.report.draft
    typed = {"draft_text": "Too early, whimbrel.", "no_sanction": "on"}
    answer = town.browser(story.investigator).post(address(story, Verb.SHARE_DRAFT_REPORT), typed)
    page = text(answer)
    assert (answer.status_code, "Nothing was done" in page, "Too early, whimbrel." in form_on(page)) == (
        409,
        True,
        True,
    )
    assert (len(story.view.clocks), story.view.report.draft) == before


@begins(commented)
def test_the_final_report_is_written_from_the_draft_while_both_sides_may_comment(town: Town, story: Story) -> None:
    page = report(town.browser(story.investigator), story, Verb.FINALISE_REPORT)
    assert (WRITTEN in page, text_fields(page), buttons(page)) == (True, ["report"], WRITING)
    assert "What was gathered, and what each side says." in form_on(page)


@begins(brought_to("response_review"))
def test_the_final_report_is_not_written_before_a_draft_was_shared(town: Town, story: Story) -> None:
    page = report(town.browser(story.investigator), story, Verb.FINALISE_REPORT)
    assert (SHUT in page, WRITTEN in page, form_on(page)) == (True, False, "")


@begins(brought_to("response_review"))
def test_the_case_says_what_can_be_written_now_and_keeps_it_out_of_what_is_shut(town: Town, story: Story) -> None:
    browser, case = town.browser(story.investigator), reverse("case", args=[story.case])
    link = f'href="{address(story, Verb.SHARE_DRAFT_REPORT)}"'
    page = " ".join(text(browser.get(case)).split())
    said = page.partition("You can write now:")[2].partition("</p>")[0]
    shut = page.partition("ob-menu__shut")[2].partition("</details>")[0]
    assert (link in said, "it can be sent from 13 May" in said, link in shut) == (True, True, False)
    assert "You can write it now." in page.partition("ob-menu__groups")[2].partition("ob-menu__shut")[0]
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert "You can write" not in text(browser.get(case))
    assert "You can write" not in text(town.browser("ines").get(case))


def lines_ahead(town: Town, story: Story) -> list[str]:
    """What Today says that the investigator can write now, for each case."""
    page = " ".join(text(town.browser(story.investigator).get(reverse("today"))).split())
    return [one.partition("</th>")[0] for one in page.split("You can write now:")[1:]]


@begins(brought_to("response_review"))
def test_today_leads_to_what_can_be_written_while_a_side_may_act(town: Town, story: Story) -> None:
    here, said = address(story, Verb.SHARE_DRAFT_REPORT), "You can write now:"
    (line,) = lines_ahead(town, story)
    assert (f'href="{here}"' in line, "it can be sent from 13 May" in line) == (True, True)
    assert said not in text(town.browser(told.screener(story)).get(reverse("today")))
    told.draft_shared(story)
    (line,) = lines_ahead(town, story)
    assert (f'href="{address(story, Verb.FINALISE_REPORT)}"' in line, "sent from" in line) == (True, False)


@begins(brought_to("deliberation"))
def test_a_panel_writes_no_findings_before_everybody_has_signed(town: Town, story: Story) -> None:
    there = reverse("panel_step", args=[story.case, Verb.RECORD_FINDINGS])
    page = " ".join(text(town.browser("paul").get(there)).split())
    assert (SHUT in page, WRITTEN in page, form_on(page)) == (True, False, "")


@begins(breach_noticed)
def test_a_monitor_writes_the_report_of_a_breach_while_the_member_may_explain(town: Town, story: Story) -> None:
    page = report(town.browser("mona"), story, Verb.REPORT_BREACH)
    assert (WRITTEN in page, text_fields(page), buttons(page)[0]) == (True, ["reasons"], "keep")


@begins(not_arguable)
def test_an_appeal_panel_writes_why_it_refuses_while_the_other_side_may_appeal(town: Town, story: Story) -> None:
    there = reverse("appeal_step", args=[story.case, Verb.REFUSE_APPEAL])
    page = " ".join(text(town.browser(appeals.PANEL[0]).get(there)).split())
    assert (WRITTEN in page, text_fields(page), buttons(page)[0]) == (True, ["reasons"], "keep")
    ways = " ".join(text(town.browser(appeals.PANEL[0]).get(reverse("appeal_case", args=[story.case]))).split())
    assert "You can write it now, not send it:" in ways


@begins(brought_to("response_review"))
def test_nobody_else_finds_the_form_and_no_officer_who_has_stepped_out(town: Town, story: Story) -> None:
    here = address(story, Verb.SHARE_DRAFT_REPORT)
    others = [name for name in town.people if name != story.investigator]
    assert {town.browser(name).get(here).status_code for name in others} <= {302, 403, 404}
    browser = town.browser(story.investigator)
    story.by(story.investigator, Verb.DECLARE_CONFLICT, confirmed="on")
    assert browser.get(here).status_code in (403, 404)
