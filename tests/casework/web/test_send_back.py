"""A step that waits for a signature is sent back with a reason, and its proposer finds all that they had typed."""

from typing import Any

import pytest
from django.urls import reverse

from casework.access import Actor
from casework.models import Case, SealedDraft
from casework.queries.checks.replay import drifts
from casework.verbs import VERBS, send_back
from casework.vocabulary import BadShape, NoRight, NotNow, NotSeen, Seat, Verb
from casework.web.drafts.drafts import place_in
from casework.web.drafts.texts import get_draft
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import keep
from tests.casework.web.reporting import text
from tests.casework.web.test_step_changed import hidden
from tests.casework.web.test_turns import ELSEWHERE
from tests.casework.web.test_waiting_signatures import page_of
from tests.scenario_fixtures import begins, upon
from vault.models import SealedText

WORDS, WHY = "Nothing was promised, dotterel.", "Name the letter of 3 March, ruff."
STEP = Verb.REFER_CASE


@upon(brought_to("investigation"))
def proposed(_town: Town, story: Story) -> Story:
    """An investigation that the investigator has put forward to refer elsewhere."""
    if not story.holding(Seat.DECIDER):
        story.seat(Seat.DECIDER)
    place_letters()
    story.by(investigator(story), STEP, **ELSEWHERE | {"reasons": WORDS})
    while place_letters():
        pass
    return story


def investigator(story: Story) -> str:
    return story.holding(Seat.INVESTIGATOR)[0]


def decider(story: Story) -> str:
    return story.holding(Seat.DECIDER)[0]


def address(story: Story, verb: Verb = STEP) -> str:
    return reverse("step", args=[story.case, verb])


def sent(story: Story, **more: str) -> dict[str, str]:
    waiting = story.view.proposals.of(STEP)
    assert waiting is not None
    return {"signs": str(waiting.id), "send_back": "yes", "to_change": WHY} | more


def come_back(town: Town, story: Story) -> None:
    assert town.browser(decider(story)).post(address(story), sent(story)).status_code == 302
    while place_letters():
        pass


def topics(town: Town, first: str) -> set[str]:
    return set(Item.objects.filter(person=town.people[first], withdrawn_at=None).values_list("topic", flat=True))


@begins(proposed)
def test_the_first_signer_finds_their_words_and_the_reason(town: Town, story: Story) -> None:
    one, two = investigator(story), decider(story)
    assert "Send it back instead" in text(town.browser(two).get(address(story)))
    assert "Send it back" not in text(town.browser(one).get(address(story)))
    assert "signature" in topics(town, two)
    come_back(town, story)
    assert (story.view.proposals.waiting, "signature" in topics(town, two)) == ((), False)
    (item,) = Item.objects.filter(topic="step_back", withdrawn_at=None)
    assert (item.person, item.mail_due is not None) == (town.people[one], True)
    today = text(town.browser(one).get(reverse("today")))
    assert "A step came back to you with a reason" in today
    assert (WHY in today, address(story, Verb.RETURN_STEP) in today) == (False, True)
    there = town.browser(one).get(address(story, Verb.RETURN_STEP))
    assert there["Location"] == address(story)
    page = text(town.browser(one).get(address(story)))
    assert [words in page for words in ("Sent back to you", WHY, f"{WORDS}</textarea>")] == [True] * 3
    assert page.index(WHY) < page.index(WORDS)
    header = page_of(town, story, one)
    assert f"{VERBS[STEP].label}</a>: came back to you" in header
    assert "came back to you" not in page_of(town, story, two)


def head(page: str) -> str:
    """The top of a step's page, above all papers and letters."""
    return page.partition('<div class="ob-step__head">')[2].partition('<div class="ob-step__main">')[0]


@begins(proposed)
def test_the_reason_and_the_way_to_take_it_back_stand_at_the_top_of_the_page(town: Town, story: Story) -> None:
    one = town.browser(investigator(story))
    waits = text(one.get(address(story)))
    assert ("Take it back" in head(waits), waits.count("Take it back")) == (True, 1)
    come_back(town, story)
    back = text(one.get(address(story)))
    assert ("Sent back to you" in head(back), WHY in head(back), WORDS in head(back)) == (True, True, False)


@begins(proposed)
def test_no_sentence_about_drafts_stands_under_the_button_that_sends_it_back(town: Town, story: Story) -> None:
    page = text(town.browser(decider(story)).get(address(story)))
    form = page.partition('name="send_back"')[2].partition("</form>")[0]
    assert ("Send it back" in form, "data-draft-status" in form) == (True, True)
    assert [words for words in ("A draft has no effect", "It is kept for", "Save as a draft<") if words in form] == []


@begins(proposed)
def test_it_is_an_event_and_its_reason_is_sealed(town: Town, story: Story) -> None:
    come_back(town, story)
    (last,) = ledger.stream(Case.objects.get(reference=story.case).stream)[-1:]
    assert (last.type, last.body["role"], last.body["data"]["step"]) == ("case.step_returned", "decider", STEP.value)
    assert WHY not in str(last.body)
    assert SealedText.objects.filter(entry_id=last.id, field="to_change").exists()
    history = page_of(town, story, investigator(story), "case_history")
    assert "Step sent back without a signature" in history
    assert list(drifts([story.case])) == []


@begins(proposed)
def test_it_can_be_put_forward_again_and_signed(town: Town, story: Story) -> None:
    come_back(town, story)
    one, two = investigator(story), decider(story)
    again = town.browser(one).post(address(story), ELSEWHERE | {"reasons": f"{WORDS} See the letter."})
    assert again.status_code == 302
    while place_letters():
        pass
    assert ("step_back" in topics(town, one), story.view.proposals.returned) == (False, ())
    story.by(two, STEP)
    assert story.view.state == "closed"


@begins(proposed)
def test_words_typed_since_win_over_those_that_came_back(town: Town, story: Story) -> None:
    come_back(town, story)
    browser = town.browser(investigator(story))
    keep(browser, address(story), {"reasons": "The letter says so, knot."})
    page = text(browser.get(address(story)))
    assert ("The letter says so, knot.</textarea>" in page, f"{WORDS}</textarea>" in page, WHY in page) == (
        True,
        False,
        True,
    )


@begins(proposed)
def test_a_step_that_came_back_stays_on_today_until_its_author_has_read_the_reason(town: Town, story: Story) -> None:
    one = investigator(story)
    come_back(town, story)
    browser, item = town.browser(one), Item.objects.get(topic="step_back", withdrawn_at=None)
    for name in ("case", "case_evidence", "case_letters", "case_notes"):
        browser.get(reverse(name, args=[story.case]))
    (returned,) = story.view.proposals.returned
    assert item.about == [returned.entry]
    seen = reverse("dismiss_notification", args=[item.pk])
    assert (browser.post(seen).status_code, seen in text(browser.get(reverse("today")))) == (404, False)
    assert "step_back" in topics(town, one)
    assert WHY in text(browser.get(address(story)))
    assert "step_back" not in topics(town, one)


@begins(proposed)
def test_the_proposer_takes_it_back_without_a_reason(town: Town, story: Story) -> None:
    one, two = investigator(story), decider(story)
    browser = town.browser(one)
    assert "Take it back" in text(browser.get(address(story)))
    assert browser.post(address(story), sent(story, to_change="")).status_code == 302
    while place_letters():
        pass
    assert (story.view.proposals.waiting, topics(town, two) & {"signature"}, "step_back" in topics(town, one)) == (
        (),
        set(),
        False,
    )
    page = text(browser.get(address(story)))
    assert ("You took this back" in page, f"{WORDS}</textarea>" in page) == (True, True)


def trying(town: Town, story: Story, first: str, **more: str) -> Exception:
    given: dict[str, Any] = {"read": sent(story)["signs"], "to_change": WHY} | more
    with pytest.raises((NotSeen, NoRight, NotNow, BadShape)) as raised:
        send_back(VERBS[STEP], reference=story.case, by=Actor(user=town.people[first]), **given)
    return raised.value


@begins(proposed)
def test_only_those_who_may_sign_it_send_it_back(town: Town, story: Story) -> None:
    assert isinstance(trying(town, story, "ines"), (NoRight, NotSeen))
    assert isinstance(trying(town, story, "walt" if "walt" in town.people else "adam"), (NoRight, NotSeen))
    refused = trying(town, story, decider(story), read="00000000-0000-4000-8000-000000000000")
    assert isinstance(refused, NotNow)
    assert refused.reasons == (REASONS["signer_has_read_it"],)
    assert isinstance(trying(town, story, decider(story), to_change=" "), BadShape)
    assert story.view.proposals.of(STEP) is not None


@begins(proposed)
def test_a_reason_that_was_left_out_is_asked_for_beside_its_field(town: Town, story: Story) -> None:
    answer = town.browser(decider(story)).post(address(story), sent(story, to_change=""))
    assert (answer.status_code, ": write this before you go on." in text(answer)) == (422, True)


@begins(proposed)
def test_a_reason_that_was_typed_is_kept_and_leaves_other_words_alone(town: Town, story: Story) -> None:
    browser = town.browser(decider(story))
    keep(browser, address(story), {"reasons": "I would write it so, godwit."})
    keep(browser, address(story), {"to_change": WHY, "send_back": "yes"}, version=1)
    assert f"{WHY}</textarea>" in text(browser.get(address(story)))
    assert "I would write it so, godwit.</textarea>" in text(browser.get(f"{address(story)}?replace_waiting"))


@begins(proposed)
def test_signing_after_sending_back_says_that_nothing_waits(town: Town, story: Story) -> None:
    browser = town.browser(decider(story))
    page = hidden(text(browser.get(address(story))))
    assert browser.post(address(story), sent(story) | page).status_code == 302
    signed = browser.post(address(story), page)
    assert signed.status_code == 409
    assert "What you were about to sign waits no longer" in text(signed)


@begins(proposed)
def test_a_step_sent_back_twice_is_sent_back_once_and_leads_on(town: Town, story: Story) -> None:
    browser = town.browser(decider(story))
    again = sent(story) | hidden(text(browser.get(address(story))))
    answers = [browser.post(address(story), again) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"].partition("?")[0] == answers[1]["Location"].partition("?")[0]
    assert "This has already been done." in text(browser.get(answers[1]["Location"]))
    assert len(story.view.proposals.returned) == 1


@begins(proposed)
def test_sending_back_forgets_the_reason_and_leaves_an_own_rewrite(town: Town, story: Story) -> None:
    browser, mine = town.browser(decider(story)), "I would write it so, godwit."
    keep(browser, address(story), {"reasons": mine})
    keep(browser, address(story), {"to_change": WHY, "send_back": "yes"}, version=1)
    assert browser.post(address(story), sent(story)).status_code == 302
    place = place_in(Actor(user=town.people[decider(story)]), Case.objects.get(reference=story.case).id, STEP, "office")
    assert get_draft(place).typed == {"reasons": [mine]}


@begins(proposed)
def test_sending_back_leaves_no_empty_draft(town: Town, story: Story) -> None:
    browser = town.browser(decider(story))
    keep(browser, address(story), {"to_change": WHY, "send_back": "yes"})
    assert SealedDraft.objects.count() == 1
    assert browser.post(address(story), sent(story)).status_code == 302
    assert SealedDraft.objects.count() == 0


@begins(proposed)
def test_somebody_who_left_the_case_is_told_nothing(town: Town, story: Story) -> None:
    one = investigator(story)
    come_back(town, story)
    story.by(one, Verb.DECLARE_CONFLICT, confirmed="on")
    while place_letters():
        pass
    assert topics(town, one) == set()
    assert town.browser(one).get(address(story)).status_code == 404


@begins(proposed)
def test_the_case_waits_for_the_person_who_may_sign(town: Town, story: Story) -> None:
    one, two = investigator(story), decider(story)
    day = story.view.today
    mine, theirs, others = (page_of(town, story, first) for first in (one, two, "ines"))
    since = f", since {day.day} {day:%B}"
    named = f"Your turn</strong>. Also waits for: Decider ({town.people[two].name}){since}"
    assert (named in mine, "Your turn</strong>, since" in theirs, f"Next to act: Decider{since}" in others) == (
        True,
        True,
        True,
    )
    row = Case.objects.values_list("waiting_on", "expected_step").get(reference=story.case)
    assert row is not None
    assert (row[0], row[1] == STEP.value) == ("decider", False)
    come_back(town, story)
    assert Case.objects.get(reference=story.case).waiting_on == "investigator"
