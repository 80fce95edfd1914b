"""The drills on editions: each is published with its digest by two officers, before an oath or a case names it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.book_verdicts import after_books, hand_over, tell_case, verdict
from tests.ledger.books import (
    ADMINISTRATOR,
    AUDITOR,
    BEGINS,
    CODE,
    EDITIONS,
    EVERY,
    LATER_CODE,
    OATH,
    RULEBOOK,
    altered,
    appoint,
    edition_id,
    publish_books,
    publish_edition,
)
from tests.ledger.signers import sha256
from tests.ledger.story import TODAY, Writer

__all__ = ["verdict"]
SAID = ("edition", "kind", "name", "sha256", "in_force_from")


@pytest.mark.parametrize("case", [True, False])
def test_editions_published_by_two_are_proven(verdict: Any, case: bool) -> None:
    found = verdict(case=case)
    assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())


@pytest.mark.parametrize("case", [True, False])
@pytest.mark.parametrize("words", [CODE, OATH, LATER_CODE])
def test_edition_words_altered(verdict: Any, words: bytes, case: bool) -> None:
    others = [altered(words, title="Softer") if each == words else each for each in EVERY]
    assert "edition" in verdict(forge=hand_over(*others), case=case).tamper


def test_quorum_of_the_rulebook_changed(verdict: Any) -> None:
    others = [altered(RULEBOOK, quorum=3) if each == RULEBOOK else each for each in EVERY]
    assert verdict(forge=hand_over(*others)).tamper == {"edition"}


def test_an_edition_that_was_not_handed_over_is_undecided(verdict: Any) -> None:
    without = [each for each in EVERY if each != LATER_CODE]
    found = verdict(forge=hand_over(*without))
    assert (found.rc, found.undecided) == (2, {"edition-unknown"})
    assert verdict(forge=hand_over()).undecided == {"edition-unknown"}


@pytest.mark.parametrize("kind", ["code", "oath"])
def test_edition_used_before_its_publication(verdict: Any, kind: str) -> None:
    def publish(writer: Writer) -> None:
        appoint(writer, ADMINISTRATOR, "administrator")
        appoint(writer, AUDITOR, "auditor")
        for each in sorted(EDITIONS.keys() - {kind}):
            for words in EDITIONS[each]:
                publish_edition(writer, each, words)

    def tell(writer: Writer, member: str, case: str) -> None:
        tell_case(writer, member, case)
        for words in EDITIONS[kind]:
            publish_edition(writer, kind, words)

    assert verdict(publish, tell).tamper == {"edition"}
    assert "edition" in verdict(publish).tamper


@pytest.mark.parametrize("kind", ["allegation.made", "case.allegation_added", "case.charge_added"])
def test_a_charge_under_an_edition_that_nobody_published(verdict: Any, kind: str) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        tell_case(writer, member, case)
        oath = writer.leaves[writer.oath(member, TODAY)]
        edition = edition_id(altered(CODE, title="Stricter"))
        writer.charge(case, oath, TODAY, TODAY, kind=kind, edition=edition)

    assert "edition" in verdict(tell=tell).tamper


def test_a_split_under_an_edition_that_nobody_published(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY)]
        _, key = writer.charge(case, oath, TODAY, TODAY + timedelta(days=1))
        part, other = str(uuid4()), edition_id(altered(CODE, title="Stricter"))
        days: dict[str, Any] = {
            "on": (TODAY + timedelta(days=1)).isoformat(),
            "edition_before": edition_id(CODE),
            "edition_after": other,
        }
        writer.write(
            "case.allegation_split",
            case,
            sealed={"oaths": {key: [oath], part: [oath]}},
            allegation=key,
            part=part,
            **days,
        )

    assert "edition" in verdict(tell=tell).tamper


ALONE: dict[str, Any] = {"second": None, "second_office": None}


@pytest.mark.parametrize(
    "data",
    [
        ALONE,
        {"second": str(ADMINISTRATOR)},
        {"second_office": "administrator"},
        {"second_office": "registrar"},
        {"second_office": "board_secretary"},
        {"second": str(uuid4())},
        {"by": uuid4()},
        {"by": AUDITOR, "second": str(ADMINISTRATOR), "second_office": "administrator"},
    ],
)
def test_edition_published_by_one(verdict: Any, data: dict[str, Any]) -> None:
    assert verdict(lambda writer: publish_books(writer, **data)).tamper == {"edition"}


def test_an_office_that_ended_or_has_not_begun_signs_nothing(verdict: Any) -> None:
    later, gone = (TODAY + timedelta(days=2)).isoformat(), (TODAY - timedelta(days=2)).isoformat()

    def publish(writer: Writer, **offices: Any) -> None:
        appoint(writer, ADMINISTRATOR, "administrator")
        appoint(writer, AUDITOR, "auditor", **offices)
        for kind, editions in EDITIONS.items():
            for words in editions:
                publish_edition(writer, kind, words)

    def ended(writer: Writer, until: str) -> None:
        appoint(writer, AUDITOR, "auditor")
        writer.write("office.ended", "system", person=str(AUDITOR), office="auditor", until=until)
        publish(writer, since=later)

    assert verdict(lambda w: publish(w, since=later)).tamper == {"edition"}
    assert verdict(lambda w: publish(w, until=gone)).tamper == {"edition"}
    assert verdict(lambda w: ended(w, gone)).tamper == {"edition"}
    assert verdict(lambda w: ended(w, TODAY.isoformat())).rc == 0


@pytest.mark.parametrize("until", ["2026-99-99", "x", 5])
def test_an_office_until_no_day_is_malformed(verdict: Any, until: Any) -> None:
    def publish(writer: Writer) -> None:
        appoint(writer, uuid4(), "auditor", until=until)
        publish_books(writer)

    assert verdict(publish).tamper == {"entry-shape"}


def test_an_office_in_the_stream_of_a_member_is_none(verdict: Any) -> None:
    def publish(writer: Writer) -> None:
        for person, office in ((ADMINISTRATOR, "administrator"), (AUDITOR, "auditor")):
            said: dict[str, Any] = {"person": str(person), "office": office, "since": BEGINS}
            writer.write("office.given", f"member/{uuid4()}", **said)
        for kind, editions in EDITIONS.items():
            for words in editions:
                publish_edition(writer, kind, words)

    assert verdict(publish).tamper == {"edition"}


def test_edition_published_twice_with_different_words(verdict: Any) -> None:
    other = altered(RULEBOOK, quorum=3, in_force_from="2002-01-01")
    publish = after_books(("rulebook", other, {}))
    assert verdict(publish, forge=hand_over(*EVERY, other)).tamper == {"edition"}


def test_an_edition_that_begins_no_later_than_the_one_before(verdict: Any) -> None:
    other = altered(RULEBOOK, key="rules-2", quorum=3)
    assert verdict(after_books(("rulebook", other, {})), forge=hand_over(*EVERY, other)).tamper == {"edition"}
    later = altered(other, in_force_from="2002-01-01")
    assert verdict(after_books(("rulebook", later, {})), forge=hand_over(*EVERY, later)).rc == 0


@pytest.mark.parametrize("handed_over", [True, False])
def test_in_force_day_moved(verdict: Any, handed_over: bool) -> None:
    moved = {"in_force_from": "2001-02-03"}
    if handed_over:
        assert "edition" in verdict(after_books(("oath", OATH, moved))).tamper
        assert "edition" in verdict(lambda writer: publish_books(writer, **moved)).tamper
    else:
        without = [each for each in EVERY if each != OATH]
        assert "edition" in verdict(after_books(("oath", OATH, moved)), forge=hand_over(*without)).tamper


@pytest.mark.parametrize(
    "data",
    [
        {"name": "rules-9"},
        {"kind": "oath"},
        {"sha256": sha256(CODE).hex()},
        {"edition": edition_id(CODE)},
        {"sha256": "x"},
    ],
)
def test_a_publication_says_what_its_words_say(verdict: Any, data: dict[str, Any]) -> None:
    assert "edition" in verdict(after_books(("rulebook", RULEBOOK, data))).tamper


def test_a_publication_in_the_stream_of_a_member_publishes_nothing(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        tell_case(writer, member, case)
        said: dict[str, Any] = dict(
            zip(SAID, (edition_id(CODE), "code", "code-1", sha256(CODE).hex(), BEGINS), strict=True)
        )
        writer.write("edition.published", member, role="administrator", actor=ADMINISTRATOR, **said)

    assert verdict(tell=tell).tamper == {"edition"}


def test_an_oath_before_its_edition_begins(verdict: Any) -> None:
    day = (TODAY + timedelta(days=1)).isoformat()
    later = altered(OATH, in_force_from=day, key="oath-2")

    def tell(writer: Writer, member: str, case: str) -> None:
        tell_case(writer, member, case)
        writer.oath(f"member/{uuid4()}", TODAY, oath=edition_id(later))

    publish = after_books(("oath", later, {}))
    assert verdict(publish, tell, forge=hand_over(*EVERY, later)).tamper == {"edition"}


@pytest.mark.parametrize(
    "data", [{"oath": edition_id(CODE)}, {"code": edition_id(OATH)}, {"code": edition_id(LATER_CODE)}]
)
def test_an_oath_to_another_code_than_its_words_name(verdict: Any, data: dict[str, str]) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        tell_case(writer, member, case)
        writer.oath(f"member/{uuid4()}", TODAY, **data)

    assert verdict(tell=tell).tamper == {"edition"}


def test_the_first_editions_count_as_undecided_until_two_have_signed(verdict: Any) -> None:
    def alone(writer: Writer) -> None:
        for kind, editions in EDITIONS.items():
            for words in editions:
                publish_edition(writer, kind, words, alone=True, **ALONE)

    def first_alone(writer: Writer) -> None:
        alone(writer)
        publish_books(writer)

    found = verdict(alone)
    assert (found.rc, found.tamper, found.undecided) == (2, frozenset(), {"edition-alone"})
    assert verdict(first_alone).rc == 0
    later = altered(RULEBOOK, key="rules-2", in_force_from="2002-01-01")
    again = after_books(("rulebook", later, {"alone": True, **ALONE}))
    assert verdict(again, forge=hand_over(*EVERY, later)).tamper == {"edition"}
