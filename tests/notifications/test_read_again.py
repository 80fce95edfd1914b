"""People read again what they sent, by their own right; the hearing's day stands on the member's page."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from pytest_django import Settings

from casework.record import events
from casework.record.events import Event
from casework.record.events.bundle import BundleFrozen
from casework.record.rights.parties import ACTING
from casework.vocabulary import Reading, Seat, Verb
from local.demo import appeals
from local.demo import story as told
from notifications.member.pages import ANSWER, CASE_PAGES, name_of_page
from notifications.models import Message
from tests.casework.web.conftest import signed_in
from tests.notifications.road import BEGAN, Road
from tests.representatives import lena_speaks
from tests.savepoints import rollback_at_end
from tests.step_client import StepClient

OWN = {Reading.READ_OWN_EVIDENCE, Reading.READ_OWN_COMPLAINT}


def filed_by_parties() -> dict[str, type[Event]]:
    """The events that a party brings about, and that hold words of theirs."""
    verbs = {getattr(one, "right", one) for rows in ACTING.values() for _, some in rows for one in some}
    kinds = [
        one for one in vars(events).values() if isinstance(one, type) and issubclass(one, Event) and one is not Event
    ]
    kinds = [one for one in kinds if not issubclass(one, BundleFrozen)]  # a digest, which nobody typed
    return {one.__name__: one for one in kinds if getattr(one, "verb", None) in verbs and getattr(one, "sealed", {})}


def test_whatever_a_party_files_opens_to_the_one_who_filed_it() -> None:
    found = filed_by_parties()
    assert len(found) > 20
    shut = [
        f"{name}.{field}"
        for name, one in found.items()
        for field, seal in one.sealed.items()
        if not OWN & set(seal.opens)
    ]
    assert shut == []


@pytest.fixture(scope="module")
def charged(django_db_setup: None, django_db_blocker: Any) -> Iterator[Road]:
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(BEGAN, tick=False) as clock:
        yield Road(clock).to(told.finish_report)


@pytest.fixture
def road(charged: Road, settings: Settings, tmp_path: Any) -> Road:
    settings.FILES_DIR = tmp_path
    charged.post()
    return charged


def own(road: Road) -> str:
    return Message.objects.filter(reader=road.rex).earliest("placed_at").reference


def seen(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def called(road: Road) -> None:
    """The panel is named, challenged, and the hearing called."""
    story = road.story
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    told.declare(story, "paul", "petra", "pia")
    story.by("ada", Verb.SERVE_PANEL_LIST, confirmed="on")
    story.open_letter("rex", told.last_event(story, "case.panel_list_served"))
    story.by("rex", Verb.CHALLENGE_MEMBER, member=story.name("petra"), particulars="She taught me, wagtail.")
    story.by("paul", Verb.RULE_CHALLENGE, member=story.name("petra"), upheld="no", reasons="Long ago.")
    story.wait(20)
    day = story.view.today + timedelta(days=40)
    story.by(
        "ada",
        Verb.FORM_PANEL,
        hearing_on=day,
        hearing_at="10:00",
        hearing_minutes=240,
        arrangements="At ten, by video: meet.example/room, wagtail.",
    )


@pytest.mark.django_db
def test_the_hearing_stands_on_the_page_of_the_member_with_day_hour_zone_and_place(road: Road) -> None:
    path = reverse("member_hearing", args=[own(road)])
    assert "hearing_title" not in seen(signed_in(road.rex), path)
    called(road)
    day = road.story.view.hearing.on
    assert day is not None
    page = seen(signed_in(road.rex), path)
    assert date_format(day, "l j F Y") in page
    assert "At ten, by video: meet.example/room, wagtail." in page
    assert "10:00 to about 14:00, London time" in page


@pytest.mark.django_db
def test_the_member_reads_who_decides_and_can_challenge_each_of_them(road: Road) -> None:
    story, path = road.story, reverse("member_people", args=[own(road)])
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    told.declare(story, "paul", "pia")
    story.by("petra", Verb.DECLARE_INTERESTS, answer="tell", told="I taught her for years, wagtail.")
    ruling = {"person": story.name("petra"), "harmless": "yes", "reasons": "Nobody would see bias, wagtail."}
    story.by(story.seat(Seat.REVIEWER), Verb.RULE_DECLARATION, **ruling, published="Taught at the same school in 2010.")
    assert "Nobody has been named to decide yet." in seen(signed_in(road.rex), path)
    story.by("ada", Verb.SERVE_PANEL_LIST, confirmed="on")
    page = seen(signed_in(road.rex), path)
    shown = (
        "Paul Panelist",
        "Petra Panelist",
        "Taught at the same school in 2010.",
        "ruled harmless",
        "Nothing to tell",
    )
    assert [words in page for words in shown] == [True] * 5
    assert ("I taught her for years" in page, "Nobody would see bias" in page) == (False, False)
    assert page.count("/do/challenge_member/?member=") == 3
    chosen = f"/do/challenge_member/?member={story.name('petra')}"
    step = seen(signed_in(road.rex), reverse("member_case", args=[own(road)]) + chosen.removeprefix("/"))
    assert f'value="{story.name("petra")}" checked' in step or "checked" in step


@pytest.mark.django_db
def test_a_member_reads_again_answer_challenge_and_what_an_appeal_rests_on(road: Road) -> None:
    called(road)
    page = seen(signed_in(road.rex), reverse("member_sent", args=[own(road)]))
    assert "She taught me, wagtail." in page
    assert "Answer of the respondent" in page
    assert road.story.case not in page


@pytest.mark.django_db
def test_a_member_reads_again_evidence_with_its_file_and_nobody_else_does(road: Road) -> None:
    reference = own(road)
    rex = signed_in(road.rex)
    file = SimpleUploadedFile("letter.txt", b"A page of the letter.")
    step = reverse("member_step", args=[reference, "add_evidence"])
    assert rex.post(step, {"title": "The letter", "text": "See line four, wagtail.", "file": file}).status_code == 302
    page = seen(rex, reverse("member_sent", args=[reference]))
    assert "See line four, wagtail." in page
    (link,) = re.findall(r'href="(/member/cases/[^"]*/sent/files/[^"]*)"', page)
    assert "letter.txt" in seen(rex, link)
    answer = rex.get(f"{link}download/")
    assert b"".join(answer.streaming_content) == b"A page of the letter."  # type: ignore[attr-defined]
    rosa = signed_in(road.people["rosa"])
    hidden = (link, f"{link}download/", f"{link}parts/page/1/", reverse("member_sent", args=[reference]))
    assert {rosa.get(path).status_code for path in hidden} == {404}


@pytest.mark.django_db
def test_a_reporter_reads_again_what_was_reported_and_nobody_does_without_the_code(road: Road) -> None:
    browser = StepClient()
    assert browser.get(reverse("follow_up_sent")).status_code == 404
    assert browser.post(reverse("follow_up"), {"code": road.story.code}).status_code == 302
    page = seen(browser, reverse("follow_up_sent"))
    assert "the letter was no longer in my file" in page
    assert road.story.case not in page
    assert 'href="/follow-up/sent/"' in seen(browser, reverse("follow_up"))


@pytest.mark.django_db
def test_an_appeal_is_read_again_by_who_lodged_it(road: Road) -> None:
    for chapter in (told.hold_hearing, told.recommend, told.decide, appeals.lodge_appeal):
        chapter(road.story)
    page = seen(signed_in(road.rex), reverse("member_sent", args=[own(road)]))
    assert "The third page of the letter was not looked at." in page


@pytest.mark.django_db
def test_who_speaks_for_a_member_reads_on_each_page_for_whom(road: Road) -> None:
    lena_speaks(road.story, "hearing")
    road.post()
    message = Message.objects.select_related("reader").get(template="representative_named")
    lena = signed_in(message.reader)
    assert "You speak for Rex Respond" in seen(lena, reverse("member_inbox"))
    page = seen(lena, reverse("member_case", args=[message.reference]))
    assert "The case of Rex Respond" in page
    assert "You speak for <strong>Rex Respond</strong>" in page
    assert "You speak for <strong>Rex Respond</strong>" in seen(lena, reverse("member_sent", args=[message.reference]))
    assert "You speak for" not in seen(signed_in(road.rex), reverse("member_inbox"))


def headings_without_content(html: str) -> list[str]:
    """Return the headings of a page's main part that nothing stands below."""
    main = html.partition("<main")[2].partition("</main>")[0]
    parts = re.split(r"<h([1-4])\b[^>]*>(.*?)</h\1>", main, flags=re.DOTALL)
    found = list(zip(parts[1::3], parts[2::3], parts[3::3], strict=True))
    deeper = [*(int(level) for level, _, _ in found[1:]), 0]
    return [
        title
        for (level, title, below), following in zip(found, deeper, strict=True)
        if not re.sub(r"<[^>]+>", "", below).strip() and following <= int(level)
    ]


@pytest.mark.django_db
def test_after_a_report_of_retaliation_each_heading_of_the_channel_has_its_content(road: Road) -> None:
    browser = StepClient()
    browser.post(reverse("follow_up"), {"code": road.story.code})
    day = {"first_day_day": "20", "first_day_month": "5", "first_day_year": "2026"}
    typed = {"detriment": "My shifts were taken away, wagtail.", "who": "Rex Respond"} | day
    assert browser.post(reverse("follow_up_step", args=["report_retaliation"]), typed).status_code == 302
    page = seen(browser, reverse("follow_up"))
    assert headings_without_content(page) == []
    assert ("1. Rex Respond" in page, "2. Rex Respond" in page) == (True, True)
    assert browser.post(reverse("follow_up_person"), {"which": "1"}).status_code == 302
    assert headings_without_content(seen(browser, reverse("follow_up"))) == []


@pytest.mark.django_db
def test_after_a_report_of_retaliation_each_member_heading_has_content(road: Road) -> None:
    lena_speaks(road.story, "hearing")
    road.post()
    message = Message.objects.select_related("reader").get(template="representative_named")
    lena, path = signed_in(message.reader), reverse("member_case", args=[message.reference])
    typed = {"detriment": "They laughed at me, wagtail.", "who": "", "first_day_day": "20", "first_day_month": "5"}
    answer = lena.post(f"{path}do/report_retaliation/", typed | {"first_day_year": "2026"}, follow=True)
    assert answer.redirect_chain == [(path, 302)]
    road.post()
    assert headings_without_content(answer.content.decode()) == []
    rex = signed_in(road.rex)
    pages = [(lena, path), (lena, f"{path}sent/")]
    pages += [(rex, reverse(name_of_page(page), args=[own(road)])) for page in CASE_PAGES if page != ANSWER]
    assert [found for browser, page in pages for found in headings_without_content(seen(browser, page))] == []
