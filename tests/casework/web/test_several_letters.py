"""Several letters of a case in one go: one form, one page for the second signer, and a proof of its own for each letter."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.test import Client

from casework.models import SealedDraft
from casework.record.state import Proposal
from casework.vocabulary import Verb
from ledger import queries as ledger
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.api.conftest import of
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import sent_along
from tests.casework.web.reporting import text
from tests.casework.web.test_service_letters import address, all_named, letters_on_today, page_of, reminder_on
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins, upon

begun, here, town, story = web.begun, web.here, web.town, web.story
WORDS = "One parcel, RN 4711, whimbrel."


@upon(brought_to("awaiting_response"))
def with_letters(_town: Town, story: Story) -> Story:
    """A case with at least three letters to the member that are not served."""
    for days in ("20", "30"):
        story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days=days, reasons="The bank answers late.")
    place_letters()
    assert len(story.view.service.unserved) > 2
    return story


def keys(story: Story, number: int = 3) -> list[str]:
    return [f"{one.about}:respondent" for one in story.view.service.unserved[:number]]


def name(story: Story, key: str) -> str:
    return all_named(story)[UUID(key.partition(":")[0])]


def proof(story: Story, letters: list[str], **typed: Any) -> dict[str, Any]:
    day = story.view.today
    on = {"posted_on_day": day.day, "posted_on_month": day.month, "posted_on_year": day.year}
    return {"letter": letters, "channel": "post", "proof": WORDS} | on | typed


def put_forward(town: Town, story: Story, letters: list[str], **typed: Any) -> tuple[Client, Any]:
    browser, there = town.browser(story.investigator), address(story, Verb.RECORD_SERVICE)
    along = sent_along(text(browser.get(there)))
    return browser, browser.post(there, along | proof(story, letters, **typed), follow=True)


def waiting(story: Story) -> tuple[Proposal, ...]:
    return story.view.proposals.all_of(Verb.RECORD_SERVICE)


def signs(browser: Client, story: Story, ticked: list[Proposal]) -> str:
    there = address(story, Verb.RECORD_SERVICE)
    key = dict(re.findall(r'name="(request_key)" value="([^"]+)"', text(browser.get(there))))
    sent = key | {"sign_several": "yes", "signs": [str(one.id) for one in ticked]}
    return " ".join(text(browser.post(there, sent, follow=True)).split())


def recorded(story: Story, kind: str) -> list[Any]:
    return [one for one in ledger.stream(f"case/{story.view.case}") if one.type == kind]


@begins(with_letters)
def test_one_form_puts_a_proof_forward_for_each_letter_that_is_ticked(town: Town, story: Story) -> None:
    three = keys(story)
    _browser, done = put_forward(town, story, three)
    page = " ".join(text(done).split())
    assert "3 letters. They wait for somebody else to sign." in page
    assert [name(story, key) in page for key in three] == [True] * 3
    assert [f"{one.subject}:respondent" for one in waiting(story)] == three
    assert [one.body["data"]["subject"] for one in recorded(story, "case.step_proposed")][-3:] == [
        key.partition(":")[0] for key in three
    ]
    assert SealedDraft.objects.count() == 0


@begins(with_letters)
def test_both_signers_counts_on_today_change_at_once(town: Town, story: Story) -> None:
    put_forward(town, story, keys(story, len(story.view.service.unserved)))
    assert letters_on_today(town, story.investigator) == []
    number = len(waiting(story))
    assert letters_on_today(town, "ines") == [f'record_service/"> Sign: Enter proof of service: {number} letters']
    signs(town.browser("ines"), story, list(waiting(story)))
    assert (waiting(story), letters_on_today(town, "ines")) == ((), [])


@begins(with_letters)
def test_the_second_signer_sees_all_on_one_page_and_signs_once(town: Town, story: Story) -> None:
    three = keys(story)
    put_forward(town, story, three)
    page = page_of(town, story, "ines", Verb.RECORD_SERVICE)
    assert "3 letters wait for a signature" in page
    assert page.count("With this proof the letter counts as served from") == 3
    assert len(re.findall(r'form="sign_several" name="signs" value="[^"]+" id="sign_\d" checked', page)) == 3
    assert [page.count(f"<dd>{WORDS}") or WORDS in page for _key in three] == [True] * 3
    done = signs(town.browser("ines"), story, list(waiting(story)))
    assert "3 letters – done." in done
    served = recorded(story, "case.service_proven")
    assert [one.body["data"]["about"] for one in served] == [key.partition(":")[0] for key in three]
    assert len({one.body["actor"] for one in served} | {recorded(story, "case.step_proposed")[-1].body["actor"]}) == 2


@begins(with_letters)
def test_a_letter_that_is_left_out_goes_on_waiting_and_can_be_sent_back(town: Town, story: Story) -> None:
    put_forward(town, story, keys(story))
    first, left, last = waiting(story)
    browser = town.browser("ines")
    signs(browser, story, [first, last])
    assert waiting(story) == (left,)
    sent = {"signs": str(left.id), "send_back": "yes", "to_change": "The receipt names another day."}
    assert browser.post(address(story, Verb.RECORD_SERVICE), sent).status_code == 302
    assert (waiting(story), [one.id for one in story.view.proposals.returned]) == ((), [left.id])


@begins(with_letters)
def test_of_several_one_is_sent_back_and_the_others_wait(town: Town, story: Story) -> None:
    put_forward(town, story, keys(story))
    first, wrong, last = waiting(story)
    sent = {"signs": str(wrong.id), "send_back": "yes", "to_change": "It is another receipt."}
    town.browser("ines").post(address(story, Verb.RECORD_SERVICE), sent)
    assert waiting(story) == (first, last)


@begins(with_letters)
def test_a_letter_opened_meanwhile_is_explained_and_the_others_are_put_forward(town: Town, story: Story) -> None:
    three = keys(story)
    browser, there = town.browser(story.investigator), address(story, Verb.RECORD_SERVICE)
    along = sent_along(text(browser.get(there)))
    story.open_letter(story.respondent, UUID(three[-1].partition(":")[0]))
    answer = browser.post(there, along | proof(story, three))
    assert urlsplit(answer.headers["Location"]).query == "replace_waiting&another"
    page = " ".join(text(browser.get(answer.headers["Location"])).split())
    assert f"{name(story, three[-1])}. The member has opened this letter." in page
    assert [f"{one.subject}:respondent" for one in waiting(story)] == three[:2]
    assert WORDS in page


@begins(with_letters)
def test_a_proof_that_somebody_else_signed_meanwhile_is_not_replaced(town: Town, story: Story) -> None:
    two = keys(story, 2)
    browser, there = town.browser(story.investigator), address(story, Verb.RECORD_SERVICE)
    along = sent_along(text(browser.get(there)))
    story.by(story.investigator, Verb.RECORD_SERVICE, **proof(story, two[0]))  # type: ignore[arg-type]
    (before,) = waiting(story)
    page = " ".join(text(browser.post(there, along | proof(story, two), follow=True)).split())
    assert "Somebody has signed a proof of it meanwhile. Read that first." in page
    assert (waiting(story)[0], len(waiting(story))) == (before, 2)


@begins(with_letters)
def test_each_letter_can_have_a_number_of_its_own_beside_what_is_true_of_all(town: Town, story: Story) -> None:
    one, two = keys(story, 2)
    own = f"proof_of_{one.partition(':')[0]}"
    put_forward(town, story, [one, two], **{own: "RN 1, dotterel."})
    page = page_of(town, story, "ines", Verb.RECORD_SERVICE)
    assert (page.count("RN 1, dotterel."), page.count(WORDS)) == (1, 2)


@begins(with_letters)
def test_what_is_missing_is_said_once_and_nothing_typed_is_lost(town: Town, story: Story) -> None:
    two = keys(story, 2)
    browser, there = town.browser(story.investigator), address(story, Verb.RECORD_SERVICE)
    refused = browser.post(there, sent_along(text(browser.get(there))) | proof(story, two, channel=""))
    page = text(refused)
    ticked = re.findall(r'name="letter" value="([^"]+)"[^>]*checked', page)
    assert (refused.status_code, waiting(story), ticked, WORDS in page) == (422, (), two, True)
    assert 'href="#id_channel_0"' in page


@begins(with_letters)
def test_without_a_tick_nothing_is_signed_and_the_page_says_so(town: Town, story: Story) -> None:
    put_forward(town, story, keys(story))
    page = signs(town.browser("ines"), story, [])
    assert ("Tick each letter whose proof you sign." in page, len(waiting(story))) == (True, 3)


@begins(with_letters)
def test_both_see_first_which_dates_move_with_all_of_them(town: Town, story: Story) -> None:
    three = keys(story)
    browser, there = town.browser(story.investigator), address(story, Verb.RECORD_SERVICE)
    first = " ".join(text(browser.post(there, proof(story, three, draft="letters"), follow=True)).split())
    put_forward(town, story, three)
    sent = {"sign_several": "yes", "signs": [str(one.id) for one in waiting(story)], "draft": "letters"}
    second = " ".join(text(town.browser("ines").post(there, sent, follow=True)).split())
    for page in (first, second):
        shown = page.partition('id="letters_title"')[2].partition("</section>")[0]
        assert shown.count("With this proof the letter counts as served from") == 3
        assert "Dates that move" in shown


@begins(with_letters)
def test_another_letter_can_be_put_forward_while_one_waits_and_replaces_nothing(town: Town, story: Story) -> None:
    one, two = keys(story, 2)
    browser, _done = put_forward(town, story, [one])
    there = f"{address(story, Verb.RECORD_SERVICE)}?replace_waiting&another"
    page = text(browser.get(there))
    assert re.findall(r'name="letter" value="([^"]+)"[^>]*checked', page) == []
    sent = sent_along(page) | proof(story, [two]) | {"signs": [str(each.id) for each in waiting(story)]}
    browser.post(there, sent)
    assert [f"{each.subject}:respondent" for each in waiting(story)] == [one, two]


@begins(with_letters)
def test_reminders_of_several_letters_are_entered_in_one_go(town: Town, story: Story) -> None:
    two = keys(story, 9)[-2:]
    for key in two:
        enter_return(story, story.investigator, key)
    story.wait(12)
    place_letters()
    browser, there = town.browser(story.investigator), address(story, Verb.REMIND_READER)
    along = sent_along(text(browser.get(there)))
    sent = along | reminder_on(story, "", story.view.today) | {"letter": two}
    page = " ".join(text(browser.post(there, sent, follow=True)).split())
    reminded = [f"{one.about}:respondent" for one in story.view.service.reminders]
    assert (reminded[-2:], "2 letters – done." in page) == (two, True)


@begins(with_letters)
def test_a_tick_that_was_taken_off_stays_off_beside_the_dates_that_move(town: Town, story: Story) -> None:
    put_forward(town, story, keys(story))
    first, left, last = (str(one.id) for one in waiting(story))
    sent = {"sign_several": "yes", "signs": [first, last], "draft": "letters"}
    page = " ".join(text(town.browser("ines").post(address(story, Verb.RECORD_SERVICE), sent, follow=True)).split())
    boxes = dict(re.findall(r'form="sign_several" name="signs" value="([^"]+)" id="sign_\d"( checked)?', page))
    assert boxes == {first: " checked", left: "", last: " checked"}


@begins(brought_to("panel_forming"))
def test_the_api_shows_each_officer_the_proof_that_somebody_else_signed(town: Town, story: Story) -> None:
    one, two = keys(story, 2)
    put_forward(town, story, [one])
    typed = proof(story, [two]) | {"replace_waiting": "yes", "signs": str(waiting(story)[0].id)}
    town.browser("ada").post(f"{address(story, Verb.RECORD_SERVICE)}?replace_waiting&another", typed)
    first, second = waiting(story)
    for officer, other in ((story.investigator, second), ("ada", first)):
        shown = of(town.people[officer]).get(f"cases/{story.case}/transitions/record_service/").json()
        read = shown["waiting"]["proposal"], shown["proposed"]["letter"]
        assert read == (str(other.id), [f"{other.subject}:respondent"])
