"""What two officers bring in of the time before the record: ends of oaths, judged offline like the oaths themselves."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.story import TODAY, Writer
from tests.ledger.test_drills_oaths import _case as case_about
from tests.ledger.test_drills_oaths import verdict

__all__ = ["verdict"]

DAY = timedelta(days=1)


@pytest.mark.parametrize("native_first", [True, False])
def test_ends_of_the_past_come_first_and_from_two_officers(verdict: Any, native_first: bool) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        writer.oath(member, TODAY) if native_first else None
        for kind, days in (("oath.imported", 900), ("oath.ended", 400)):
            writer.oath(member, TODAY - days * DAY, kind, second=str(uuid4()))

    assert verdict(tell).tamper == ({"oath-backdated"} if native_first else frozenset())


def test_conduct_after_an_end_that_was_brought_in_rests_on_no_oath(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        told = {"second": str(uuid4())}
        old = writer.leaves[writer.oath(member, TODAY - 900 * DAY, "oath.imported", **told)]
        writer.oath(member, TODAY - 400 * DAY, "oath.ended", **told)
        between = TODAY - 300 * DAY
        case_about(writer, member, case, first=between, last=between, oath=old)

    assert verdict(tell).tamper == {"oath-not-in-force"}
