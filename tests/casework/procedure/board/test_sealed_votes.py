"""Nobody but the signer can open a vote: neither the web, nor the worker, nor the database with the key-encryption key."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from casework.models import Case
from casework.recording import open_texts
from casework.tasks import serve_ballots
from casework.vocabulary import BallotState, CaseCompartment, Verb, VoidFor
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.sealed_answers import REST, ROOM, field_of
from policy.quorum import Option
from tests.casework.answer_cast import refused
from tests.casework.board_cast import BOARD, Table, for_, motions_in
from tests.casework.taking import last, take, trying
from tests.scenario_fixtures import begins
from vault.models import SealedAnswer, SealedText

pytestmark = pytest.mark.django_db


def voted(table: Table, case: Case, *, level: Option = Option.L4) -> Case:
    """Let all but one support a level, and one nothing; the ballot is still open."""
    case = table.opened(case)
    for name in list(BOARD)[:-1]:
        case = take(case, Verb.CAST_VOTE, table.by(name), **for_(level)(motions_in(case)))
    return take(case, Verb.CAST_VOTE, table.by(list(BOARD)[-1]), **for_()(motions_in(case)))


def votes(case: Case) -> list[UUID]:
    return [entry.id for entry in ledger.stream(case.stream) if entry.type == "case.vote_cast"]


def read(case: Case, *fields: str) -> set[str]:
    """Return what the key-encryption key opens of some fields of the votes."""
    found = open_texts(case, CaseCompartment.DECISION, [(entry, field) for entry in votes(case) for field in fields])
    return {field for (_, field), value in found.items() if value is not None}


def put(case: Case) -> set[str]:
    return {*(field_of(option) for option in motions_in(case)), REST}


@begins(Table.recommended)
def test_before_the_close_nothing_in_the_database_says_how_anybody_voted(table: Table, case: Case) -> None:
    case = voted(table, case)
    assert read(case, *put(case)) == set()
    rows = SealedAnswer.objects.filter(entry_id__in=votes(case))
    assert set(rows.values_list("field", flat=True)) == put(case)
    assert {len(bytes(row.blob)) for row in rows} == {ROOM + 48}
    assert not SealedText.objects.filter(entry_id__in=votes(case), field__in=put(case)).exists()


@begins(Table.recommended)
def test_the_count_opens_the_options_it_reaches_and_the_others_have_no_key_left(table: Table, case: Case) -> None:
    case = voted(table, case, level=Option.L4)
    table.wait(days=3)
    case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
    ballot = case.view.board.ballot
    assert ballot is not None
    assert (ballot.state, ballot.carried, ballot.present) == (BallotState.CARRIED, Option.L4, len(BOARD))
    reached = {"remit", "remit_to_new_panel", "dismiss_on_law", "l4"}
    assert read(case, *put(case)) == reached
    assert set(SealedAnswer.objects.values_list("field", flat=True)) == put(case) - reached
    left = {path.name for path in (Path(str(settings.BALLOTS_FOLDER)) / str(ballot.id)).iterdir()}
    assert left == {"remit", "remit_to_new_panel", "dismiss_on_law", "L4", "count"}


@begins(Table.recommended)
def test_who_supports_nothing_is_opened_with_their_reason_only_if_nothing_is_carried(table: Table, case: Case) -> None:
    case = table.voted(table.opened(case), for_())
    assert case.view.board.ballot is not None
    assert case.view.board.ballot.state is BallotState.NOT_CARRIED
    found = open_texts(case, CaseCompartment.DECISION, [(entry, REST) for entry in votes(case)])
    assert {str(said) for said in found.values()} == {str({"answer": "none", "words": "So I see it, brambling."})}
    assert not SealedAnswer.objects.exists()


@begins(Table.recommended)
def test_nobody_votes_before_the_signer_has_made_the_keys(table: Table, case: Case) -> None:
    folder, settings.BALLOTS_FOLDER = settings.BALLOTS_FOLDER, None
    try:
        case = table.opened(case)
        vote = trying(case, Verb.CAST_VOTE, table.by("bo"), **for_(Option.L4)(motions_in(case)))
        assert refused(case, vote) == (REASONS["ballot_has_keys"],)
        assert Case.objects.get(pk=case.pk).ballot_waits
    finally:
        settings.BALLOTS_FOLDER = folder
    serve_ballots()
    assert not Case.objects.get(pk=case.pk).ballot_waits
    assert last(vote())[0] == "case.vote_cast"


@begins(Table.recommended)
def test_without_its_signer_a_closed_ballot_waits_and_takes_no_vote(table: Table, case: Case) -> None:
    case = voted(table, case)
    table.wait(days=3)
    folder, settings.BALLOTS_FOLDER = settings.BALLOTS_FOLDER, None
    try:
        case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
        assert (last(case)[0], read(case, *put(case))) == ("case.ballot_closed", set())
        assert refused(case, trying(case, Verb.VOID_BALLOT, table.by("bea"))) == (REASONS["ballot_must_be_void"],)
    finally:
        settings.BALLOTS_FOLDER = folder
    serve_ballots()
    assert last(case)[0] == "case.ballot_counted"


def lost_key(case: Case) -> None:
    """The signer's disk is gone."""
    assert case.view.board.ballot is not None
    shutil.rmtree(Path(str(settings.BALLOTS_FOLDER)) / str(case.view.board.ballot.id))


def copied_vote(case: Case) -> None:
    """Somebody with the database copies a vote over another."""
    one, other = votes(case)[:2]
    blob = SealedAnswer.objects.get(entry_id=one, field="remit").blob
    SealedAnswer.objects.filter(entry_id=other, field="remit").update(blob=blob)


def deleted_vote(case: Case) -> None:
    """Somebody with the database deletes the answers of one voter."""
    SealedAnswer.objects.filter(entry_id=votes(case)[0]).delete()


@pytest.mark.parametrize("harm", [lost_key, copied_vote, deleted_vote])
@begins(Table.recommended)
def test_a_ballot_that_cannot_be_counted_is_void_and_the_board_votes_again(
    table: Table, case: Case, harm: object
) -> None:
    case = voted(table, case)
    harm(case)  # type: ignore[operator]
    table.wait(days=3)
    case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
    assert (last(case)[0], last(case)[1]["cause"], last(case)[1]["absent"]) == (
        "case.ballot_voided", VoidFor.KEYS, [],
    )  # fmt: skip
    assert read(case, *put_before(case)) == set()
    case = table.voted(take(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing()), for_(Option.L4))
    assert case.view.board.ballot is not None
    assert case.view.board.ballot.carried is Option.L4


def put_before(case: Case) -> set[str]:
    return {"remit", "remit_to_new_panel", "dismiss_on_law", "l4", "l3", "l2", REST}


@begins(Table.recommended)
def test_a_ballot_that_is_void_keeps_no_key_and_the_next_has_others(table: Table, case: Case) -> None:
    case = voted(table, case)
    first = case.view.board.ballot
    case = take(case, Verb.DECLARE_CONFLICT, table.by("bo"), confirmed="on")
    case = take(case, Verb.VOID_BALLOT, table.by("bea"))
    case = take(case, Verb.OPEN_BALLOT, table.by("bea"), **table.closing())
    second = case.view.board.ballot
    assert first is not None
    assert second is not None
    assert set(first.keys) & set(second.keys) == set()
    assert not (Path(str(settings.BALLOTS_FOLDER)) / str(first.id)).exists()
