"""Decisive steps that are open in a case, one at each place where a test can begin, and who takes them by passkey."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
import time_machine

from casework.models import Case
from casework.verbs import VERBS, perform
from casework.vocabulary import SignatureNeeded, Verb
from local.demo.scenario import as_posted
from local.demo.votes import votes_for
from policy.actions import Signed
from policy.quorum import Option
from tests.casework.answer_cast import Inquiry
from tests.casework.appeal_cast import Court
from tests.casework.board_cast import Table, for_, motions_in
from tests.casework.desk_cast import Desk
from tests.casework.panel_cast import PanelCast
from tests.casework.procedure.signatures.by_passkey import device_of
from tests.casework.taking import take
from tests.passkeys import Passkey
from tests.scenario_fixtures import upon

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


type Before[C] = tuple[C, Case]
"""The people of a case, and the case as it stands before what is decided."""


def reported(society: Society) -> Before[Inquiry]:
    cast = Inquiry(society.clock)
    return cast, cast.final()


@upon(reported)
def vote_case_to_answer(_society: Society, before: Before[Inquiry]) -> Decision:
    cast, case = before
    one = cast.the_one(case).hex
    typed = {f"sees_{one}": "yes", f"reasons_{one}": "There is a mail, ouzel."}
    return Decision.of(cast, case, Verb.VOTE_CASE_TO_ANSWER, "dee", **typed)


@upon(reported)
def find_case_to_answer(_society: Society, before: Before[Inquiry]) -> Decision:
    return Decision.of(*deciders_voted(*before, sees=True), Verb.FIND_CASE_TO_ANSWER, "dot", **WHY)


@upon(reported)
def find_no_case_to_answer(_society: Society, before: Before[Inquiry]) -> Decision:
    advised = WHY | {"advice": "Declare such lunches, ouzel."}
    return Decision.of(*deciders_voted(*before, sees=False), Verb.FIND_NO_CASE_TO_ANSWER, "dot", **advised)


def deciders_voted(cast: Inquiry, case: Case, *, sees: bool) -> Before[Inquiry]:
    for name in ("dee", "dan"):
        case = cast.vote(case, name, sees=sees)
    return cast, case


def deliberating(society: Society) -> Before[PanelCast]:
    cast = PanelCast(society.clock)
    return cast, cast.deliberating()


@upon(deliberating)
def sign_findings(_society: Society, before: Before[PanelCast]) -> Decision:
    cast, case = before
    for name in ("cleo", "milo", "nora"):
        case = cast.sign(Verb.GIVE_FIRST_VIEW, case, name, typed=cast.opinion(True))
    return Decision.of(cast, case, Verb.SIGN_FINDINGS, "milo", **cast.opinion(True))


@upon(deliberating)
def write_minority_reasons(_society: Society, before: Before[PanelCast]) -> Decision:
    cast, case = before
    case = cast.signed_by_each(case, nora=False)
    return Decision.of(cast, case, Verb.WRITE_MINORITY_REASONS, "nora", reasons_1="Nobody saw it, ouzel.")


@upon(deliberating)
def record_findings(_society: Society, before: Before[PanelCast]) -> Decision:
    cast, case = before
    case = cast.signed_by_each(case)
    return Decision.of(cast, case, Verb.RECORD_FINDINGS, "cleo", "milo", **cast.finding(case))


def close_not_proven(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    return Decision.of(cast, cast.found(proven=False), Verb.CLOSE_NOT_PROVEN, "cleo", "nora", **WHY)


def recommend_sanction(society: Society) -> Decision:
    cast = PanelCast(society.clock)
    return Decision.of(cast, cast.spoken_for(), Verb.RECOMMEND_SANCTION, "cleo", "nora", severity_1="2", **SHEET)


def ballot_open(society: Society) -> Before[Table]:
    cast = Table(society.clock)
    return cast, cast.opened(cast.recommended())


@upon(ballot_open)
def cast_vote(_society: Society, before: Before[Table]) -> Decision:
    cast, case = before
    typed = votes_for(motions_in(case), Option.L4, words="So I see it, ouzel.")
    return Decision.of(cast, case, Verb.CAST_VOTE, "bo", **typed)


@upon(ballot_open)
def voted(_society: Society, before: Before[Table]) -> Before[Table]:
    cast, case = before
    return cast, cast.voted(case, for_(Option.L4))


@upon(voted)
def decide_case(_society: Society, before: Before[Table]) -> Decision:
    cast, case = before
    case = cast.letter_signed(case)
    cast.wait(days=1)
    return Decision.of(cast, case, Verb.DECIDE_CASE, "bea")


@upon(voted)
def sign_decision_letter(_society: Society, before: Before[Table]) -> Decision:
    cast, case = before
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


def appeal_heard(society: Society) -> Before[Court]:
    cast = Court(society.clock)
    return cast, cast.appeal_heard()


@upon(appeal_heard)
def dismiss_appeal(_society: Society, before: Before[Court]) -> Decision:
    return appeal_decided(before, Verb.DISMISS_APPEAL, **WHY)


@upon(appeal_heard)
def quash_on_appeal(_society: Society, before: Before[Court]) -> Decision:
    return appeal_decided(before, Verb.QUASH_ON_APPEAL, succeeds=["procedure"], **WHY)


@upon(appeal_heard)
def vary_on_appeal(_society: Society, before: Before[Court]) -> Decision:
    why = {"level": "3", "outside_range": "It was a draft, ouzel.", "succeeds": ["procedure"]}
    return appeal_decided(before, Verb.VARY_ON_APPEAL, **SHEET | why)


def appeal_decided(before: Before[Court], verb: Verb, **typed: Any) -> Decision:
    cast, case = before
    return Decision.of(cast, cast.voted(case, *typed.get("succeeds", ())), verb, "amos", "arne", **typed)


PLACES: list[Callable[..., Decision]] = [
    vote_case_to_answer, find_case_to_answer, find_no_case_to_answer, sign_findings, write_minority_reasons,
    record_findings, close_not_proven, recommend_sanction, cast_vote,
    sign_decision_letter, decide_case, refuse_appeal, dismiss_appeal, quash_on_appeal, vary_on_appeal,
]  # fmt: skip
