"""The end of a file: its keys destroyed by two people, by command or page, and what is left of it."""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Pseudonym, User
from accounts.offices import appoint
from accounts.second_factor import enrol_totp, totp_now
from accounts.vocabulary import Office
from casework import tasks
from casework.access import the_clock
from casework.models import Case, CaseNote, CaseTask, WaitingMessage
from casework.procedure.conversation.actions import send_message
from casework.procedure.intake.actions import sweep_conflicts
from casework.procedure.notes.actions import add_task, write_note
from casework.procedure.reading.actions import search_papers
from casework.procedure.reading.papers import open_papers
from casework.procedure.seats.actions import seat_officer
from casework.queries.checks.replay import drifts
from casework.queries.invariants import breaches
from casework.queries.search.word_search_shown import search_shown
from casework.vocabulary import BadShape, NoRight, NotSeen, Seat, Thread, Verb
from casework.vocabulary.notes import NoteLevel
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from ledger.keyring import Keyring, LogKey
from ledger.notes import log_key
from ledger.sync import seal_log
from operations.prompt import NOBODY
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MARL, MONDAY, SINCE
from tests.casework.taking import last, reason, take, trying
from tests.casework.web.conftest import signed_in
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN, judged
from vault.models import WrappedKey

pytestmark = pytest.mark.django_db
PASSWORD = "a long and quiet sentence"
AGES = timedelta(days=3 * 366)


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    """The desk with a data protection officer, Dia, and a custodian, Cora, who sign in with password and code."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        desk = Inquiry(clock)
        for name, office in (("dia", Office.DPO), ("cora", Office.CUSTODIAN), ("ada", Office.ADVISER)):
            user = User.objects.create_person(email=f"{name}@society.example", name=f"{name.title()} Held")
            user.set_password(PASSWORD)
            user.save()
            appoint(user=user, office=office, since=SINCE)
            desk.people[name] = user
        yield desk


def closed(inquiry: Inquiry) -> Case:
    """A case about Rex that was referred to a court, and is kept for three years."""
    case, _ = inquiry.framed()
    return referred(inquiry, case)


def referred(inquiry: Inquiry, case: Case) -> Case:
    first, second = inquiry.screeners(case)
    given = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    return take(case, Verb.REFER_CASE, first, second, **given)


def over(inquiry: Inquiry) -> Case:
    """The same, and the three years are over."""
    case = closed(inquiry)
    inquiry.clock.move_to(now() + AGES)
    return case


def shred(inquiry: Inquiry, case: Case, name: str, monkeypatch: Any, **given: str) -> str:
    """Run the command as a person who answers its questions."""
    code = totp_now(enrol_totp(inquiry[name]))
    said = {"password": PASSWORD, "code": code, "again": case.reference} | given
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in said.values())))
    out = io.StringIO()
    call_command("shred_case", case.reference, "--as", inquiry[name].email, stdout=out)
    return out.getvalue()


def test_two_officers_destroy_a_file_by_command_and_the_record_still_verifies(
    inquiry: Inquiry, monkeypatch: Any, settings: Settings, tmp_path: Path, capsys: Any
) -> None:
    case = over(inquiry)
    keys = WrappedKey.objects.filter(subject=case.id).count()
    assert User.objects.filter(reference_digest__isnull=False).exists()
    assert "Put forward. Nothing is destroyed yet" in shred(inquiry, case, "dia", monkeypatch)
    assert WrappedKey.objects.filter(subject=case.id).count() == keys
    assert "Nobody can read the file any more." in shred(inquiry, case, "cora", monkeypatch)
    case.refresh_from_db()
    assert last(case) == ("case.key_destroyed", {"keys": keys})
    assert (WrappedKey.objects.filter(subject=case.id).count(), case.respondent) == (0, None)
    assert (Pseudonym.objects.filter(scope=str(case.id)).count(), list(drifts([case.reference]))) == (0, [])
    assert not User.objects.filter(reference_digest__isnull=False).exists()
    ring = tmp_path / "keyring.json"
    ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")
    with signing(tmp_path / "mirror") as socket:
        made = seal_log(socket)
    assert made is not None
    (tmp_path / "pin").write_text(made.note, encoding="utf-8")
    call_command("ledger_export", str(tmp_path / "export"), "--case", case.reference, stdout=io.StringIO())
    alone = judged(capsys, "case", tmp_path / "export", case.stream, "--keyring", ring, "--pin", tmp_path / "pin")
    assert (alone.tamper, alone.undecided) == (frozenset(), frozenset({"edition-alone"}))


def test_a_message_that_could_not_go_out_ends_with_its_file(inquiry: Inquiry) -> None:
    case, _ = inquiry.framed()
    send_message(
        reference=case.reference, by=inquiry.reporter(case), thread=Thread.REPORTER, message="Too late, sandpiper."
    )
    given = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    take(case, Verb.REFER_CASE, *inquiry.screeners(case), **given)
    inquiry.clock.move_to(now() + AGES)
    tasks.deliver_messages()
    assert WaitingMessage.objects.get().due is None
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    assert WaitingMessage.objects.count() == 0


def test_notes_and_tasks_end_with_the_file(inquiry: Inquiry) -> None:
    case, _ = inquiry.framed()
    ines = inquiry.by("ines")
    write_note(reference=case.reference, by=ines, level=NoteLevel.MINE, words="Ask again, sandpiper.")
    add_task(reference=case.reference, by=ines, words="Call them, sandpiper.", person=ines.user.pk)
    case = referred(inquiry, case)
    inquiry.clock.move_to(now() + AGES)
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    assert (CaseNote.objects.count(), CaseTask.objects.count()) == (0, 0)


def test_nobody_writes_a_note_or_a_task_about_a_destroyed_file(inquiry: Inquiry) -> None:
    case = over(inquiry)
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    ines = inquiry.by("ines")
    for write in (
        partial(write_note, level=NoteLevel.MINE, words="Too late, sandpiper."),
        partial(add_task, words="Too late, sandpiper.", person=ines.user.pk),
    ):
        with pytest.raises(NotSeen):
            write(reference=case.reference, by=ines)
    browser = signed_in(ines.user)
    own = {"words": "Too late, sandpiper.", "draft": "keep", "draft_version": "0"}
    assert browser.post(reverse("case", args=[case.reference]), own).status_code == 404
    assert browser.get(reverse("case_notes", args=[case.reference])).status_code == 404
    kept = WrappedKey.objects.filter(subject=case.id)
    assert (CaseNote.objects.count(), CaseTask.objects.count(), kept.count()) == (0, 0, 0)


def test_of_a_destroyed_file_nobody_asks_by_what_oath_its_member_was_bound(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    seat = {"person": inquiry.person("dee"), "seat": Seat.DECIDER, "reason": ""}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    given = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    take(case, Verb.REFER_CASE, inquiry.by("ola"), inquiry.by("dee"), **given)
    assert list(breaches([case.reference])) == []
    inquiry.clock.move_to(now() + AGES)
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    assert list(breaches([case.reference])) == []


def test_the_pages_of_a_destroyed_file_show_that_there_was_one_and_nothing_of_it(
    inquiry: Inquiry, monkeypatch: Any, client: Any
) -> None:
    case = over(inquiry)
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    page, texts = open_papers(reference=case.reference, by=inquiry.by("dia"), verbs={})
    assert texts == {}
    assert page.respondent == ""
    assert page.case.view.holding.erased_on == date(2029, 3, 4)
    assert MARL not in json.dumps([entry.body for entry in ledger.stream(case.stream)])


def test_a_destroyed_file_is_still_compared_with_newcomers_and_asked_every_law(inquiry: Inquiry) -> None:
    case = over(inquiry)
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    before = len(ledger.stream(case.stream))
    sweep_conflicts(reference=case.reference, by=the_clock())
    assert [entry.type for entry in ledger.stream(case.stream)[before:]] == ["case.conflicts_swept"]
    assert list(breaches([case.reference])) == []


def test_a_step_that_waits_for_a_second_signature_ends_with_the_file(inquiry: Inquiry) -> None:
    inquiry.people["vic"] = User.objects.create_person(email="vic@society.example", name="Vic Held")
    appoint(user=inquiry["vic"], office=Office.REVIEWER, since=SINCE)
    case = over(inquiry)
    lied = {"who": "The person who reported", "falsehood": "A forged letter.", "said_on": "2026-03-02", "shown": "on"}
    case = take(case, Verb.REFER_BAD_FAITH, inquiry.by("vera"), **lied)
    assert case.view.proposals.of(Verb.REFER_BAD_FAITH) is not None
    case = take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    assert case.view.proposals.waiting == ()
    assert case.awaiting_signature is False
    assert list(drifts([case.reference])) == []
    for name in ("vera", "vic"):
        again = trying(case, Verb.REFER_BAD_FAITH, inquiry.by(name), **lied)
        assert refused(case, again) == (REASONS["content_still_exists"],)


def test_a_legal_hold_keeps_the_file(inquiry: Inquiry) -> None:
    case = over(inquiry)
    case = take(case, Verb.PLACE_LEGAL_HOLD, inquiry.by("dia"), ground="A claim was announced.")
    keys = WrappedKey.objects.filter(subject=case.id).count()
    assert refused(case, trying(case, Verb.ERASE_CONTENT, inquiry.by("dia"), reviewed="on")) == (
        reason(case, "keeping_time_is_over"),
        REASONS["no_legal_hold"],
    )
    assert WrappedKey.objects.filter(subject=case.id).count() == keys


def test_a_legal_hold_that_is_placed_between_the_two_signatures_keeps_the_file(
    inquiry: Inquiry, monkeypatch: Any
) -> None:
    case = take(over(inquiry), Verb.ERASE_CONTENT, inquiry.by("dia"), reviewed="on")
    case = take(case, Verb.PLACE_LEGAL_HOLD, inquiry.by("ada"), ground="A claim was announced.")
    with pytest.raises(CommandError, match=REASONS["no_legal_hold"]):
        shred(inquiry, case, "cora", monkeypatch)
    assert WrappedKey.objects.filter(subject=case.id).exists()


def test_nobody_destroys_a_file_early_alone_unread_or_from_another_desk(inquiry: Inquiry) -> None:
    case = closed(inquiry)
    early = trying(case, Verb.ERASE_CONTENT, inquiry.by("dia"), reviewed="on")
    assert refused(case, early) == (reason(case, "keeping_time_is_over"),)
    inquiry.clock.move_to(now() + AGES)
    assert refused(case, trying(case, Verb.ERASE_CONTENT, inquiry.by("stranger"), reviewed="on")) is NotSeen
    assert refused(case, trying(case, Verb.ERASE_CONTENT, inquiry.by("ines"), reviewed="on")) is NoRight
    with pytest.raises(BadShape):
        take(case, Verb.ERASE_CONTENT, inquiry.by("dia"))
    case = take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), reviewed="on")
    alone = trying(case, Verb.ERASE_CONTENT, inquiry.by("dia"))
    assert refused(case, alone) == (REASONS["second_person_signed"],)
    assert WrappedKey.objects.filter(subject=case.id).exists()


def test_nothing_reopens_a_destroyed_file_and_nobody_destroys_it_again(inquiry: Inquiry) -> None:
    case = over(inquiry)
    case = take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    again = trying(case, Verb.ERASE_CONTENT, inquiry.by("dia"), reviewed="on")
    assert refused(case, again) == (REASONS["content_still_exists"], reason(case, "keeping_time_is_over"))
    assert set(case.clocks.values_list("name", flat=True)) == set()


def test_the_command_takes_nobody_s_word_for_who_acts_and_no_other_reference(
    inquiry: Inquiry, monkeypatch: Any
) -> None:
    case = over(inquiry)
    before = len(ledger.stream(case.stream))
    for wrong in ({"password": "another"}, {"code": "000000"}, {"code": ""}):
        with pytest.raises(CommandError, match=NOBODY):
            shred(inquiry, case, "dia", monkeypatch, **wrong)
    inquiry["vera"].set_password(PASSWORD)
    inquiry["vera"].save()
    with pytest.raises(CommandError, match="That is another reference"):
        shred(inquiry, case, "dia", monkeypatch, again="OB-2222")
    with pytest.raises(CommandError, match="There is no case"):
        shred(inquiry, case, "vera", monkeypatch)
    assert len(ledger.stream(case.stream)) == before


def test_a_search_shows_nothing_of_a_file_that_was_destroyed_since(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    seat = {"person": inquiry.person("dee"), "seat": Seat.DECIDER, "reason": ""}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    given = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    take(case, Verb.REFER_CASE, inquiry.by("ola"), inquiry.by("dee"), **given)
    inquiry.clock.move_to(now() + AGES)
    handle = search_papers(words=MARL[:30], by=inquiry.by("ola"))
    tasks.look_for_words()
    assert [one.reference for one in search_shown(inquiry["ola"], handle, now()).cases] == [case.reference]
    take(case, Verb.ERASE_CONTENT, inquiry.by("dia"), inquiry.by("cora"), reviewed="on")
    assert search_shown(inquiry["ola"], handle, now()).cases == ()
