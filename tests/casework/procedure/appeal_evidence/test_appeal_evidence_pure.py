"""New evidence on an appeal without a database: for which ground, and why it comes now."""

from typing import Any
from uuid import uuid4

import pytest

from casework.vocabulary import Verb
from casework.workflow.guard import REASONS
from tests.casework.appeal_road import REX, lodged, refused


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"codes": ("misapplied_code",)}, "grounds_are_appealed_on"),
        ({"received": False}, "new_evidence_is_received"),
        ({"cause": False}, "new_evidence_could_not_come_before"),
    ],
)
def test_new_evidence_is_for_a_ground_and_says_why_it_comes_now(given: dict[str, Any], reason: str) -> None:
    said = {"evidence": uuid4(), "codes": ("procedure",), "received": True, "cause": True} | given
    assert refused(lodged(), Verb.OFFER_NEW_EVIDENCE, REX, **said) == (REASONS[reason],)


def test_it_may_be_for_a_ground_of_an_appeal_that_is_lodged_with_it() -> None:
    said = {"evidence": uuid4(), "codes": ("misapplied_code",), "received": True, "cause": True}
    event = lodged().do(Verb.OFFER_NEW_EVIDENCE, by=REX, **said, lodged=("misapplied_code",))
    assert event.evidence == said["evidence"]
