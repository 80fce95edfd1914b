"""The drills on what a case takes from elsewhere: an allegation of another, a finding that is gone, a signature on no step."""

from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.story import TODAY, Writer
from tests.ledger.test_drills_oaths import _case, _open, verdict

__all__ = ["verdict"]


@pytest.mark.parametrize("quashed", [True, False])
def test_a_sanction_on_a_finding_that_an_appeal_took_back(verdict: Any, quashed: bool) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        key = _case(writer, member, case)
        writer.finding(case, key)
        writer.write("case.appeal_varied", case, quashed=[key] if quashed else [])
        writer.write("sanction.imposed", case, findings=[key])

    assert verdict(tell).tamper == ({"sanction-without-finding"} if quashed else frozenset())


def test_a_case_that_opens_on_an_allegation_of_another(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY)]
        _open(writer, case, {str(uuid4()): [oath]})

    assert verdict(tell).tamper == {"allegation-oath"}


@pytest.mark.parametrize("data", [{"of": 7, "step": "cast_vote"}, {"of": str(uuid4())}])
def test_a_signature_on_no_step_has_not_the_shape_of_one(verdict: Any, data: dict[str, Any]) -> None:
    assert verdict(lambda w, m, c: w.write("case.signature_given", c, **data)).tamper == {"entry-shape"}
