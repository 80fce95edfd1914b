"""The drills on the statements of decisive steps: every entry of a step, and the proposal that waits, are what was signed."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest

from ledger import verify
from tests.ledger.signers import Act, Signer
from tests.ledger.story import CODE, TODAY, edition_id
from tests.ledger.test_drills_statements import sworn, told

__all__ = ["told"]


def found_on(keys: list[str], *, proven: bool = True, facts: str = "x") -> list[Act]:
    """What a panel records on these allegations: how many are proven, and a finding on each."""
    words = {"commitment": 1, "edition": edition_id(CODE), "proven": proven}
    made: list[Act] = [("finding.made", {"allegation": key, **words}, {"facts": facts}) for key in keys]
    return [("case.findings_recorded", {"proven": len(keys)}, {"dissent": None}), *made]


FOUND: dict[str, Callable[[list[str]], list[Act]]] = {
    "proven where the panel found nothing": lambda keys: found_on(keys, proven=False),
    "other facts": lambda keys: found_on(keys, facts="y"),
    "one finding less": lambda keys: found_on(keys)[:-1],
    "one finding more": lambda keys: [*found_on(keys), found_on(keys)[-1]],
    "in another order": lambda keys: found_on(keys[::-1]),
    "another count": lambda keys: [("case.findings_recorded", {"proven": 0}, {"dissent": None}), *found_on(keys)[1:]],
    "no dissent": lambda keys: [("case.findings_recorded", {"proven": 2}, {}), *found_on(keys)[1:]],
}


RETURNED, TAKEN_BACK = "case.step_returned", "case.step_taken_back"
GIVEN_BACK = {"one sent back": RETURNED, "one taken back": TAKEN_BACK}
ENDED = ("an ended one", *GIVEN_BACK)


@pytest.mark.parametrize("how", ["as they were signed", *FOUND])
def test_statement_of_other_findings(told: Any, how: str) -> None:
    """Every entry of a step is in what was signed, and no other."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        oath = member.writer.leaves[member.writer.oath(member.stream, TODAY)]
        keys = [member.writer.charge(case, oath, TODAY, TODAY)[1] for _ in range(2)]
        member.writer.write("case.opened", case, sealed={"oaths": {key: [oath] for key in keys}})
        voter.register()
        recorded = FOUND[how](keys) if how in FOUND else None
        voter.step(case, "record_findings", found_on(keys), recorded=recorded)

    assert told(tell).tamper == ({"statement-mismatch"} if how in FOUND else frozenset())


@pytest.mark.parametrize(
    ("made", "right"),
    [
        ({"conditions": [str(uuid4())], "condition_days": [30]}, True),
        ({"conditions": [str(uuid4()), str(uuid4())], "condition_days": [30]}, False),
        ({"conditions": ["resign"], "condition_days": [30]}, False),
        ({"conditions": "resign", "condition_days": [30]}, False),
        ({"sanction": str(uuid4())}, True),
        ({"sanction": "expulsion"}, False),
    ],
)
def test_what_nobody_could_sign_before_says_nothing(told: Any, made: dict[str, Any], right: bool) -> None:
    """Keys that are made with the entry are in no signature: so there is nothing but keys in them, and no key more."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register()
        signed = {name: value for name, value in made.items() if name not in ("conditions", "sanction")}
        step = "case.board_decided"
        voter.step(case, "decide_case", [(step, signed, {})], recorded=[(step, made, {})])

    assert told(tell).tamper == (frozenset() if right else {"statement-mismatch"})


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("over", ["the newest", "the one replaced", "another step's", "another case's", *ENDED])
def test_signature_over_a_proposal_that_was_replaced(told: Any, over: str, last: bool) -> None:
    """What somebody signed for a proposal counts for that one alone, and only while it waits."""
    step = "recommend_sanction"

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register()
        write, elsewhere = member.writer.write, f"case/{uuid4()}"
        proposals = {"another case's": write("case.step_proposed", elsewhere, step=step)}
        proposals["another step's"] = write("case.step_proposed", case, step="record_findings")
        proposals["the one replaced"] = write("case.step_proposed", case, step=step)
        first = uuid4()
        proposals["the newest"] = write("case.step_proposed", case, actor=first, step=step)
        proposals["an ended one"] = proposals["the newest"]
        if over == "an ended one":
            write("case.case_found", case, to="panel_forming")
        if over in GIVEN_BACK:
            proposals[over] = proposals["the newest"]
            said: dict[str, Any] = {"step": step, "proposal": proposals[over], "proposer": str(first)}
            write(GIVEN_BACK[over], case, actor=first if over == "one taken back" else uuid4(), **said)
        signs: Act = ("case.step_signed", {"proposal": proposals[over], "step": step}, {})
        does: Act = ("case.sanction_recommended", {"to": "board_decision"}, {"reasons": "So it is."})
        voter.step(case, step, [does if last else signs], over=proposals[over])

    assert told(tell).tamper == (frozenset() if over == "the newest" else {"statement-mismatch"})


RECOUNTED_HERE = {
    kind: verify.STAGES_OF[kind] for kind in ("case.step_proposed", RETURNED, TAKEN_BACK, "case.case_found")
}
type Return = tuple[str, str, Mapping[str, str | None]]
TRUE_RETURNS: dict[str, Return] = {
    "sent back by another person": (RETURNED, "another", {}),
    "taken back by its proposer": (TAKEN_BACK, "first", {}),
}
FALSE_RETURNS: dict[str, Return] = {
    "taken back by another person": (TAKEN_BACK, "another", {}),
    "sent back by its proposer": (RETURNED, "first", {}),
    "sent back to somebody else": (RETURNED, "another", {"proposer": "another"}),
    "sent back to nobody": (RETURNED, "another", {"proposer": None}),
    "the one replaced": (TAKEN_BACK, "first", {"proposal": "the one replaced"}),
    "another case's": (RETURNED, "another", {"proposal": "another case's"}),
    "no proposal": (TAKEN_BACK, "first", {"proposal": None}),
    "another step": (RETURNED, "another", {"step": "record_findings"}),
    "given back twice": (TAKEN_BACK, "first", {"twice": "yes"}),
    "after the case moved": (RETURNED, "another", {"moved": "yes"}),
}


@pytest.mark.parametrize("how", [*TRUE_RETURNS, *FALSE_RETURNS])
def test_return_of_a_step_by_the_wrong_person_or_of_another_proposal(
    told: Any, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the proposer takes a step back, only another person sends it back, and only while it waits."""
    monkeypatch.setattr(verify, "STAGES_OF", RECOUNTED_HERE)
    kind, by, lie = (TRUE_RETURNS | FALSE_RETURNS)[how]

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        people, write = {"first": uuid4(), "another": uuid4()}, member.writer.write

        def put(stream: str) -> str:
            return write("case.step_proposed", stream, actor=people["first"], step="recommend_sanction")

        ids: dict[str | None, Any] = {"another case's": put(f"case/{uuid4()}"), "the one replaced": put(case)}
        said: dict[str, Any] = {"step": "recommend_sanction", "proposal": put(case)}
        if kind == RETURNED:
            said["proposer"] = str(people["first"])
        meant = ids | {name: str(person) for name, person in people.items()}
        said |= {name: meant.get(value, value) for name, value in lie.items() if name in said}
        if "moved" in lie:
            write("case.case_found", case, to="panel_forming")
        for _ in range(1 + ("twice" in lie)):
            write(kind, case, actor=people[by], **{name: value for name, value in said.items() if value is not None})

    assert told(tell).tamper - {"stage"} == (frozenset() if how in TRUE_RETURNS else {"given-back"})
