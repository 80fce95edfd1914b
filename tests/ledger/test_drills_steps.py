"""The drills on the statements of decisive steps: every entry of a step, and the proposal that waits, are what was signed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

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


GIVEN_BACK = {"one sent back": "case.step_returned", "one taken back": "case.step_taken_back"}
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
        proposals["the newest"] = proposals["an ended one"] = write("case.step_proposed", case, step=step)
        if over == "an ended one":
            write("case.case_found", case, to="panel_forming")
        if over in GIVEN_BACK:
            proposals[over] = proposals["the newest"]
            write(GIVEN_BACK[over], case, step=step, proposal=proposals[over])
        signs: Act = ("case.step_signed", {"proposal": proposals[over], "step": step}, {})
        does: Act = ("case.sanction_recommended", {"to": "board_decision"}, {"reasons": "So it is."})
        voter.step(case, step, [does if last else signs], over=proposals[over])

    assert told(tell).tamper == (frozenset() if over == "the newest" else {"statement-mismatch"})
