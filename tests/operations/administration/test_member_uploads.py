"""A list of members in the browser: uploaded, compared, confirmed, imported; and who may do none of it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from ledger.models import Entry
from operations.member_lists import work_on
from operations.tasks import member_lists
from policy.actions import confirm_members
from policy.models import Member, MemberImport
from tests.casework.web.conftest import signed_in
from tests.operations.administration.listing import NOON, UPLOAD, imported, list_of, officer, sent, uploaded


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def adam(db: None) -> User:
    return officer()


@pytest.fixture
def jar(adam: User) -> Client:
    return signed_in(adam)


def rows(count: int) -> list[str]:
    return [f"M-{n:03},Ada Berg{n:03},2024-05-01,Works,m{n}@b.example" for n in range(count)]


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_a_list_is_uploaded_read_confirmed_and_imported(jar: Client) -> None:
    page = sent(jar, list_of(*rows(3)))
    assert "What this list would change" in text(page)
    assert ("Ada Berg002" in text(page), Member.objects.count()) == (True, 0)
    kept = MemberImport.objects.get()
    done = jar.post(reverse("admin_members_confirm", args=[kept.pk]), {"plan": kept.plan}, follow=True)
    assert "The list is imported" in text(done)
    assert Member.objects.count() == 3
    assert "list.csv" in text(jar.get(UPLOAD))


def test_a_list_with_faults_says_which_rows_and_a_form_without_a_file_asks_for_it(jar: Client) -> None:
    page = sent(jar, list_of("M-1,,2024-05-01,,", "M-2,Una,May,,"))
    assert "Row 2, column name: This field is required." in text(page)
    assert "Row 3, column joined: Enter a valid date." in text(page)
    empty = jar.post(UPLOAD, {"names": "part"})
    assert (empty.status_code, "Choose the file of the list." in text(empty)) == (422, True)
    assert "The file is empty. Choose another, or try again." in text(sent(jar, b""))


def test_a_preview_that_changed_is_shown_again_and_one_can_be_removed(adam: User, jar: Client) -> None:
    sent(jar, list_of(*rows(2)))
    kept = MemberImport.objects.get()
    old = jar.post(reverse("admin_members_confirm", args=[kept.pk]), {"plan": "0" * 64}, follow=True)
    assert "The preview has changed since you opened it." in text(old)
    imported(adam, *rows(1))
    again = jar.post(reverse("admin_members_confirm", args=[kept.pk]), {"plan": kept.plan}, follow=True)
    assert "The register changed after you saw the preview" in text(again)
    assert '1</p><p class="ob-card__label">new' in text(again)
    jar.post(reverse("admin_members_remove", args=[kept.pk]))
    assert not MemberImport.objects.filter(pk=kept.pk).exists()


def test_a_list_of_somebody_else_does_not_exist(jar: Client) -> None:
    sent(jar, list_of(*rows(1)))
    kept = MemberImport.objects.get()
    other = signed_in(officer(name="Eve Second"))
    assert other.get(reverse("admin_members_import", args=[kept.pk])).status_code == 404
    for act in ("confirm", "remove"):
        assert other.post(f"/admin/members/import/{kept.pk}/{act}/", {"plan": kept.plan}).status_code == 404


def test_a_forged_form_uploads_nothing_and_a_stranger_s_body_is_not_read(adam: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(adam).cookies
    assert sent(strict, list_of(*rows(1))).status_code == 403
    assert sent(Client(), list_of(*rows(1))).redirect_chain[0][0].startswith(reverse("account_login"))
    assert MemberImport.objects.count() == 0


def test_a_long_list_is_left_to_the_worker_and_its_page_says_how_far_it_is(jar: Client) -> None:
    page = sent(jar, list_of(*rows(3000)))
    assert ("The list is being read" in text(page), MemberImport.objects.get().state) == (True, "waiting")
    member_lists()
    kept = MemberImport.objects.get()
    assert (kept.state, kept.shown["counts"]["new"]) == ("ready", 3000)
    jar.post(reverse("admin_members_confirm", args=[kept.pk]), {"plan": kept.plan})
    assert "2,000 rows were read so far" in text(jar.get(reverse("admin_members_import", args=[kept.pk])))
    member_lists()
    member_lists()
    assert (Member.objects.count(), Entry.objects.filter(type="members.imported").count()) == (3000, 1)


def test_of_two_lists_imported_at_once_one_changes_the_register(
    committed: None,
) -> None:
    adam = officer()
    both = [uploaded(adam, list_of(*rows(400))), uploaded(adam, list_of(*rows(300)))]
    for each in both:
        confirm_members(upload=each.pk, by=adam, plan=each.plan, at=NOON)

    def work(key: UUID) -> None:
        work_on(key)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, [each.pk for each in both]))
    found = {each.state: each for each in MemberImport.objects.all()}
    assert sorted(found) == ["imported", "ready"]
    assert Member.objects.count() == found["imported"].shown["counts"]["new"]
    assert (found["ready"].shown["again"], Entry.objects.filter(type="members.imported").count()) == (True, 1)
