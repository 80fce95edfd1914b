"""What a decisive step needs signed is asked for before anything is written, and is the same once the signature is there."""

import re
import secrets
from datetime import timedelta
from itertools import dropwhile
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, NotNow
from casework.workflow.guard import REASONS
from casework.workflow.step import STEPS
from ledger import queries as ledger
from ledger import verify
from ledger.canonical import encode
from policy.signing import step_digest
from tests.casework.procedure.signatures.by_passkey import exported, with_every_opening
from tests.casework.procedure.signatures.decisions import PLACES, Society, recommend_sanction
from tests.scenario_fixtures import begins, begun_by, here

__all__ = ["exported", "here"]
pytestmark = pytest.mark.django_db

WRITES = re.compile(r"\b(INSERT INTO|DELETE FROM|TRUNCATE|UPDATE\s+\S+\s+SET)\b", re.IGNORECASE)
begun = begun_by(Society)


def stored_rows() -> dict[str, str]:
    """Return a digest of all rows of each table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" AS t')
            found[table] = str(cursor.fetchone()[0])
    return found


def since_lock(statements: list[str]) -> list[str]:
    """Return the statements of an action: those from the lock of the case on."""
    return list(dropwhile(lambda sql: "FOR NO KEY UPDATE OF c" not in sql, statements))


def test_every_decisive_step_is_asked_for_here() -> None:
    decisive = {step.verb.value for step in STEPS.values() if step.decisive}
    assert {place.__name__ for place in PLACES} == decisive == verify.DECISIVE_STEPS


@pytest.mark.parametrize("begun", PLACES, ids=[place.__name__ for place in PLACES], indirect=True)
def test_a_first_ask_writes_nothing_and_the_entry_says_what_was_signed(here: Any, exported: Any) -> None:
    society, decision = here
    for name in decision.devices:
        decision.ask(name)  # A second signer opens what was put forward. That is recorded once.
        before = stored_rows()
        with CaptureQueriesContext(connection) as asked:
            needed = decision.ask(name)
        action = since_lock([one["sql"] for one in asked])
        assert (len(action) > 1, [sql for sql in action if WRITES.search(sql)]) == (True, [])
        assert stored_rows() == before
        society.clock.shift(timedelta(minutes=4))
        case = decision.take(name, decision.answer(name, needed))
        given = ledger.stream(case.stream)[-1]
        statement = open_texts(case, CaseCompartment.CASE, [(given.id, "statement")])[given.id, "statement"]
        assert (given.type, step_digest(encode(statement))) == ("case.signature_given", needed.digest)
    export, verdict = exported(case)
    with_every_opening(export)
    said = verdict()
    assert not {"signature", "statement-mismatch"} & said.tamper
    assert "signature-sealed" not in said.undecided


@begins(recommend_sanction)
def test_a_nonce_that_was_signed_before_signs_nothing_again(here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, decision = here
    with monkeypatch.context() as predictable:
        predictable.setattr(secrets, "token_bytes", bytes)
        needed = decision.ask("cleo")
    decision.take("cleo", decision.answer("cleo", needed))
    size = len(ledger.stream(decision.case.stream))
    with monkeypatch.context() as predictable:
        predictable.setattr(secrets, "token_bytes", bytes)
        again = decision.ask("cleo", replace_waiting=True)
    with pytest.raises(NotNow, match="Your passkey has signed this before"):
        decision.take("cleo", decision.answer("cleo", again), replace_waiting=True)
    assert (again.nonce, len(ledger.stream(decision.case.stream))) == (needed.nonce, size)


@begins(recommend_sanction)
def test_a_signature_over_a_proposal_that_was_replaced_is_refused(here: Any) -> None:
    """The proposal that takes its place says the same words."""
    _, decision = here
    case = decision.take("cleo", decision.answer("cleo", decision.ask("cleo")))
    (old,) = case.view.proposals.waiting
    signed = decision.answer("nora", decision.ask("nora"))
    again = decision.answer("cleo", decision.ask("cleo", replace_waiting=True))
    case = decision.take("cleo", again, replace_waiting=True)
    (new,) = case.view.proposals.waiting
    entries = len(ledger.stream(case.stream))
    assert new.id != old.id
    for read, why in (
        (str(old.id), REASONS["signer_has_read_it"]),
        (str(new.id), "Your passkey has not signed what stands here now. Nothing was done. Sign again."),
        (None, "Your passkey has not signed what stands here now. Nothing was done. Sign again."),
    ):
        with pytest.raises(NotNow) as no:
            decision.take("nora", signed, read=read)
        assert no.value.reasons == (why,)
    assert len(ledger.stream(case.stream)) == entries
    decision.take("nora", decision.answer("nora", decision.ask("nora")))
