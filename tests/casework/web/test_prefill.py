"""The fields of a step hold what the case knows already, and say where it comes from; a draft and a rewriting come first."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from casework.verbs import VERBS
from casework.vocabulary import Verb
from casework.web.shared.typed import MADE_BY_THE_PAGE, OF_A_DEVICE, SECRETS
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import form_on, keep, notice_of
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
TEXT = re.compile(r'<textarea[^>]* name="([\w-]+)"[^>]*>\s*([^<]*)</textarea>')
TAG = re.compile(r"<(?:input|option)\b[^>]*>")
ONLY_ONE = "Chosen because it is the only one."


def address(story: Story, verb: Verb) -> str:
    return reverse("step", args=[story.case, verb])


def form(browser: Client, story: Story, verb: Verb, more: str = "") -> str:
    return form_on(browser.get(address(story, verb) + more).content.decode())


def filled(page: str) -> dict[str, list[str]]:
    """What the fields of a form hold: texts, what is chosen, and what is ticked."""
    found = {name: [unescape(said).strip()] for name, said in TEXT.findall(page) if said.strip()}
    for tag in TAG.findall(page):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in said and (" checked" in tag or said.get("type") == "text") and said.get("value"):
            found.setdefault(said["name"], []).append(unescape(said["value"]))
    return found


def triaged(town: Town) -> Story:
    """A report whose risk was assessed."""
    made = town.story()
    told.acknowledge(made)
    made.by(told.screener(made), Verb.TRIAGE_CASE, **told.GRAVE, notes="A written promise was denied later.")
    return made


@begins(triaged)
def test_who_a_report_is_about_is_filled_in_as_the_reporter_wrote_it(town: Town, story: Story) -> None:
    page = form(town.browser(told.screener(story)), story, Verb.IDENTIFY_RESPONDENT)
    assert (filled(page), "From the report. Check that it is this person." in page) == (
        {"member": ["Rex Respond"]},
        True,
    )


@begins(brought_to("investigation"))
def test_an_allegation_begins_with_what_the_report_says_of_it(town: Town, story: Story) -> None:
    day = story.view.allegations.all[0].first_day
    page = form(town.browser(story.investigator), story, Verb.FRAME_ALLEGATION)
    said = filled(page)
    parts = {
        f"{name}_{part}": [str(value)]
        for name in ("first_day", "last_day")
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year))
    }
    assert ({name: said.get(name) for name in parts}, page.count("From the report.")) == (parts, 3)
    assert re.search(r'<option value="10" selected', page) is not None


@begins(brought_to("investigation"))
def test_the_only_piece_without_a_copy_is_chosen_and_its_title_is_not_passed_on(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.ADD_EVIDENCE, title="Letter of March", text="What it says.")
    said = filled(form(town.browser(story.investigator), story, Verb.DISCLOSE_EVIDENCE))
    assert said == {"evidence": [str(story.view.evidence.all[0].id)]}


@begins(brought_to("investigation"))
def test_all_copies_go_with_the_notice_unless_somebody_leaves_one_out(town: Town, story: Story) -> None:
    told.prepare_notice(story)
    page = form(town.browser(story.investigator), story, Verb.SERVE_NOTICE)
    assert (filled(page)["evidence"], "All are chosen." in page) == (
        [str(one) for one in story.view.evidence.copy_keys],
        True,
    )


@begins(brought_to("response_review"))
def test_a_draft_report_begins_with_the_allegations_and_the_final_one_with_the_draft(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    begun = filled(form(browser, story, Verb.SHARE_DRAFT_REPORT))["draft_text"][0]
    act = "On being asked to honour a written promise to a customer, denied that it had been made."
    assert [words in begun for words in (act, "Answer: Denied", "Evidence 1: Letter of confirmation")] == [True] * 3
    story.by(story.investigator, Verb.ADD_EVIDENCE, title="Interview with Petra.docx", text="What she says.")
    assert "Petra" not in filled(form(browser, story, Verb.SHARE_DRAFT_REPORT))["draft_text"][0]
    own = {"draft_text": "Mine, whimbrel.", "draft": "sections"}
    assert browser.post(address(story, Verb.SHARE_DRAFT_REPORT), own).status_code == 302
    added = filled(form(browser, story, Verb.SHARE_DRAFT_REPORT))["draft_text"][0]
    assert (added.startswith("Mine, whimbrel."), added.count("Allegation 1:"), act in added) == (True, 1, True)
    other = browser.post(address(story, Verb.SHARE_DRAFT_REPORT), {**own, "draft_version": "1", "draft_text": added})
    assert "Each allegation has a section" in browser.get(other.headers["Location"]).content.decode()
    assert browser.post(address(story, Verb.ADD_EVIDENCE), {"draft": "sections"}).status_code == 404
    story.by(story.investigator, Verb.SHARE_DRAFT_REPORT, draft_text="What each side says.", no_sanction="on")
    story.open_letter(story.respondent, told.last_event(story, "case.draft_report_shared"))
    story.wait(28)
    closing = form(town.browser(story.investigator), story, Verb.FINALISE_REPORT)
    assert filled(closing)["report"] == ["What each side says."]


@begins(brought_to("response_review"))
def test_a_draft_of_ones_own_stays_as_it_is(town: Town, story: Story) -> None:
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    browser = town.browser(story.investigator)
    keep(browser, address(story, Verb.SHARE_DRAFT_REPORT), {"draft_text": "Mine, whimbrel."})
    page = form(browser, story, Verb.SHARE_DRAFT_REPORT)
    assert (filled(page)["draft_text"], "Begun from the allegations" in page) == (["Mine, whimbrel."], False)


def test_no_field_of_a_form_has_a_name_that_its_page_uses() -> None:
    taken = (MADE_BY_THE_PAGE | SECRETS) - {OF_A_DEVICE}
    assert {
        step.verb: taken & step.form.base_fields.keys()
        for step in VERBS.values()
        if taken & step.form.base_fields.keys()
    } == {}


@begins(brought_to("investigation"))
def test_an_answer_in_words_is_kept_as_a_draft(town: Town, story: Story) -> None:
    told.investigate(story)
    story.by(story.investigator, Verb.PROPOSE_INTERIM, measure="No new contracts.", threat="It goes on every day.")
    browser, path = (
        town.browser("rex"),
        reverse("member_step", args=[notice_of(story, "rex", town), Verb.ANSWER_INTERIM]),
    )
    keep(browser, path, {"answer": "I need them, whimbrel."})
    assert "I need them, whimbrel." in form_on(browser.get(path).content.decode())


@begins(brought_to("response_review"))
def test_who_rewrites_what_waits_for_a_signature_begins_with_its_words(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.EXTEND_INVESTIGATION, days=30, reasons="Witnesses abroad, whimbrel.")
    page = form(town.browser("dana"), story, Verb.EXTEND_INVESTIGATION, "?replace_waiting")
    assert filled(page)["reasons"] == ["Witnesses abroad, whimbrel."]
    assert 'value="30"' in page


@begins(brought_to("awaiting_response"))
def test_the_days_of_a_request_and_the_only_request_are_filled_in(town: Town, story: Story) -> None:
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=12, words="I am away.")
    page = form(town.browser(story.investigator), story, Verb.ANSWER_REQUEST)
    assert (filled(page)["request"], 'value="12"' in page, ONLY_ONE in page) == (
        [str(story.view.requests.all[0].id)],
        True,
        True,
    )
