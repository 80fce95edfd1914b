"""Bundles for a seat, taken out of a real case by the command: what the seat may read, and what the verifier says of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.case.page import all_readable, case_page
from casework.vocabulary import Seat, Verb
from ledger import queries as ledger
from ledger.canonical import decode
from ledger.export import export_log
from ledger.models import Entry
from ledger.sync import seal_log
from local.demo import appeals
from local.demo.decision import send_decision
from local.demo.scenario import Story
from local.demo.story import BOARD, open_ballot
from local.demo.votes import votes_for
from policy.quorum import Option
from tests.casework.procedure.signatures.by_passkey import device_of, signed
from tests.casework.web.conftest import Town, brought_to, story, town_begun
from tests.ledger.exported import signing
from tests.ledger.story import Export, Told, Verdict, judged
from tests.scenario_fixtures import begins, here, upon

__all__ = ["here", "story"]


@upon(brought_to("appeal_window"))
def appealed(_town: Town, story: Story) -> Story:
    """The board has decided, and an appeal panel is to hear the appeal."""
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    return story


@upon(brought_to("board_decision"))
def appealed_after_a_signed_vote(town: Town, story: Story) -> Story:
    """The same, and one of the board has voted by passkey."""
    open_ballot(story, "The papers are complete.")
    path = reverse("board_step", args=[story.case, "cast_vote"])
    device = device_of(town.people[BOARD[0]])
    ballot = story.view.board.ballot
    assert ballot is not None
    vote = votes_for(ballot.motions, Option.L6, words="On the papers, whinchat.")
    assert signed(town.browser(BOARD[0]), path, device, vote).status_code == 302
    for first in BOARD[1:]:
        story.by(first, Verb.CAST_VOTE, **vote)
    story.wait(3)
    send_decision(story, reasons="The board follows the panel.", wording="You are suspended.", chair=BOARD[1])
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    return story


@upon(brought_to("deliberation"))
def deliberated(_town: Town, story: Story) -> Story:
    """The panel has saved its findings and has opened the history."""
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    return story


begun = town_begun(to=appealed)
TAKER = "audrey"


@pytest.fixture(autouse=True)
def by(monkeypatch: pytest.MonkeyPatch, here: tuple[Town, Story]) -> str:
    """Somebody in office who takes bundles out, and whose password and code are right."""
    user = here[0].people[TAKER]
    monkeypatch.setattr("operations.management.commands.ledger_export.ask_for_proof", lambda email: user)
    return str(user.email)


@dataclass
class Handed:
    """A bundle that the command wrote, and what the verifier says of it to somebody who has a witnessed checkpoint."""

    export: Export
    words: tuple[str | Path, ...]
    capsys: Any

    @property
    def verdict(self) -> Verdict:
        return judged(self.capsys, *self.words)

    @property
    def said(self) -> dict[str, Any]:
        return dict(json.loads(self.verdict.words))

    @property
    def opened(self) -> set[tuple[str, str]]:
        """Each field that is opened: type of entry and name."""
        types = {body["id"]: body["type"] for body in self.export.bodies()}
        lines: list[Any] = [decode(line) for line in (self.export.folder / "openings.jsonl").read_bytes().splitlines()]
        return {(types[one["id"]], one["field"]) for one in lines}


@pytest.fixture
def handed(here: tuple[Town, Story], by: str, tmp_path: Path, capsys: Any) -> Callable[[str], Handed]:
    """Takes the bundle for a seat out of the story's case."""

    def run(seat: str) -> Handed:
        story, folder = here[1], tmp_path / seat
        with signing(folder / "mirror") as socket:
            seal_log(socket)
        stream = Case.objects.get(reference=story.case).stream
        export = Export(folder / "export", Told(stream, stream, stream, ""))
        words = (str(export.folder), "--case", story.case, "--for", seat, "--by", by)
        call_command("ledger_export", *words, stdout=StringIO())
        seen = datetime.fromisoformat(export.bodies()[-1]["at"])
        (export.folder / "checkpoint").write_text(export.sign(witness=seen), encoding="utf-8")
        pin = ("--pin", export.pin(), "--need-witness", "1")
        return Handed(export, ("case", export.folder, stream, "--keyring", export.keyring(), *pin), capsys)

    return run


@pytest.mark.parametrize("seat", ["appeal_chair", "appeal_member", "respondent", "decider", "reviewer"])
def test_the_bundle_of_a_decided_case_is_proven(handed: Any, seat: str) -> None:
    bundle = handed(seat)
    found, words = bundle.verdict, bundle.said["words"]
    assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())
    assert words["proven"]["count"] == len(
        [b for b in bundle.export.bodies() if b["stream"] == bundle.export.told.case]
    )
    assert words["sealed from you"]["count"] > 0
    assert (words["undecided"]["count"], words["tampered"]["count"]) == (0, 0)
    assert {("allegation.made", "oath"), ("case.opened", "oaths")} <= bundle.opened
    # The letter of the decision, which prints the finding again, reached the member before the appeal was lodged.
    assert ("finding.made", "facts") in bundle.opened


@begins(deliberated)
@pytest.mark.parametrize("seat", ["panel_chair", "panel_member"])
def test_the_bundle_of_a_panel_that_has_found_is_proven(handed: Any, seat: str) -> None:
    bundle = handed(seat)
    assert (bundle.verdict.rc, bundle.verdict.undecided) == (0, frozenset())
    assert ("finding.made", "reasons") in bundle.opened
    assert ("report.received", "narrative") not in bundle.opened


@begins(appealed_after_a_signed_vote)
@pytest.mark.parametrize("seat", ["board_secretary", "appeal_chair", "respondent"])
def test_a_vote_signed_by_passkey_is_proven_also_to_seats_that_may_not_read_it(handed: Any, seat: str) -> None:
    bundle = handed(seat)
    assert (bundle.verdict.rc, bundle.verdict.tamper, bundle.verdict.undecided) == (0, frozenset(), frozenset())
    assert (("case.vote_cast", "remit") in bundle.opened) is (seat == "board_secretary")
    assert {("case.signature_given", "statement"), ("case.signature_given", "evidence")} <= bundle.opened


def test_result_other_than_its_votes(handed: Any) -> None:
    """Somebody who can open the votes counts them again; to all others the verdict says how many are sealed."""
    bundle = handed("board_secretary")
    assert (bundle.verdict.tamper, "votes sealed" in bundle.verdict.words) == (frozenset(), False)
    lower: dict[str, dict[str, Any]] = {
        "case.ballot_counted": {"carried": "L5"},
        "case.board_decided": {"carried": "L5", "level": 5},
    }
    said = {**lower, "sanction.imposed": {"level": 5}}
    bodies = [{**one, "data": {**one["data"], **said.get(one["type"], {})}} for one in bundle.export.bodies()]
    bundle.export.save(bundle.export.rechained(bodies))
    bundle.export.sign()
    assert "ballot-count" in bundle.verdict.tamper
    assert "undecided: 7 votes sealed" in handed("respondent").verdict.words


def test_the_reporter_has_no_ties_to_the_oath_so_these_stay_undecided(handed: Any) -> None:
    bundle = handed("complainant")
    assert (bundle.verdict.rc, bundle.verdict.undecided) == (2, {"oaths-sealed"})
    assert not {("allegation.made", "oath"), ("case.opened", "oaths"), ("finding.made", "facts")} & bundle.opened
    assert ("report.received", "narrative") in bundle.opened


def test_the_auditor_has_the_roll_call_and_neither_complaint_nor_accused(handed: Any) -> None:
    bundle = handed("auditor")
    assert ("case.vote_cast", "remit") in bundle.opened
    assert (
        not {("report.received", "narrative"), ("allegation.made", "oath"), ("finding.made", "facts")} & bundle.opened
    )


def test_a_seat_has_what_the_door_opens_to_its_holder_and_nothing_else(here: tuple[Town, Story], handed: Any) -> None:
    town, story = here
    page = case_page(Actor(user=town.people["amos"]), story.case, verbs=())
    types = {one.event.id: one.event.type for one in page.case.record}
    shown = {(types[text.entry], text.field) for text in page.texts}
    extra = {(kind, name) for kind, name in handed("appeal_chair").opened - shown}
    assert {name for _, name in extra} <= {"oath", "oaths", "statement", "evidence"}
    assert shown <= handed("appeal_chair").opened


def test_no_bundle_opens_more_than_the_rights_of_its_seat(here: tuple[Town, Story], handed: Any) -> None:
    """Every seat at once: each opened text is one that each holder's own rights open."""
    story, taken = here[1], 0
    for seat in Seat.values:
        try:
            opened = handed(seat).opened
        except CommandError:
            continue
        taken += 1
        for case in access.cases_in_seat(access.case_called(story.case, _moment()), Seat(seat)):
            may = {(one.event.type, text.field) for one, texts in all_readable(case) for text in texts}
            assert {pair for pair in opened if pair[1] not in {"oath", "oaths", "statement", "evidence"}} <= may
    assert taken > 8


def _moment() -> datetime:
    return datetime.fromisoformat(Entry.objects.latest("log_index").at)


@pytest.mark.parametrize("seat", ["panel_chair", "witness", "public", "clock", "monitor", "registrar"])
def test_a_seat_that_reads_nothing_now_is_refused_and_nothing_is_recorded(
    here: tuple[Town, Story], by: str, tmp_path: Path, seat: str
) -> None:
    size = Entry.objects.count()
    with pytest.raises(CommandError, match=f"Nobody in the seat {seat} may read anything in {here[1].case} now"):
        words = (str(tmp_path), "--case", here[1].case, "--for", seat, "--by", by)
        call_command("ledger_export", *words, stdout=StringIO())
    assert Entry.objects.count() == size
    assert not (tmp_path / "openings.jsonl").exists()


def test_an_entry_says_for_which_seat_a_bundle_was_taken_out_and_by_whom(here: tuple[Town, Story], handed: Any) -> None:
    size = Entry.objects.count()
    handed("appeal_chair")
    newest = Entry.objects.latest("log_index")
    case = Case.objects.get(reference=here[1].case)
    assert Entry.objects.count() == size + 1
    assert (newest.type, newest.stream) == ("bundle.exported", "system")
    assert newest.body["data"] == {"case": str(case.pk), "seat": "appeal_chair"}
    assert (newest.body["actor"], newest.body["role"]) == (str(pseudonym(here[0].people[TAKER])), "officer")


def test_a_bundle_is_taken_out_by_somebody_in_office_alone(
    here: tuple[Town, Story], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (str(tmp_path / "bundle"), "--case", here[1].case, "--for", "appeal_chair")
    size = Entry.objects.count()
    with pytest.raises(CommandError, match="name somebody in office with --by"):
        call_command("ledger_export", *words, stdout=StringIO())
    nobody = User.objects.create_person(email="nora@society.example", name="Nora")
    monkeypatch.setattr("operations.management.commands.ledger_export.ask_for_proof", lambda email: nobody)
    with pytest.raises(CommandError, match="belong to nobody who may act"):
        call_command("ledger_export", *words, "--by", nobody.email, stdout=StringIO())
    assert (Entry.objects.count(), (tmp_path / "bundle").exists()) == (size, False)


def test_a_bundle_is_of_one_case_and_is_readable_by_its_owner_alone(
    here: tuple[Town, Story], by: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="name it with --case"):
        call_command("ledger_export", str(tmp_path), "--for", "appeal_chair", stdout=StringIO())
    said = StringIO()
    words = (str(tmp_path), "--case", here[1].case, "--for", "appeal_chair", "--by", by)
    call_command("ledger_export", *words, stdout=said)
    opened = (tmp_path / "openings.jsonl").read_bytes().splitlines()
    assert (tmp_path / "openings.jsonl").stat().st_mode & 0o777 == 0o600
    assert f"{len(opened)} texts opened for the seat appeal_chair." in said.getvalue()


def test_a_case_that_goes_on_during_its_export_opens_no_missing_entry(
    here: tuple[Town, Story], by: str, tmp_path: Path, monkeypatch: Any
) -> None:
    def export_log_of_a_moment_ago(folder: Path) -> int:
        size = export_log(folder)
        appeals.hear_appeal(here[1])
        appeals.vote_on_grounds(here[1])
        here[1].by("amos", Verb.DISMISS_APPEAL, reasons="It was weighed, godwit.")
        return size

    monkeypatch.setattr("operations.management.commands.ledger_export.export_log", export_log_of_a_moment_ago)
    words = (str(tmp_path), "--case", here[1].case, "--for", "decider", "--by", by)
    call_command("ledger_export", *words, stdout=StringIO())
    known = {decode(line)["id"] for line in (tmp_path / "log.jsonl").read_bytes().splitlines()}  # type: ignore[index,call-overload]
    opened = {decode(line)["id"] for line in (tmp_path / "openings.jsonl").read_bytes().splitlines()}  # type: ignore[index,call-overload]
    later = {str(entry.id) for entry in ledger.stream(Case.objects.get(reference=here[1].case).stream)} - known
    assert (opened <= known, len(later) > 0) == (True, True)
