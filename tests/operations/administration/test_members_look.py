"""The pages of the register in a real browser, wide and narrow: axe finds nothing, and nothing scrolls sideways."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page

from policy.actions import publish_editions, sign_oath
from policy.models import Member, OathSignature
from tests.casework.web.conftest import signed_in
from tests.casework.web.test_queue_look import Window
from tests.operations.administration.listing import NOON, UPLOAD, imported, list_of, officer, uploaded
from tests.policy.books import ICSRM

ROWS = [
    f"M-{n:03},{name},20{n:02}-05-01,Corvid Works,m{n}@b.example"
    for n, name in enumerate(
        ("Ruth Abernathy", "Helen Achterberg", "Margaret Ellery", "Stefan Kowalczyk", "Beatrix Lamont", "Luca Moretti"),
        10,
    )
]


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with time_machine.travel(NOON, tick=False):
        publish_editions(folder=ICSRM)
        yield


def test_axe_finds_nothing_on_the_pages_of_the_register(page: Page) -> None:
    adam = officer()
    done = imported(adam, *ROWS, "M-099,Owen Prichard,2024-05-01,,")
    ruth = Member.objects.select_related("user").get(number="M-010")
    assert ruth.user is not None
    again = OathSignature.Method.RE_AUTHENTICATION
    sign_oath(member=ruth, by=ruth.user, method=again, effective=NOON.date(), at=NOON)
    changes = [row.replace("Corvid", "Heron") for row in ROWS[:2]]
    ready = uploaded(adam, list_of(*changes, *ROWS[2:], "M-100,Farah Siddiqui,2026-03-01,,"), whole=True)
    bad = uploaded(adam, list_of(ROWS[0], "M-101,,May,,"))
    lists = [reverse("admin_members_import", args=[one.pk]) for one in (done, ready, bad)]
    paths = [
        reverse("admin_members"),
        reverse("admin_members_unsigned"),
        reverse("admin_member", args=[ruth.pk]),
        UPLOAD,
        *lists,
    ]
    assert Window(page, signed_in(adam), *paths).look() == []
