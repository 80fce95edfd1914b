"""What an administrator has begun to type comes back, for that administrator alone."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.access import Actor
from casework.models import SealedDraft
from casework.queries.evidence import sealed_drafts
from tests.casework.web.conftest import signed_in
from tests.casework.web.drafting import keep, leave_idle, sent_along
from tests.casework.web.reporting import text

INVITE = reverse("admin_invite")
NORA = {"name": "Nora Newcome", "email": "nora at no address"}


def test_what_was_typed_about_a_person_comes_back_until_the_act_is_done(adams: Client, adam: Actor, eve: Actor) -> None:
    assert keep(adams, INVITE, NORA).json() == {"version": 1}
    page = text(signed_in(adam.user).get(INVITE))
    assert ('value="Nora Newcome"' in page, "There is a problem" in page) == (True, False)
    assert "Nora" not in text(signed_in(eve.user).get(INVITE))
    assert b"Nora" not in bytes(SealedDraft.objects.get().blob)
    with CaptureQueriesContext(connection) as statements:
        assert keep(adams, INVITE, NORA | {"name": "Nora"}, 1).json() == {"version": 2}
    assert len(statements) == 5
    refused = text(adams.post(INVITE, sent_along(page) | NORA | {"draft_version": "2"}))
    assert "There is a problem" in refused
    assert adams.post(INVITE, sent_along(refused) | NORA | {"email": "nora@society.example"}).status_code == 302
    assert SealedDraft.objects.count() == 0


def test_who_is_no_administrator_keeps_nothing_there(desk: object, adams: Client, client: Client) -> None:
    for browser, status in ((client, 403), (signed_in(desk.by("ola").user), 404)):  # type: ignore[attr-defined]
        assert keep(browser, INVITE, NORA).status_code == status
    assert SealedDraft.objects.count() == 0


def test_what_was_typed_when_the_session_had_ended_is_there_after_the_next_sign_in(
    desk: object, adams: Client, adam: Actor
) -> None:
    olas = signed_in(desk.by("ola").user)  # type: ignore[attr-defined]
    for browser, is_kept in ((olas, False), (adams, True)):
        leave_idle(browser)
        assert keep(browser, INVITE, NORA).json() == {"kept": is_kept}
    assert 'value="Nora Newcome"' in text(signed_in(adam.user).get(INVITE))
    assert SealedDraft.objects.count() == 1


def test_a_page_without_a_draft_keeps_none(adams: Client) -> None:
    assert keep(adams, reverse("admin_people"), NORA).status_code == 404
    assert SealedDraft.objects.count() == 0


def test_drafts_of_invented_people_are_limited(adams: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_drafts, "MOST_ON_PAGES", 2)
    kept = [keep(adams, reverse("admin_correct", args=[uuid4()]), NORA).status_code for _ in range(3)]
    assert kept == [200, 200, 409]
    assert SealedDraft.objects.count() == 2
