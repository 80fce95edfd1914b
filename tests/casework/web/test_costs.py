"""What each page costs the database, in statements: the same for one row and for three."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.access import the_clock
from casework.models import Case, RegisterEntry
from casework.procedure.intake.actions import file_complaint, sweep_conflicts
from casework.vocabulary import Accused, Verb
from ledger.clock import now
from local.demo.story import report_about
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.models import Member
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_queue import listed
from vault.references import new_reference

REGISTER, CASE, FOLLOW_UP, INBOX, MEMBER_CASE, OATH = 2, 9, 8, 15, 18, 14


def cost(browser: Client, path: str) -> int:
    """How many statements a page takes that was asked for before."""
    assert browser.get(path).status_code == 200
    with CaptureQueriesContext(connection) as statements:
        assert browser.get(path).status_code == 200
    return len(statements)


def shown_to_all(town: Town, rows: int) -> None:
    """So many sanctions of Rex's in the register, as rows alone."""
    member = Member.objects.get(user=town.people["rex"])
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            case=case, member=member, name=member.name, number=f"T-{n}", commitments=[2, 10], sanction="Reprimand",
            level=4, text="A promise was denied.", decided_on=now().date(),
        )
        for n, case in enumerate(listed(town.people["reg"], rows))
    )  # fmt: skip


def test_the_register_of_sanctions(town: Town) -> None:
    costs = []
    for rows in (1, 3):
        shown_to_all(town, rows)
        costs.append(cost(Client(), reverse("register")))
        assert text(Client().get(reverse("register"))).count("T-") == rows
        RegisterEntry.objects.all().delete()
        Case.objects.all().delete()
    assert costs == [REGISTER] * 2


def test_the_page_of_a_case_with_its_evidence(town: Town) -> None:
    story, costs = town.case_in("investigation"), []
    browser = town.browser(story.investigator)
    for pieces in (1, 2):
        for _ in range(pieces):
            story.by(story.investigator, Verb.ADD_EVIDENCE, title="A letter", text="What it says, whimbrel.")
        costs.append(cost(browser, reverse("case_evidence", args=[story.case])))
    assert text(browser.get(reverse("case_evidence", args=[story.case]))).count("whimbrel.") == 3
    assert costs == [CASE] * 2


def test_the_page_of_a_reporter_whose_report_is_about_several_people(town: Town) -> None:
    costs = []
    for people in (1, 3):
        report = report_about("Rex Respond", "Wilma Quill", on=now().date())
        accused = tuple(Accused(name=f"Person {n}") for n in range(people))
        filed = file_complaint(by=None, report=replace(report, accused=accused))
        assert filed.code is not None
        for case in filed.cases:
            sweep_conflicts(reference=case, by=the_clock())
        browser = Client()
        browser.post(reverse("follow_up"), {"code": " ".join(filed.code.words)})
        costs.append(cost(browser, reverse("follow_up")))
        assert sum(f"Person {n}" in text(browser.get(reverse("follow_up"))) for n in range(people)) == (
            people if people > 1 else 0
        )
    assert costs == [FOLLOW_UP] * 2


def test_the_letters_the_case_and_the_oath_of_a_member(town: Town) -> None:
    town.case_in("awaiting_response")
    rex = town.browser("rex")
    while place_letters():
        pass
    letter = Message.objects.get(reader=town.people["rex"])
    case = reverse("member_case", args=[letter.reference])
    costs = [(cost(rex, reverse("member_inbox")), cost(rex, case))]
    for _ in range(2):
        again = {"pk": uuid4(), "about": uuid4(), "reference": new_reference("N"), "opened_at": None}
        Message.objects.create(**{**fields_of(letter), **again})
    costs.append((cost(rex, reverse("member_inbox")), cost(rex, case)))
    assert text(rex.get(reverse("member_inbox"))).count('href="/member/letters/') == 3
    assert costs == [(INBOX, MEMBER_CASE)] * 2
    assert cost(rex, reverse("own_oath")) == OATH


def fields_of(letter: Message) -> dict[str, Any]:
    """A letter's columns."""
    names = ("case", "reader", "seat", "letter", "template", "about", "placed_at")
    return {name: getattr(letter, name) for name in names}
