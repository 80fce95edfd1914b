"""The member's pages on the sanction and the appeal: nothing before it was told, then all of it as it was decided."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format

from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web import conftest as web
from tests.casework.web.conftest import brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

books, begun, here, story, town = web.books, web.begun, web.here, web.story, web.town


def page_of(town: web.Town, story: Story, name: str) -> str:
    while place_letters():
        pass
    notice = Message.objects.get(case__reference=story.case, template="notice_of_investigation").reference
    return text(town.browser("rex").get(reverse(f"member_{name}", args=[notice])))


@begins(brought_to("panel_forming"))
def test_the_sanction_is_read_once_it_was_told_and_each_condition_in_its_words(town: web.Town, story: Story) -> None:
    page = page_of(town, story, "sanction")
    assert ("Nothing was imposed." in page, "The range for what was proven" in page) == (True, False)
    told.hold_hearing(story)
    told.recommend(story)
    page = page_of(town, story, "sanction")
    assert ("The range for what was proven" in page, "What may weigh" in page, "imposed_title" in page) == (
        True,
        True,
        False,
    )
    told.decide(story)
    page = page_of(town, story, "sanction")
    assert ('imposed_title">Suspension (level 6)<' in page, "90 days, from the day the decision is final" in page) == (
        True,
        True,
    )
    assert "No factor changed the range." in page
    assert "Complete a course on honest dealing with customers." in page
    assert ("Proof wanted:" in page, "The certificate of the course." in page) == (True, True)
    assert "Fewer than five are known here, so none are shown." in page


@begins(brought_to("deliberation"))
def test_a_hearing_that_took_place_is_not_denied_while_its_minute_is_empty(town: web.Town, story: Story) -> None:
    page, day = " ".join(page_of(town, story, "hearing").split()), story.view.hearing.on
    assert day is not None
    assert story.view.hearing.minute == ()
    said = f"The hearing was on {date_format(day, 'l j F Y')}."
    assert (said in page, "No hearing is set" in page) == (True, False)


@begins(brought_to("deliberation"))
def test_each_factor_that_weighed_leads_to_the_page_of_the_bundle_that_shows_it(town: web.Town, story: Story) -> None:
    copy, rules = story.view.evidence.copies[0].id, story.view.rules
    weighs = {f"factor_{code}": "on" for code in (next(iter(rules.aggravating)), next(iter(rules.mitigating)))}
    told.recommend_sanction(story, SHEET | weighs | {f"{name}_shown_by": str(copy) for name in weighs})
    told.send_papers(story, "The panel recommends a suspension.")
    page = page_of(town, story, "sanction")
    assert ("The panel recommends: Suspension (level 6)." in page, "What weighed, and what shows it" in page) == (
        True,
        True,
    )
    assert page.count("?page=") == 2


@begins(brought_to("final"))
def test_a_condition_leads_to_the_form_for_its_proof_and_says_what_became_of_it(town: web.Town, story: Story) -> None:
    story.by("bea", Verb.SEAT_MONITORS, persons=[story.name("mona"), story.name("milo")])
    sanction = story.view.sanctions.current
    assert sanction is not None
    condition = sanction.conditions[0]
    late = page_of(town, story, "appeal")
    assert ("The time to appeal is over." in late, "There is nothing to appeal now." in late) == (True, False)
    page = page_of(town, story, "sanction")
    assert (f"?condition={condition.id}" in page, "Send proof" in page, "day left" in page or "days left" in page) == (
        True,
        True,
        True,
    )
    story.by("rex", Verb.FILE_CONDITION_EVIDENCE, condition=condition.id, statement="I passed the course.", file=None)
    page = page_of(town, story, "sanction")
    assert ("Your proof is being checked" in page, "I passed the course." in page) == (True, True)
    assert f"?condition={condition.id}" not in page


@begins(brought_to("appeal_window"))
def test_each_ground_of_an_appeal_is_read_in_plain_words_with_how_it_stands(town: web.Town, story: Story) -> None:
    page = page_of(town, story, "appeal")
    lodge = f"do/{Verb.LODGE_APPEAL.value}/"
    grounds = [one.meaning for one in story.view.rules.appeal_grounds.values() if not one.society]
    assert (all(words in page for words in grounds), lodge in page, "raised by you" in page) == (True, True, False)
    assert ("Open the decision first" in page, "There is nothing to appeal now." in page) == (True, False)
    story.open_letter("rex", told.last_event(story, "case.board_decided"))
    story.wait(5)
    on_each = {"on_procedure": "Nobody read page three.", "on_misapplied_code": "A draft is no promise."}
    refused = VERBS[Verb.LODGE_APPEAL].form(
        {"grounds": ["procedure", "misapplied_code"], "on_procedure": "Nobody read page three."}, view=story.view
    )
    assert list(refused.errors) == ["on_misapplied_code"]
    story.by("rex", Verb.LODGE_APPEAL, grounds=["procedure", "misapplied_code"], statement="", **on_each)
    page = page_of(town, story, "appeal")
    assert ("You have appealed." in page, "raised by you" in page, lodge in page) == (True, True, False)
    assert [page.count(words) for words in on_each.values()] == [1, 1]


SHEET = {
    "level": 6,
    "term_days": "90 days",
    "lower_5_days": "12 months",
    "wording": "A suspension of ninety days.",
    "lower_level": "Probation would not show that written promises count.",
    "reasons": "A written promise was denied to a customer who relied on it.",
}
LOG = ("log.txt", b"Another account renewed the tender.")
GROUND = "new_evidence"


@begins(brought_to("appeal_window"))
def test_new_evidence_is_kept_on_a_refused_appeal_and_goes_with_the_next(town: web.Town, story: Story) -> None:
    page_of(town, story, "appeal")
    story.open_letter("rex", told.last_event(story, "case.board_decided"))
    story.wait(5)
    notice = Message.objects.get(case__reference=story.case, template="notice_of_investigation").reference
    address = reverse("member_step", args=[notice, Verb.LODGE_APPEAL.value])
    jar, typed = town.browser("rex"), {"grounds": [GROUND], f"on_{GROUND}": "A log shows who did it."}
    refused = jar.post(address, {**typed, f"new_{GROUND}": SimpleUploadedFile(*LOG)})
    page = text(refused)
    assert (refused.status_code, "Say why this could not come before the decision." in page, LOG[0] in page) == (
        422,
        True,
        True,
    )
    taken = jar.post(address, {**typed, f"why_{GROUND}": "The host found it in May."})
    assert taken.status_code == 302
    assert [one.side for one in story.view.appeal_hearing.offered] == [Seat.RESPONDENT]
    page = page_of(town, story, "appeal")
    assert (LOG[0] in page, "The host found it in May." in page, "not ruled on yet" in page) == (True, True, True)
    file = story.view.evidence.all[-1].file
    assert text(jar.get(reverse("member_sent_file", args=[notice, file]))).count(LOG[0]) > 0


@begins(brought_to("appeal_window"))
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({f"why_{GROUND}": "It came in May."}, "Choose the file, or delete the reason below."),
        ({"new_procedure": LOG, "why_procedure": "It came."}, "You did not tick this ground."),
    ],
)
def test_evidence_on_a_ground_is_whole_or_refused_in_words(story: Story, typed: dict[str, Any], words: str) -> None:
    files = {name: SimpleUploadedFile(*each) for name, each in typed.items() if isinstance(each, tuple)}
    said = {"grounds": [GROUND], f"on_{GROUND}": "A log shows it."} | {k: v for k, v in typed.items() if k not in files}
    form = VERBS[Verb.LODGE_APPEAL].form(said, MultiValueDict({k: [v] for k, v in files.items()}), view=story.view)
    assert any(words in str(error) for errors in form.errors.values() for error in errors)
