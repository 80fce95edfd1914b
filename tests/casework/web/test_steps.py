"""The one page for every step: it refuses in one order, does nothing twice, and loses nothing that was typed."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.forms.base import Reasons
from casework.models import Case, Refusal
from casework.vocabulary import Verb
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

TWICE = "This has already been done. Nothing was done twice."
HIDDEN = re.compile(r'name="(request_key|signs)" value="([^"]+)"')


def hidden(page: str) -> dict[str, str]:
    """What a page's form sends along."""
    return dict(HIDDEN.findall(page))


def written() -> int:
    """How long the record is, readings left out."""
    return Entry.objects.exclude(type="content.opened").count()


@begins(Town.story)
def test_a_step_says_what_it_does_asks_and_leads_back_to_the_case(town: Town, story: Story) -> None:
    ines, path = town.browser("ines"), reverse("step", args=[story.case, "acknowledge_complaint"])
    page = text(ines.get(path))
    assert ("The reporter is told that the report is being looked at." in page, story.case in page) == (True, True)
    assert ('data-module="govuk-button" data-prevent-double-click="true"' in page, 'value="keep"' in page) == (
        True,
        False,
    )
    answer = ines.post(path, hidden(page))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("case", args=[story.case]))
    assert story.view.state == "screening"


@begins(brought_to("investigation"))
def test_a_step_with_nothing_to_choose_from_says_so_and_shows_no_button(town: Town, story: Story) -> None:
    page = text(town.browser("ines").get(reverse("step", args=[story.case, "replace_seat"])))
    assert "No seat stands empty that anybody could fill now." in page
    assert ("<form" in page.split("</header>")[-1], "Back to the case" in page) == (False, True)


@begins(Town.story)
def test_a_double_click_is_one_act_and_says_so(town: Town, story: Story) -> None:
    ines, path = town.browser("ines"), reverse("step", args=[story.case, "acknowledge_complaint"])
    sent = hidden(text(ines.get(path)))
    ines.post(path, sent)
    before = written()
    again = ines.post(path, sent, follow=True)
    assert again.status_code == 200
    assert TWICE in text(again)
    assert written() == before


@begins(brought_to("investigation"))
def test_refusals_come_in_one_order(town: Town, story: Story) -> None:
    bad, good = {"title": "x" * 300, "text": ""}, {"title": "A letter", "text": "What it says."}
    add = reverse("step", args=[story.case, "add_evidence"])
    assert town.browser("bo").post(add, bad).status_code == 404
    assert town.browser("ines").post(reverse("step", args=[story.case, "serve_notice"]), {}).status_code == 403
    investigator = town.browser(story.investigator)
    assert investigator.post(add, bad).status_code == 422
    assert investigator.post(add, good).status_code == 302
    copy = reverse("step", args=[story.case, "serve_notice"])
    evidence = {"evidence": [], "words": "Please answer."}
    assert investigator.post(copy, evidence).status_code == 422


def test_an_invented_reference_verb_and_method_are_answered_like_real_ones(town: Town) -> None:
    story, bo = town.story(), town.browser("bo")
    real, invented = (reverse("step", args=[one, "triage_case"]) for one in (story.case, "OB-ZZZZ-ZZZZ"))
    pages = [
        (bo.get(path).status_code, re.sub(r'value="[^"]{20,}"', "", text(bo.get(path)))) for path in (real, invented)
    ]
    assert pages[0] == pages[1]
    assert sorted(Refusal.objects.values_list("count", flat=True)) == [2, 2]
    assert bo.get(reverse("step", args=[story.case, "no_such_step"])).status_code == 404
    told = [(bo.options(path).status_code, bo.options(path).headers["Allow"]) for path in (real, invented)]
    assert told == [(405, "GET, HEAD, POST")] * 2
    assert Client().get(real).headers["Location"] == f"{reverse('account_login')}?next={real}"


@pytest.mark.parametrize("site", ["cross-site", "same-site"], ids=["elsewhere", "a neighbour under one domain"])
def test_another_website_can_ask_for_the_front_page_and_for_nothing_of_a_case(town: Town, site: str) -> None:
    story, ines = town.story(), town.browser("ines")
    paths = (
        reverse("case", args=[story.case]),
        reverse("case", args=["OB-ZZZZ-ZZZZ"]),
        f"{reverse('queue')}?words=x",
        reverse("record"),
        reverse("begin_report"),
    )
    answers = [ines.get(path, headers={"sec-fetch-site": site}) for path in paths]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert text(answers[0]) == text(answers[1])
    assert ines.get("/", headers={"sec-fetch-site": site}).status_code == 200
    assert ines.post("/", headers={"sec-fetch-site": site}).status_code == 403
    assert ines.get(paths[0], headers={"sec-fetch-site": "same-origin"}).status_code == 200


@begins(brought_to("investigation"))
def test_what_was_typed_is_shown_again_when_the_step_is_refused(town: Town, story: Story) -> None:
    path = reverse("step", args=[story.case, "serve_notice"])
    answer = town.browser(story.investigator).post(path, {"words": "Please answer, whimbrel."})
    assert (answer.status_code in (409, 422), "Please answer, whimbrel." in text(answer)) == (True, True)
    lost = town.browser("ines").post(path, {"words": "Please answer, whimbrel."})
    assert (lost.status_code, "Please answer, whimbrel." in text(lost)) == (403, True)


@begins(brought_to("investigation"))
def test_a_conflict_is_declared_without_the_report_and_the_next_page_names_the_case(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), reverse("step", args=[story.case, "declare_conflict"])
    page = text(officer.get(path))
    assert ("What it rests on" in page, "contract could be cancelled" in page) == (False, False)
    said = text(officer.post(path, {**hidden(page), "confirmed": "on"}, follow=True))
    name = Case.objects.get(reference=story.case).code_name
    assert f"{name}, {story.case}: Declare a conflict – done." in said


@begins(Town.story)
def test_who_steps_aside_is_led_to_the_list(town: Town, story: Story) -> None:
    ines, path = town.browser("ines"), reverse("step", args=[story.case, "declare_conflict"])
    page = text(ines.get(path))
    answer = ines.post(path, {**hidden(page), "confirmed": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("today"))
    again = ines.post(path, {**hidden(page), "confirmed": "on"}, follow=True)
    assert (again.status_code, TWICE in text(again)) == (200, True)


@begins(brought_to("board_decision"))
def test_a_second_hand_reads_what_it_signs_sees_who_signed_and_signs_nothing_else(town: Town, story: Story) -> None:
    bea, ada = town.browser("bea"), town.browser("ada")
    path = reverse("step", args=[story.case, "send_board_pack"])
    blind = hidden(text(ada.get(path)))
    written_by_one = bea.post(path, {**hidden(text(bea.get(path))), "minute": "Ninety days, whimbrel."}, follow=True)
    assert story.view.proposals.of(Verb.SEND_BOARD_PACK) is not None
    assert "Not done yet: Send the board pack." in text(written_by_one)
    assert "Send the board pack – done." not in text(written_by_one)
    assert [">Signed</h2>" in text(written_by_one), ">Done</h2>" in text(written_by_one)] == [True, False]
    assert "You have signed this. It waits for somebody else to sign." in text(
        bea.get(reverse("case", args=[story.case]))
    )
    mine, theirs = text(bea.get(path)), text(ada.get(path))
    assert ("Waiting for another signature" in mine, "Put forward for your signature" in theirs) == (True, True)
    says = f"Signed by: {town.people['bea'].name} (Board secretary), "
    assert (says in " ".join(theirs.split()), "Ninety days, whimbrel." in theirs) == (True, True)
    for page in (reverse("today"), reverse("queue")):
        assert ("Sign:" in text(ada.get(page)), "Sign:" in text(bea.get(page))) == (True, False)
    unread = ada.post(path, {**blind, "minute": "My own words, whimbrel."})
    assert (unread.status_code, "My own words, whimbrel." in text(unread)) == (409, True)
    again = {**hidden(text(bea.get(f"{path}?replace_waiting"))), "replace_waiting": "yes"}
    assert bea.post(path, again | {"minute": "One hundred days."}).status_code == 302
    stale = ada.post(path, hidden(theirs))
    assert (stale.status_code, "was rewritten" in text(stale)) == (409, True)
    before = written()
    signed = ada.post(path, hidden(text(ada.get(path))))
    assert (signed.status_code, written() - before) == (302, 2)  # the bundle is frozen with it
    assert "Send the board pack – done." in text(ada.get(reverse("queue")))
    gone = ada.post(path, {**hidden(theirs), "request_key": str(uuid4())})
    assert gone.status_code in (403, 409)


@begins(brought_to("investigation"))
def test_evidence_is_offered_by_its_title_and_the_record_shows_the_opening(town: Town, story: Story) -> None:
    words = {"title": "Letter of confirmation, whimbrel", "text": "A letter that promises cancellation at any time."}
    story.by(story.investigator, Verb.ADD_EVIDENCE, **words)
    before = Entry.objects.filter(type="content.opened").count()
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, "disclose_evidence"])))
    assert "Letter of confirmation, whimbrel (Evidence 1, from Investigator, " in page
    assert Entry.objects.filter(type="content.opened").count() == before + 1


def test_a_line_break_is_one_character_however_it_was_sent() -> None:
    field = Reasons(label="Why", max_length=3)
    assert (field.clean("a\r\nb"), field.clean("a\rb")) == ("a\nb", "a\nb")
