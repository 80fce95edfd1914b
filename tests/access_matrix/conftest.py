"""The demonstration's people with one case in deliberation, and everybody who might look at it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import AccountChange, Invitation, Token, User
from accounts.second_factor import enrol_totp, has_second_factor
from accounts.vocabulary import Certainty, Office, Scope
from casework import tasks
from casework.access import Actor, Given
from casework.administration.account_changes import report_lost_factor
from casework.administration.appointments import appoint_officer
from casework.administration.invitations import invite_person
from casework.models import CaseNote
from casework.queries.queue.filter import officer_key
from casework.vocabulary import Seat
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item, Message
from operations.member_lists import work_on
from policy.actions import upload_members
from policy.models import CodeEdition, Pending
from tests import live, stage
from tests.access_matrix.matrix import Town, Viewer
from tests.casework.web import conftest as web
from tests.casework.web.note_writing import write
from tests.drawn import every_report_read_twice
from tests.journeys.town import SETTLED
from vault.models import Draft, SealedFile
from vault.references import new_reference

books, begun, here, town = web.books, web.begun, web.here, web.town
CHAPTERS = (told.investigate, told.answer_notice, told.finish_report, told.hold_hearing)
SEATS = {
    "intake": "ines",
    "decider": "dana",
    "panel_chair": "paul",
    "panel_member": "petra",
    "adviser": "ada",
    "board_secretary": "bea",
    "board_member": "bo",
    "monitor": "mona",
    "registrar": "reg",
    "dpo": "dee",
    "auditor": "audrey",
    "reviewer": "rhea",
    "approver": "connie",
    "custodian": "cora",
    "protection_officer": "prue",
    "administrator": "adam",
}
BARRED = "ian"
LIST = b"number,name,joined\nM-9999,Nell Fox,2026-03-01\n"


def deliberated(town: web.Town) -> Story:
    """A case with a file, kept from an officer of intake by name, brought to the panel's deliberation."""
    story = Story(people=town.people, move=town.clock.shift, due=tasks.lapses)
    report = told.report_about("Rex Respond", "Wilma Quill", on=now().date() - timedelta(days=21))
    story.file(replace(report, keep_away=(town.people[BARRED].name,)))
    told.screen(story)
    file = {"title": "Scan", "text": "The page.", "file": SimpleUploadedFile("scan.txt", b"A page of the letter.")}
    added = town.browser(story.investigator).post(f"/desk/cases/{story.case}/do/add_evidence/", file)
    assert added.status_code == 302
    for chapter in CHAPTERS:
        chapter(story)
    return story


def program_of(user: User) -> Client:
    """A program of a person who has an authenticator app, by a token for everything."""
    if not has_second_factor(user):
        enrol_totp(user)
    now = timezone.now()
    until = now + timedelta(days=90)
    _, text = Token.objects.make(user=user, name="Program", scopes=Scope, now=now, until=until)
    return Client(headers={"Authorization": f"Bearer {text}"})


def reporting(story: Story) -> Client:
    """A browser in which a reporter has entered the code."""
    browser = Client()
    assert browser.post("/follow-up/", {"code": story.code}).status_code == 302
    return browser


@pytest.fixture
def settled_stack(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[live.LiveStack]:
    """A live installation with the published books, where everybody has lived for 60 days."""
    with live.stack(stage.Services.start(), tmp_path / "site", request.node.name, SETTLED) as running:
        yield running


def a_list(administrator: User) -> UUID:
    """A list of members that waits to be confirmed."""
    kept = upload_members(by=administrator, filename="list.csv", content=LIST, whole=False, at=now())
    work_on(kept.pk)
    return kept.pk


def looked_after(town: web.Town) -> tuple[Invitation, Pending, AccountChange]:
    """Somebody who is invited, put forward for an office, and reported to have lost a second factor."""
    adam, rhea = Actor(user=town.people["adam"]), town.people["rhea"]
    nora = invite_person(by=adam, email="nora@society.example", name="Nora Newcome")
    appoint_officer(by=adam, user=nora, given=Given(office=Office.CUSTODIAN, since=now().date()))
    enrol_totp(rhea)
    report_lost_factor(by=adam, user=rhea, certainty=Certainty.IN_PERSON)
    return Invitation.objects.get(), Pending.objects.get(), AccountChange.objects.get()


def a_note(browser: Client, story: Story) -> UUID:
    """A note of the investigator for the team that nobody else has read."""
    write(browser, story)
    return CaseNote.objects.get().pk


def waiting_item(case: str) -> UUID:
    """Return what waits for the first person, by name, whose turn it is in a case."""
    waiting = Item.objects.filter(case__reference=case, topic="turn", withdrawn_at__isnull=True)
    return waiting.order_by("person__name")[0].pk


@pytest.fixture
def doors(town: web.Town) -> Town:
    """Everybody at the doors of one case; beside it stands another, of whose respondent nobody has told her yet."""
    story = deliberated(town)
    other = town.story("rosa", reporter="Otto Finch")
    with every_report_read_twice():
        told.screen(other)
    while place_letters():
        pass
    chief = User.objects.create_person(
        email="chief@example.org", name="Chief", password="never typed", is_superuser=True
    )
    Client().post("/report/begin")
    browsers = {
        "anonymous": Client(),
        "complainant": reporting(story),
        "other_complainant": reporting(other),
        "respondent": town.browser("rex"),
        "other_member": town.browser("remy"),
        "screener": town.browser(story.holding(Seat.SCREENER)[0]),
        "investigator": town.browser(story.investigator),
        **{seat: town.browser(first) for seat, first in SEATS.items()},
        "conflicted": town.browser(BARRED),
        "superuser": web.signed_in(chief),
    }
    people = {
        "respondent": "rex",
        "other_member": "remy",
        "screener": story.holding(Seat.SCREENER)[0],
        "investigator": story.investigator,
        "conflicted": BARRED,
        **SEATS,
    }
    programs = {
        "anonymous": Client(),
        "complainant": Client(headers={"Receipt-Code": story.code}),
        "other_complainant": Client(headers={"Receipt-Code": other.code}),
        "superuser": program_of(chief),
        **{name: program_of(town.people[first]) for name, first in people.items()},
    }
    viewers = {
        name: Viewer(browser=browser, program=programs[name], case=story.case) for name, browser in browsers.items()
    }
    viewers["respondent_before_notice"] = Viewer(
        browser=town.browser("rosa"), program=program_of(town.people["rosa"]), case=other.case
    )
    blind = other.holding(Seat.BLIND_READER)[0]
    viewers["blind_reader"] = Viewer(
        browser=town.browser(blind), program=program_of(town.people[blind]), case=other.case
    )
    invited, waits, change = looked_after(town)
    letters = Message.objects.filter(case__reference=story.case)
    return Town(
        viewers=viewers,
        references={
            "member/": letters.get(template="notice_of_investigation").reference,
            "follow-up/": letters.filter(reader=story.reporter)[0].reference,
            "desk/messages/": letter_to_intake(letters.get(template="notice_of_investigation"), town.people["ines"]),
        },
        parts={
            "handle": str(Draft.objects.get().handle),
            "page": "who",
            "part": "page",
            "number": "1",
            "item": str(waiting_item(story.case)),
            "key": CodeEdition.objects.get().key,
            "file": str(SealedFile.objects.get().pk),
            "evidence": str(story.view.evidence.all[-1].id),
            "seat": Seat.RESPONDENT.value,
            "side": "sent",
            "slug": "check",
            "thread": "reporter",
            "verb": "record_findings",
            "token": str(Token.objects.get(user=town.people["ines"]).pk),
            "copy": str(min(story.view.evidence.copy_keys)),
            "uidb36": "1",
            "level": "0",
            "path": "000",
            "which": "0",
            "way": "next",
            "form": "without-text",
            "capacity": "office",
            "kind": "record-in-doubt",
            "person": str(town.people["rhea"].pk),
            "office": "reviewer",
            "officer": officer_key(town.people["ivo"].pk),
            "proposal": str(waits.pk),
            "invitation": str(invited.pk),
            "change": str(change.pk),
            "link_key": "without-the-key",
            "entry": str(story.view.filing.entry),
            "member": str(town.people["remy"].member.pk),
            "note": str(a_note(browsers["investigator"], story)),
            "upload": str(a_list(town.people["adam"])),
        },
    )


def letter_to_intake(letter: Message, reader: User) -> str:
    """Place a letter in the inbox of an officer, about the same entry as another letter; return its reference."""
    placed = {"case": letter.case, "letter": letter.letter, "template": letter.template, "about": letter.about}
    reference = new_reference("N")
    Message.objects.create(
        **placed, reference=reference, reader=reader, seat=Seat.INTAKE.value, placed_at=letter.placed_at
    )
    return reference
