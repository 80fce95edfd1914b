"""What somebody signed in has begun to type on a step is kept, sealed, and is there again; and nobody else finds it."""

import re
import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.middleware import SEEN
from casework import tasks
from casework.models import SealedDraft
from casework.vocabulary import Verb
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import METHODS, Town, brought_to, signed_in
from tests.casework.web.drafting import BY_SCRIPT, WORDS, add_evidence, form_on, keep, leave_idle, notice_of, sent_along
from tests.casework.web.reporting import TOKEN, text
from tests.casework.web.test_follow import enter
from tests.representatives import lena_speaks
from tests.scenario_fixtures import begins
from vault.destroying import destroy_keys


@begins(brought_to("investigation"))
def test_what_was_typed_is_there_again_after_every_way_of_losing_it(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    officer.get(path)
    typed, before = {"title": "A letter", "text": WORDS}, Entry.objects.count()
    assert keep(officer, path, typed).json() == {"version": 1}
    page = text(officer.get(path))
    assert (WORDS in page, "Draft saved" in page, 'value="A letter"' in page) == (True, True, True)
    assert WORDS in text(town.browser(story.investigator).get(path))
    assert Entry.objects.count() == before
    assert WORDS.encode() not in bytes(SealedDraft.objects.get().blob)
    refused = officer.post(path, sent_along(page) | typed | {"title": "x" * 300})
    assert refused.status_code == 422
    page = text(officer.get(path))
    assert ("x" * 300 in page, "There is a problem" in page) == (True, False)
    assert officer.post(path, sent_along(page) | typed).status_code == 302
    assert SealedDraft.objects.count() == 0
    assert WORDS not in text(officer.get(path))


@begins(brought_to("investigation"))
def test_without_script_a_press_keeps_and_another_throws_away(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    page = text(officer.get(path))
    assert "Files that you choose are saved when you press a button." in page
    kept = officer.post(path, sent_along(page) | {"text": WORDS, "draft": "keep"}, follow=True)
    assert (kept.redirect_chain, "Your draft is saved." in text(kept)) == (
        [(reverse("case", args=[story.case]), 302)],
        True,
    )
    opened = officer.post(path, sent_along(officer.get(path).text) | {"text": WORDS, "draft": "open_case"})
    assert opened.headers["Location"] == reverse("case", args=[story.case])
    page = " ".join(text(officer.get(path)).split())
    assert WORDS in page
    assert re.search(
        r"<details[^>]*><summary.*?Throw the draft away.*?>Throw away: Add evidence ?<.*?</details>", page, re.S
    )
    gone = officer.post(path, {"draft": "throw_away"}, follow=True)
    assert ("The draft was thrown away." in text(gone), WORDS in text(gone)) == (True, False)
    assert SealedDraft.objects.count() == 0


@begins(brought_to("awaiting_response"))
def test_nothing_of_a_blank_page_is_kept_and_no_confirmation(town: Town, story: Story) -> None:
    rex, path = town.browser("rex"), reverse("member_step", args=[notice_of(story, "rex", town), "acknowledge_notice"])
    assert keep(rex, path, {"confirmed": ""}).json() == {"version": 0}
    assert SealedDraft.objects.count() == 0
    keep(rex, path, {"confirmed": "on"})
    assert "checked" not in form_on(text(rex.get(path)))


@begins(brought_to("investigation"))
def test_a_form_that_comes_after_the_idle_time_is_kept_for_the_person(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    page, typed = text(officer.get(path)), {"title": "A letter", "text": WORDS}
    leave_idle(officer)
    answer = officer.post(path, sent_along(page) | typed)
    assert (answer.status_code, "in your draft" in " ".join(text(answer).split())) == (403, True)
    assert WORDS in text(town.browser(story.investigator).get(path))
    by_script = keep(officer, path, typed)
    assert (by_script.status_code, by_script.json()) == (403, {"kept": False})


@begins(brought_to("investigation"))
def test_a_form_of_a_drawer_that_comes_after_the_idle_time_is_kept_too(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    page, typed = text(officer.get(path)), {"title": "A letter", "text": WORDS}
    leave_idle(officer)
    answer = officer.post(path, sent_along(page) | typed, headers={"X-Drawer": "1"})
    assert (answer.status_code, "in your draft" in " ".join(text(answer).split())) == (403, True)
    assert "X-Leads-To" not in answer.headers
    assert WORDS in text(town.browser(story.investigator).get(path))


@begins(brought_to("investigation"))
def test_a_session_that_owes_a_factor_keeps_nothing_after_the_idle_time(town: Town, story: Story) -> None:
    officer, stranger, path = town.browser(story.investigator), town.browser("bo"), add_evidence(story)
    session = officer.session
    del session[METHODS]
    session.save()
    for browser in (officer, stranger):
        leave_idle(browser)
        answer = browser.post(path, {"title": "A letter", "text": WORDS})
        assert (answer.status_code, "in your draft" in " ".join(text(answer).split())) == (403, False)
    assert SealedDraft.objects.count() == 0


@begins(brought_to("investigation"))
def test_a_request_that_a_page_sends_by_itself_extends_no_session(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    session = officer.session
    session[SEEN] = long_ago = int(time.time()) - 600
    session.save()
    assert keep(officer, path, {"text": WORDS}).status_code == 200
    assert officer.session[SEEN] == long_ago
    officer.get(path)
    assert officer.session[SEEN] > long_ago


@begins(brought_to("investigation"))
def test_keeping_a_draft_takes_five_statements(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    keep(officer, path, {"text": WORDS})
    with CaptureQueriesContext(connection) as statements:
        assert keep(officer, path, {"text": f"{WORDS} Twice."}, 1).json() == {"version": 2}
    assert len(statements) == 5


@begins(brought_to("awaiting_response"))
def test_keeping_a_members_draft_takes_six_statements(town: Town, story: Story) -> None:
    rex, path = town.browser("rex"), reverse("member_step", args=[notice_of(story, "rex", town), "make_request"])
    keep(rex, path, {"words": WORDS})
    with CaptureQueriesContext(connection) as statements:
        assert keep(rex, path, {"words": f"{WORDS} Twice."}, 1).json() == {"version": 2}
    assert len(statements) == 6


@begins(brought_to("investigation"))
def test_a_second_window_gets_both_texts_and_overwrites_nothing_unseen(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    keep(officer, path, {"title": "First", "text": WORDS})
    late = keep(officer, path, {"title": "Second", "text": "Another text, plover."})
    assert (late.status_code, late.json()["version"]) == (409, 1)
    both = officer.post(path, {"title": "Second", "text": "Another text, plover.", "draft": "keep", "draft_version": 0})
    page = text(both)
    assert (both.status_code, WORDS in page, "Another text, plover." in page) == (409, True, True)
    assert "You have changed this in another window" in page
    pressed = officer.post(path, sent_along(page) | {"text": "Another text, plover.", "draft": "keep"})
    assert pressed.status_code == 302
    assert "plover" in text(officer.get(path))


@pytest.mark.parametrize(("verb", "field"), [(Verb.FLAG_HEALTH, "note"), (Verb.REPORT_RETALIATION, "detriment")])
@begins(brought_to("awaiting_response"))
def test_member_and_representative_do_not_share_words_on_health_or_detriment(
    town: Town, story: Story, verb: Verb, field: str
) -> None:
    town.people["lena"] = lena_speaks(story)
    rex, lena = town.browser("rex"), signed_in(town.people["lena"])
    own, hers = (reverse("member_step", args=[notice_of(story, first, town), verb]) for first in ("rex", "lena"))
    assert keep(rex, own, {field: WORDS}).json() == {"version": 1}
    page, seen = text(rex.get(own)), text(lena.get(hers))
    assert (WORDS in page, "share this draft" in page, WORDS in seen) == (True, False, False)
    assert keep(lena, hers, {field: "Another text, plover."}).json() == {"version": 1}
    assert (WORDS in text(rex.get(own)), "plover" in text(lena.get(hers))) == (True, True)


@begins(brought_to("awaiting_response"))
def test_member_and_representative_write_one_draft_and_neither_loses_words(town: Town, story: Story) -> None:
    town.people["lena"] = lena_speaks(story)
    paths = {
        first: reverse("member_step", args=[notice_of(story, first, town), "make_request"]) for first in ("rex", "lena")
    }
    rex, lena = town.browser("rex"), signed_in(town.people["lena"])
    assert keep(lena, paths["lena"], {"words": WORDS}).json() == {"version": 1}
    seen = text(rex.get(paths["rex"]))
    assert (WORDS in seen, "Lena Lawson changed it last." in seen, "share this draft" in seen) == (True, True, True)
    look = rex.post(paths["rex"], {"draft": "look"}, headers=BY_SCRIPT).json()
    assert look == {"version": 1, "own": False, "typing": "Lena Lawson is typing."}
    town.clock.shift(60)
    assert rex.post(paths["rex"], {"draft": "look"}, headers=BY_SCRIPT).json()["typing"] == ""
    keep(lena, paths["lena"], {"words": "She wrote more, plover."}, 1)
    stale = rex.post(
        paths["rex"], sent_along(seen) | {"kind": "more_time", "days": "10", "words": "He wrote too, dunlin."}
    )
    page = text(stale)
    assert (stale.status_code, "plover" in page, "dunlin" in page) == (409, True, True)
    assert "Lena Lawson has changed this since you opened it" in page
    answer = rex.post(
        paths["rex"], sent_along(page) | {"kind": "more_time", "days": "10", "words": "He wrote too, dunlin."}
    )
    assert answer.status_code == 302
    assert SealedDraft.objects.count() == 0


@begins(brought_to("investigation"))
def test_the_draft_of_a_recused_officer_opens_for_nobody(town: Town, story: Story) -> None:
    gone, path = story.investigator, add_evidence(story)
    officer = town.browser(gone)
    keep(officer, path, {"text": WORDS})
    story.by(gone, Verb.RECUSE_OFFICER, confirmed="on")
    assert SealedDraft.objects.count() == 0
    assert officer.get(path).status_code == 404
    assert keep(officer, path, {"text": WORDS}).status_code == 404
    assert SealedDraft.objects.count() == 0


@begins(brought_to("investigation"))
def test_a_draft_does_not_open_once_the_keys_of_the_case_are_destroyed(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    keep(officer, path, {"text": WORDS})
    destroy_keys(story.view.case)
    page = text(officer.get(path))
    assert (WORDS in page, "Draft saved" in page) == (False, False)


@begins(brought_to("investigation"))
def test_a_draft_that_was_altered_is_not_shown_and_can_be_thrown_away(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    keep(officer, path, {"text": WORDS})
    SealedDraft.objects.update(version=7)
    page = text(officer.get(path))
    assert (WORDS in page, "A draft was saved here, but it cannot be opened." in page) == (False, True)
    assert keep(officer, path, {"text": "Typed again."}).status_code == 200
    assert "Typed again." in text(officer.get(path))


@begins(brought_to("investigation"))
def test_the_time_of_a_draft_is_told_in_the_zone_of_the_deadlines(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    keep(officer, path, {"text": WORDS})
    there = SealedDraft.objects.get().saved_at.astimezone(ZoneInfo(story.view.rules.zone))
    assert there.utcoffset() == timedelta(hours=1)
    assert f"Draft saved at {there:%H:%M} BST today." in " ".join(text(officer.get(path)).split())
    assert f"{there:%H:%M} BST" in text(officer.get(reverse("own_drafts")))


@begins(brought_to("investigation"))
def test_a_draft_is_deleted_once_the_time_of_unsent_words_is_over(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    keep(officer, path, {"text": WORDS})
    town.clock.shift(timedelta(days=29))
    tasks.purge_drafts()
    assert SealedDraft.objects.count() == 1
    town.clock.shift(timedelta(days=2))
    tasks.purge_drafts()
    assert SealedDraft.objects.count() == 0


@begins(brought_to("investigation"))
def test_nobody_reaches_another_draft_or_writes_into_a_case_they_may_not_see(town: Town, story: Story) -> None:
    path, invented = (reverse("step", args=[case, "frame_allegation"]) for case in (story.case, "OB-2222-2222"))
    keep(town.browser(story.investigator), path, {"act": WORDS})
    keep(town.browser(story.investigator), add_evidence(story), {"text": WORDS})
    for first in ("bo", "rex", "remy", "adam", "ines", "sara"):
        browser = town.browser(first)
        answers = [keep(browser, there, {"act": "Planted."}) for there in (path, invented)]
        if answers[0].status_code == 404:
            assert len({TOKEN.sub("", text(one)) for one in answers}) == 1
        asked = [browser.post(path, {"draft": what}) for what in ("look", "throw_away", "keep")]
        assert {one.status_code for one in answers + asked} <= {403, 404}
        assert [one for one in (path, add_evidence(story)) if WORDS in text(browser.get(one))] == []
    assert list(SealedDraft.objects.values_list("version", "holder")) == [(1, town.people[story.investigator].pk)] * 2


@begins(brought_to("investigation"))
def test_a_draft_is_no_store(town: Town, story: Story) -> None:
    officer, path = town.browser(story.investigator), add_evidence(story)
    assert keep(officer, path, {"text": "x" * 201_000}).status_code == 413
    keep(officer, path, {"text": WORDS, "cellar": "Stored, godwit."})
    assert "godwit" not in text(officer.get(path))
    keep(officer, f"{path}?evidence=1", {"text": WORDS}, 1)
    assert SealedDraft.objects.count() == 1


@begins(brought_to("response_review"))
def test_a_reporters_draft_keeps_the_day_alone(town: Town, story: Story) -> None:
    path = reverse("follow_up_step", args=["comment_on_response"])
    jar, _ = enter(story.code, Client())
    assert keep(jar, path, {"comment": WORDS}).json() == {"version": 1}
    at = SealedDraft.objects.get().saved_at
    assert (at.hour, at.minute, at.second) == (0, 0, 0)
    again, _ = enter(story.code, Client())
    page = text(again.get(path))
    assert (WORDS in page, "Draft saved at" in page) == (True, False)
    with CaptureQueriesContext(connection) as statements:
        assert keep(again, path, {"comment": f"{WORDS} Twice."}, 1).json() == {"version": 2}
    assert len(statements) == 6
