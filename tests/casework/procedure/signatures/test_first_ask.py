"""What a decisive step needs signed is asked for before anything is written, and is the same once the signature is there."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import dropwhile
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Case
from casework.recording import open_texts
from casework.verbs import VERBS, perform
from casework.vocabulary import CaseCompartment, NotNow, SignatureNeeded, Verb
from casework.workflow.guard import REASONS
from casework.workflow.step import STEPS
from ledger import queries as ledger
from ledger import verify
from ledger.canonical import encode
from local.demo.scenario import as_posted
from local.demo.votes import votes_for
from policy.actions import Signed
from policy.quorum import Option
from policy.signing import step_digest
from tests.casework.answer_cast import Inquiry
from tests.casework.appeal_cast import Court
from tests.casework.board_cast import Table, for_, motions_in
from tests.casework.desk_cast import Desk
from tests.casework.panel_cast import PanelCast
from tests.casework.procedure.signatures.by_passkey import device_of, exported, with_every_opening
from tests.casework.taking import take
from tests.passkeys import Passkey
from tests.scenario_fixtures import begins, begun_by, here

__all__ = ["exported", "here"]
pytestmark = pytest.mark.django_db

WRITES = re.compile(r"\b(INSERT INTO|DELETE FROM|TRUNCATE|UPDATE\s+\S+\s+SET)\b", re.IGNORECASE)
COURSE = {"condition_1": "A course, ouzel.", "condition_1_proof": "Its certificate, ouzel.", "condition_1_days": "90"}
SHEET = COURSE | {
    "level": "4",
    "wording": "A public reprimand, ouzel.",
    "lower_level": "A private word would not do.",
    "reasons": "It was done for gain, ouzel.",
}
WHY = {"reasons": "It was weighed, ouzel."}


class Society:
    """The clock. Each starting point makes the people whom it needs."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        """Keep the clock."""
        self.clock = clock


begun = begun_by(Society)


@dataclass(frozen=True)
class Decision:
    """A decisive step that is open in a case, the people who take it by passkey, and what the first of them types."""

    cast: Desk
    case: Case
    verb: Verb
    devices: dict[str, Passkey]
    typed: dict[str, Any]

    @classmethod
    def of(cls, cast: Desk, case: Case, verb: Verb, /, *names: str, **typed: Any) -> "Decision":
        devices = {name: device_of(cast[name], second=cast["regi"]) for name in names}
        return cls(cast, case, verb, devices, typed)

    def take(self, name: str, signed: Signed | None = None, **how: Any) -> Case:
        typed = as_posted(self.typed if name == next(iter(self.devices)) else {})
        by = replace(self.cast.by(name), signed=signed)
        return perform(VERBS[self.verb], reference=self.case.reference, by=by, typed=typed, **how)

    def ask(self, name: str, **how: Any) -> SignatureNeeded:
        with pytest.raises(SignatureNeeded) as needed:
            self.take(name, **how)
        return needed.value

    def answer(self, name: str, needed: SignatureNeeded) -> Signed:
        return Signed(nonce=needed.nonce, answer=self.devices[name].signed(needed.digest))


def vote_case_to_answer(society: Society) -> Decision:
    cast = Inquiry(society.clock)
    case = cast.final()
    one = cast.the_one(case).hex
    typed = {f"sees_{one}": "yes", f"reasons_{one}": "There is a mail, ouzel."}
    return Decision.of(cast, case, Verb.VOTE_CASE_TO_ANSWER, "dee", **typed)


def find_case_to_answer(society: Society) -> Decision:
    return Decision.of(*deciders_voted(society, sees=True), Verb.FIND_CASE_TO_ANSWER, "dot", **WHY)


def find_no_case_to_answer(society: Society) -> Decision:
    advised = WHY | {"advice": "Declare such lunches, ouzel."}
    return Decision.of(*deciders_voted(society, sees=False), Verb.FIND_NO_CASE_TO_ANSWER, "dot", **advised)


def deciders_voted(society: Society, *, sees: bool) -> tuple[Inquiry, Case]:
    cast = Inquiry(society.clock)
    case = cast.final()
    for name in ("dee", "dan"):
        case = cast.vote(case, name, sees=sees)
    return cast, case


def sign_findings(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    case = cast.deliberating()
    for name in ("cleo", "milo", "nora"):
        case = cast.sign(Verb.GIVE_FIRST_VIEW, case, name, typed=cast.opinion(True))
    return Decision.of(cast, case, Verb.SIGN_FINDINGS, "milo", **cast.opinion(True))


def write_minority_reasons(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    case = cast.signed_by_each(cast.deliberating(), nora=False)
    return Decision.of(cast, case, Verb.WRITE_MINORITY_REASONS, "nora", reasons_1="Nobody saw it, ouzel.")


def record_findings(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    case = cast.signed_by_each(cast.deliberating())
    return Decision.of(cast, case, Verb.RECORD_FINDINGS, "cleo", "milo", **cast.finding(case))


def close_not_proven(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    return Decision.of(cast, cast.found(proven=False), Verb.CLOSE_NOT_PROVEN, "cleo", "nora", **WHY)


def recommend_sanction(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    return Decision.of(cast, cast.spoken_for(), Verb.RECOMMEND_SANCTION, "cleo", "nora", severity_1="2", **SHEET)


def cast_vote(society: Society) -> Decision:
    cast = Table(society.clock)
    case = cast.opened(cast.recommended())
    typed = votes_for(motions_in(case), Option.L4, words="So I see it, ouzel.")
    return Decision.of(cast, case, Verb.CAST_VOTE, "bo", **typed)


def decide_case(society: Society) -> Decision:
    cast = Table(society.clock)
    case = cast.letter_signed(cast.voted(cast.opened(cast.recommended()), for_(Option.L4)))
    cast.wait(days=1)
    return Decision.of(cast, case, Verb.DECIDE_CASE, "bea")


def sign_decision_letter(society: Society) -> Decision:
    cast = Table(society.clock)
    case = cast.voted(cast.opened(cast.recommended()), for_(Option.L4))
    words = {"wording": "A public reprimand, ouzel.", "chair": str(cast.person("bo")), **WHY}
    case = take(case, Verb.WRITE_DECISION_LETTER, cast.by("bea"), **words)
    return Decision.of(cast, case, Verb.SIGN_DECISION_LETTER, "bo")


def refuse_appeal(society: Society) -> Decision:
    cast = Court(society.clock)
    case = cast.declared(cast.seated(cast.appealed()), "amos", "anouk", "arne")
    cast.wait(days=14)
    (one,) = case.view.appeal.live
    case = take(case, Verb.SIFT_APPEAL, cast.by("amos"), appeal=str(one.id), grounds=[], **WHY)
    cast.wait(days=20)
    return Decision.of(cast, case, Verb.REFUSE_APPEAL, "anouk", "arne", **WHY)


def dismiss_appeal(society: Society) -> Decision:
    return appeal_decided(society, Verb.DISMISS_APPEAL, **WHY)


def quash_on_appeal(society: Society) -> Decision:
    return appeal_decided(society, Verb.QUASH_ON_APPEAL, succeeds=["procedure"], **WHY)


def vary_on_appeal(society: Society) -> Decision:
    return appeal_decided(
        society,
        Verb.VARY_ON_APPEAL,
        **SHEET | {"level": "3", "outside_range": "It was a draft, ouzel.", "succeeds": ["procedure"]},
    )


def appeal_decided(society: Society, verb: Verb, **typed: Any) -> Decision:
    cast = Court(society.clock)
    case = cast.voted(cast.appeal_heard(), *typed.get("succeeds", ()))
    return Decision.of(cast, case, verb, "amos", "arne", **typed)


PLACES: list[Callable[[Society], Decision]] = [
    vote_case_to_answer, find_case_to_answer, find_no_case_to_answer, sign_findings, write_minority_reasons,
    record_findings, close_not_proven, recommend_sanction, cast_vote,
    sign_decision_letter, decide_case, refuse_appeal, dismiss_appeal, quash_on_appeal, vary_on_appeal,
]  # fmt: skip


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
