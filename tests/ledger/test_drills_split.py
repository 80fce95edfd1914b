"""The drills on an allegation that was cut in two: each part rests on the oath of its own days, in its own words."""

from typing import Any
from uuid import uuid4

import pytest

from ledger.entries import b64
from tests.ledger.story import CODE, LATER_CODE, TO_LATER_CODE, TODAY, Writer, edition_id
from tests.ledger.test_drills_oaths import DAY, verdict

__all__ = ["verdict"]
FIVE = TODAY + 5 * DAY


def split(writer: Writer, member: str, case: str, *, opens: str = "between") -> tuple[str, str]:
    """A charge over two oaths, cut where the second began; the case opens before or after that. The keys of the parts.

    The second oath is to the later Code, except where the case opens on both at once.
    """
    later = {} if opens == "before" else TO_LATER_CODE
    oaths = [writer.leaves[writer.oath(member, day, **sworn)] for day, sworn in ((TODAY, {}), (FIVE, later))]
    code = later.get("code", edition_id(CODE))
    _, key = writer.charge(case, oaths[1], TODAY + DAY, TODAY + 9 * DAY, edition=code)
    part = str(uuid4())
    if opens == "before":
        writer.write("case.opened", case, sealed={"oaths": {key: oaths}})
    cut(writer, case, key, part, {key: oaths[:1], part: oaths[1:]}, edition_after=code)
    if opens == "between":
        writer.write("case.opened", case, sealed={"oaths": {key: oaths[:1], part: oaths[1:]}})
    if opens == "crossed":
        writer.write("case.opened", case, sealed={"oaths": {key: oaths[1:], part: oaths[:1]}})
    return key, part


def cut(writer: Writer, case: str, key: str, part: str, oaths: dict[str, list[str]], **data: Any) -> str:
    """The entry that splits an allegation where the second oath began."""
    days = {"on": FIVE.isoformat(), "edition_before": edition_id(CODE), "edition_after": edition_id(CODE)}
    given = {"allegation": key, "part": part, **days} | data
    return writer.write("case.allegation_split", case, sealed={"oaths": oaths}, **given)


@pytest.mark.parametrize("opens", ["before", "between"])
def test_an_allegation_split_before_or_after_the_case_opens_is_proven(verdict: Any, opens: str) -> None:
    assert verdict(lambda w, m, c: split(w, m, c, opens=opens)).rc == 0


def test_a_part_that_cites_the_oath_of_the_other_is_seen(verdict: Any) -> None:
    assert verdict(lambda w, m, c: split(w, m, c, opens="crossed")).tamper == {"oath-not-in-force", "allegation-oath"}


@pytest.mark.parametrize(("edition", "codes"), [(LATER_CODE, set()), (CODE, {"finding-article"})])
def test_a_finding_on_a_part_is_on_the_words_of_its_days(verdict: Any, edition: bytes, codes: set[str]) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        _, part = split(writer, member, case)
        writer.finding(case, part, edition=edition_id(edition))
        writer.write("sanction.imposed", case, findings=[part], sanction=str(uuid4()))

    assert verdict(tell).tamper == codes


def test_what_is_split_is_of_the_case(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        split(writer, member, case)
        writer.write("case.allegation_split", case, allegation=b64(b"x"), part=str(uuid4()), on=FIVE.isoformat())

    assert verdict(tell).tamper == {"finding-foreign"}
