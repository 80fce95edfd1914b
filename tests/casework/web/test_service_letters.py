"""Letters to the member that are not served: each is named on the page of the step, with its state and a way to choose it."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from casework.procedure.service.forms import names_of_letters
from casework.record.rights.posting import poster_of
from casework.record.turns.letters import days_unopened
from casework.tasks import lapses
from casework.vocabulary import Seat, Verb
from casework.workflow.guard import Acting
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
PROOF = {"channel": "post", "proof": "RN 4711, signed for."}
LETTER = re.compile(r'<input[^>]*name="letter"[^>]*value="([^"]+)"')


def all_named(story: Story) -> Mapping[UUID, str]:
    """The names of the letters for somebody who may know all titles."""
    return names_of_letters(story.view, Acting(person=uuid4(), seats=frozenset(Seat)))


def address(story: Story, verb: Verb) -> str:
    return reverse("step", args=[story.case, verb])


def page_of(town: Town, story: Story, first: str, verb: Verb, more: str = "") -> str:
    return " ".join(text(town.browser(first).get(address(story, verb) + more)).split())


def bounced(story: Story) -> str:
    """The first letter that is not served came back; return the key by which forms choose it."""
    about = story.view.service.unserved[0].about
    enter_return(story, story.investigator, f"{about}:respondent")
    place_letters()
    return f"{about}:respondent"


def signed_once(story: Story, key: str, first: str = "") -> None:
    day = story.view.today
    typed = {"posted_on_day": day.day, "posted_on_month": day.month, "posted_on_year": day.year}
    story.by(first or story.investigator, Verb.RECORD_SERVICE, letter=key, **PROOF, **typed)
    place_letters()


def signed_second(town: Town, story: Story) -> Any:
    waiting = story.view.proposals.of(Verb.RECORD_SERVICE)
    assert waiting is not None
    return town.browser("ines").post(address(story, Verb.RECORD_SERVICE), {"signs": waiting.id}, follow=True)


def letters_on_today(town: Town, person: str) -> list[str]:
    """What Today says of letters, each with the step to which it leads."""
    page = " ".join(text(town.browser(person).get(reverse("today"))).split())
    return re.findall(r'href="/desk/cases/[^"]+/do/((?:record_service|remind_reader)/"> ?[^<]+?) ?<', page)


@begins(brought_to("awaiting_response"))
def test_today_names_the_step_for_letters_and_counts_those_of_that_step(town: Town, story: Story) -> None:
    for days in ("20", "30"):
        story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days=days, reasons="The bank answers late.")
    story.wait(12)
    lapses()
    number = len(story.view.service.unserved)
    proof = f"{number} letters that were not opened. Then enter proof of service"
    before = letters_on_today(town, story.investigator)
    bounced(story)
    after = letters_on_today(town, story.investigator)
    assert (number > 2, before, after) == (
        True,
        [f'record_service/"> Post to the member: {proof}'],
        ['remind_reader/"> Post again: 1 letter to the member'],
    )


@begins(brought_to("board_decision"))
def test_today_counts_for_each_seat_the_letters_that_it_posts(town: Town, story: Story) -> None:
    story.wait(12)
    lapses()
    due = [one for day, one in days_unopened(story.view) if day <= story.view.today]
    posts = Counter(poster_of(story.view, letter) for letter in due)
    assert set(posts) == {Seat.INVESTIGATOR, Seat.BOARD_SECRETARY}
    for seat, person in ((Seat.INVESTIGATOR, story.investigator), (Seat.BOARD_SECRETARY, "bea")):
        page = " ".join(text(town.browser(person).get(reverse("today"))).split())
        assert re.findall(r"Post to the member: (\d+) letters? that w[a-z]+ not opened", page) == [str(posts[seat])]


@begins(brought_to("awaiting_response"))
def test_after_ones_own_signature_today_asks_for_no_proof(town: Town, story: Story) -> None:
    signed_once(story, bounced(story))
    assert "record_service" not in text(town.browser(story.investigator).get(reverse("today")))


@begins(brought_to("awaiting_response"))
def test_the_form_names_each_letter_as_the_letters_page_does_and_chooses_by_link(town: Town, story: Story) -> None:
    key = bounced(story)
    page = page_of(town, story, story.investigator, Verb.RECORD_SERVICE, f"?letter={key}")
    letters = text(town.browser(story.investigator).get(reverse("case_letters", args=[story.case])))
    named = re.search(r"Letter: ([^<]+)</h4>|Letter: ([^<\n]+)", letters)
    assert named is not None
    came_back = f"Came back</strong> {story.view.today:%-d %B}"
    assert [one in page for one in ((named[1] or named[2]).strip(), f'value="{key}"', came_back)] == [True] * 3
    assert re.search(rf'value="{key}"[^>]*checked|checked[^>]*value="{key}"', page)


@begins(brought_to("awaiting_response"))
def test_the_second_signer_can_read_the_letter_whose_proof_waits(town: Town, story: Story) -> None:
    signed_once(story, bounced(story))
    page = page_of(town, story, "ines", Verb.RECORD_SERVICE)
    assert page.index("Put forward for your signature") < page.index('id="lying_title"')
    assert "Ask the person who signed first to show it to you." in page
    assert "With this proof the letter counts as served from" in page
    done = " ".join(text(signed_second(town, story)).split())
    assert "With this proof the letter counts as served from" in done
    assert "waits for a signature" in page
    assert reverse("case_letter", args=[story.case, "respondent", 1]) in page


@begins(brought_to("awaiting_response"))
def test_the_letters_page_counts_what_the_step_lists_on_the_first_day_too(town: Town, story: Story) -> None:
    place_letters()
    listed = page_of(town, story, story.investigator, Verb.RECORD_SERVICE).count('id="lying_') - 1
    letters = " ".join(text(town.browser(story.investigator).get(reverse("case_letters", args=[story.case]))).split())
    assert listed > 0
    assert f"{listed} letter{'s' * (listed > 1)} not served" in letters


@begins(brought_to("awaiting_response"))
def test_both_who_sign_a_proof_see_first_which_dates_move(town: Town, story: Story) -> None:
    about, day = story.view.service.unserved[0].about, story.view.today
    typed = {"posted_on_day": day.day, "posted_on_month": day.month, "posted_on_year": day.year}
    sent = {"letter": f"{about}:respondent", **PROOF, **typed, "draft": "letters"}
    first = text(town.browser(story.investigator).post(address(story, Verb.RECORD_SERVICE), sent, follow=True))
    signed_once(story, f"{about}:respondent")
    second = town.browser("ines")
    page = text(second.get(address(story, Verb.RECORD_SERVICE)))
    signs = {"signs": story.view.proposals.of(Verb.RECORD_SERVICE).id, "draft": "letters"}  # type: ignore[union-attr]
    again = text(second.post(address(story, Verb.RECORD_SERVICE), signs, follow=True))
    assert "See which dates move" in " ".join(page.split())
    for shown in (first, again):
        assert "Time to answer" in shown.partition("Dates that move")[2].partition("</table>")[0]


@begins(brought_to("awaiting_response"))
def test_a_reminder_by_post_names_the_day_of_each_and_what_is_left(town: Town, story: Story) -> None:
    key = bounced(story)
    story.wait(12)
    before = page_of(town, story, story.investigator, Verb.REMIND_READER)
    day = story.view.today
    typed = {"sent_on_day": day.day, "sent_on_month": day.month, "sent_on_year": day.year}
    story.by(story.investigator, Verb.REMIND_READER, letter=key, proof="RN 1.", **typed)
    after = page_of(town, story, story.investigator, Verb.REMIND_READER)
    assert re.search(r"Reminder 1 of 2: to be posted on \d+ \w+ \d{4} or later", before)
    assert (f"Reminder 1 of 2: posted on {day:%-d %B %Y}" in after, "Reminder 2 of 2: to be posted on" in after) == (
        True,
        True,
    )
    assert "the registrar has it" in before


@begins(brought_to("awaiting_response"))
def test_a_letter_whose_mail_did_not_come_back_says_so_and_offers_no_choice(town: Town, story: Story) -> None:
    key = bounced(story)
    story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days="20", reasons="The bank answers late.")
    place_letters()
    page = page_of(town, story, story.investigator, Verb.REMIND_READER)
    items = page.partition('<li id="lying_')[2].partition("</section>")[0].split('<li id="lying_')
    says = [(f'data-value="{key}"' in item, "data-chooses" in item, "No mail about it" in item) for item in items]
    assert (sorted(set(says)), says.count((True, True, False))) == ([(False, False, True), (True, True, False)], 1)


def reminder_on(story: Story, key: str, day: date) -> dict[str, object]:
    return {
        "letter": key,
        "proof": "RN 1.",
        "sent_on_day": day.day,
        "sent_on_month": day.month,
        "sent_on_year": day.year,
    }


def of_the_draft_report(story: Story) -> str:
    """The draft report, which the member can comment on, has come back; return the key by which forms choose it."""
    story.wait(30)
    story.by(story.investigator, Verb.SHARE_DRAFT_REPORT, draft_text="What I found.", no_sanction="on")
    about = story.view.service.unserved[-1].about
    enter_return(story, story.investigator, f"{about}:respondent")
    place_letters()
    return f"{about}:respondent"


@begins(brought_to("response_review"))
def test_the_second_reminder_says_first_and_after_from_when_the_letter_counts(town: Town, story: Story) -> None:
    key = of_the_draft_report(story)
    story.wait(12)
    browser, there = town.browser(story.investigator), address(story, Verb.REMIND_READER)
    letter = story.view.service.letter(UUID(key.split(":")[0]))
    assert letter is not None
    first = story.view.service.first_day_of_reminder(letter, story.view.rules)
    assert first is not None
    early = text(browser.post(there, reminder_on(story, key, letter.on)))
    assert f"The first possible day is {first:%-d %B %Y}." in early
    done = text(browser.post(there, reminder_on(story, key, first), follow=True))
    assert "The letter does not count as served yet. Post its next reminder on" in done
    second = story.view.service.first_day_of_reminder(letter, story.view.rules)
    assert second is not None
    typed = reminder_on(story, key, second)
    before = text(browser.post(there, typed | {"draft": "letters"}, follow=True))
    done = text(browser.post(there, typed, follow=True))
    day = story.view.service.deemed_day(letter, story.view.rules)
    assert day is not None
    says = f"With this reminder the letter counts as served from {day:%-d %B %Y}"
    assert (says in before, says in done) == (True, True)
    assert "Comments on the draft report" in before.partition("Dates that move")[2].partition("</table>")[0]


@begins(brought_to("response_review"))
def test_letters_of_one_name_and_day_are_told_apart_and_each_leads_to_itself(town: Town, story: Story) -> None:
    for days in ("20", "30"):
        story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days=days, reasons="The bank answers late.")
    place_letters()
    second = f"{story.view.service.unserved[-1].about}:respondent"
    page = page_of(town, story, story.investigator, Verb.RECORD_SERVICE)
    items = page.split('<li id="lying_')[-2:]
    assert [re.findall(r", letter (\d) of 2</strong>", item) for item in items] == [["1"], ["2"]]
    assert len(set(re.findall(r'href="([^"]*/letters/respondent/\d+/)"', " ".join(items)))) == 2
    signed_once(story, second)
    waits = page_of(town, story, "ines", Verb.RECORD_SERVICE)
    items = waits.partition("</section>")[0].split('<li id="lying_')[-2:]
    assert ["waits for a signature" in item for item in items] == [False, True]
    assert (waits.count("letter 2 of 2</") > 0, waits.count("letter 1 of 2") < waits.count("letter 2 of 2")) == (
        True,
        True,
    )


@begins(brought_to("response_review"))
def test_the_button_of_the_case_names_the_letter_to_remind_of(town: Town, story: Story) -> None:
    key = of_the_draft_report(story)
    story.wait(12)
    page = " ".join(text(town.browser(story.investigator).get(reverse("case", args=[story.case]))).split())
    name = all_named(story)[UUID(key.split(":")[0])]
    assert f"Enter a reminder sent by post – {name}</a>" in page


@begins(brought_to("awaiting_response"))
def test_the_proof_of_a_letter_sends_none_and_its_page_speaks_of_none(town: Town, story: Story) -> None:
    about, day = story.view.service.unserved[0].about, story.view.today
    typed = {"posted_on_day": day.day, "posted_on_month": day.month, "posted_on_year": day.year}
    sent = {"letter": f"{about}:respondent", **PROOF, **typed, "draft": "letters"}
    page = text(town.browser(story.investigator).post(address(story, Verb.RECORD_SERVICE), sent, follow=True))
    shown = page.partition('id="letters_title"')[2].partition("</section>")[0]
    assert ("Time to answer" in shown, "No letter goes out" in shown, "letters" in shown.lower()) == (
        True,
        False,
        False,
    )


@begins(brought_to("awaiting_response"))
def test_both_letters_on_progress_say_for_whom_they_are_and_what_happens_next_once(town: Town, story: Story) -> None:
    sent = {"next_step": "We wait for the bank, ouzel.", "draft": "letters"}
    page = " ".join(
        text(town.browser(story.investigator).post(address(story, Verb.SEND_STATUS), sent, follow=True)).split()
    )
    folds = page.partition('id="letters_title"')[2].split("<details")[1:]
    heads = [fold.partition("</summary>")[0] for fold in folds]
    named = [
        [words in head for words in ("If the reporter gave a name", "If the reporter gave no name")] for head in heads
    ]
    assert [one for one in named if any(one)] == [[True, False], [False, True]]
    assert {(fold.count("What happens next"), fold.count("ouzel")) for fold in folds} == {(1, 1)}


@begins(brought_to("awaiting_response"))
def test_a_reporter_does_not_take_the_day_of_one_step_for_the_end_of_the_stage(town: Town, story: Story) -> None:
    """The stages of a reporter are wider than those of the procedure, which this day is about."""
    sent = {"next_step": "We wait for the bank, ouzel.", "draft": "letters"}
    page = " ".join(
        text(town.browser(story.investigator).post(address(story, Verb.SEND_STATUS), sent, follow=True)).split()
    )
    reporter, member = "The next step of this stage is due by", "This stage should end by"
    assert (page.count(reporter) > 0, page.count(member)) == (True, 1)
