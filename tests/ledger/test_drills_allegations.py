"""The drills on allegations that come late or are cut in two, on citations, and on openings of nothing."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ledger.entries import b64
from tests.ledger.story import CODE, TODAY, Told, Writer, edition_id, judged, pure_export
from tests.ledger.test_drills_oaths import DAY, verdict
from tests.ledger.test_drills_split import FIVE, cut

__all__ = ["verdict"]
LATE = ["case.allegation_added", "case.charge_added"]
BEFORE = TODAY - 30 * DAY


def begun(writer: Writer, member: str, case: str) -> tuple[str, str, str]:
    """A case that is open on the oath of one allegation: the oath, the allegation's entry and its key."""
    oath = writer.leaves[writer.oath(member, TODAY)]
    entry, key = writer.charge(case, oath, TODAY, TODAY)
    writer.write("case.opened", case, sealed={"oaths": {key: [oath]}}, refs=[("allegation", writer.leaves[entry])])
    return oath, writer.leaves[entry], key


@pytest.fixture(params=[False, True], ids=["log", "case"])
def seen(request: pytest.FixtureRequest, verdict: Any) -> Any:
    """What `log` or `case` says of a story."""
    return lambda tell, **how: verdict(tell, case=request.param, **how)


@pytest.mark.parametrize("kind", LATE)
def test_an_allegation_added_later_rests_on_the_oath_of_its_last_day(seen: Any, kind: str) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath, _, _ = begun(writer, member, case)
        _, key = writer.charge(case, oath, TODAY, TODAY, kind=kind)
        writer.finding(case, key)
        writer.write("sanction.imposed", case, findings=[key])

    assert seen(tell).rc == 0


@pytest.mark.parametrize("kind", LATE)
def test_allegation_before_any_oath(seen: Any, kind: str) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath, _, _ = begun(writer, member, case)
        writer.charge(case, oath, BEFORE, BEFORE, kind=kind)

    assert seen(tell).tamper == {"oath-not-in-force"}


@pytest.mark.parametrize("kind", LATE)
@pytest.mark.parametrize("cites", ["nothing", "no oath", "another member"])
def test_an_allegation_added_later_that_cites_no_oath_of_its_member(seen: Any, kind: str, cites: str) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        begun(writer, member, case)
        foreign = writer.leaves[writer.oath(f"member/{uuid4()}", TODAY)]
        leaf = {"nothing": None, "no oath": b64(bytes(32)), "another member": foreign}[cites]
        writer.charge(case, leaf, TODAY, TODAY, kind=kind)

    assert seen(tell).tamper == {"allegation-oath"}


def test_an_allegation_added_later_without_a_commitment_to_an_oath(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        begun(writer, member, case)
        day = TODAY.isoformat()
        writer.write(
            "case.allegation_added", case, allegation=str(uuid4()), commitment=1, edition=edition_id(CODE),
            first_day=day, last_day=day,
        )  # fmt: skip

    assert seen(tell).tamper == {"allegation-oath"}


def test_an_allegation_scoped_after_the_case_opened_rests_on_an_oath(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath, _, _ = begun(writer, member, case)
        _, key = writer.charge(case, oath, BEFORE, BEFORE)
        writer.write("case.allegation_scoped", case, allegation=key, in_scope=True)

    assert seen(tell).tamper == {"oath-not-in-force"}


def test_the_oaths_name_every_allegation_in_scope(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY)]
        keys = [writer.charge(case, oath, TODAY, TODAY)[1] for _ in range(2)]
        for key in keys:
            writer.write("case.allegation_scoped", case, allegation=key, in_scope=True)
        writer.write("case.opened", case, sealed={"oaths": {keys[0]: [oath]}})

    assert seen(tell).tamper == {"allegation-oath"}


def split(writer: Writer, member: str, case: str, oaths: Any, **data: Any) -> None:
    """An allegation of ten days, cut at FIVE; `oaths` makes what the split commits to of both oaths and both keys."""
    sworn = [writer.leaves[writer.oath(member, day)] for day in (TODAY, FIVE)]
    _, key = writer.charge(case, sworn[1], TODAY, TODAY + 9 * DAY)
    writer.write("case.opened", case, sealed={"oaths": {key: sworn}})
    part = str(uuid4())
    cut(writer, case, key, part, oaths(sworn, key, part), **data)


def test_a_split_commits_to_the_oaths_of_both_parts(seen: Any) -> None:
    assert seen(lambda w, m, c: split(w, m, c, lambda s, k, p: {k: s[:1], p: s[1:]})).rc == 0


def test_a_part_on_whose_days_no_oath_bound_cites_none(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        split(writer, member, case, lambda s, k, p: {k: [], p: s[1:]}, edition_before=None)

    assert "allegation-oath" not in seen(tell).tamper


@pytest.mark.parametrize(
    ("oaths", "code"),
    [
        (lambda s, k, p: {k: s[:1]}, "allegation-oath"),
        (lambda s, k, p: {k: s[:1], p: []}, "allegation-oath"),
        (lambda s, k, p: [], "allegation-oath"),
        (lambda s, k, p: {k: s[:1], p: [b64(bytes(32))]}, "case-without-oath"),
        (lambda s, k, p: {k: s[1:], p: s[:1]}, "oath-not-in-force"),
    ],
)
def test_split_before_any_oath(seen: Any, oaths: Any, code: str) -> None:
    """A part names no oath, what is none, or one that did not bind on its days."""
    assert code in seen(lambda w, m, c: split(w, m, c, oaths)).tamper


@pytest.mark.parametrize("where", ["case", "finding", "sanction"])
def test_wrong_leaf_cited(seen: Any, where: str) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY)]
        made = [writer.charge(case, oath, TODAY, TODAY) for _ in range(2)]
        leaves, keys = [writer.leaves[entry] for entry, _ in made], [key for _, key in made]
        cited = {"case": oath, "finding": leaves[1], "sanction": ""}
        opens = [("allegation", cited["case"])] if where == "case" else [("allegation", leaf) for leaf in leaves]
        writer.write("case.opened", case, sealed={"oaths": {key: [oath] for key in keys}}, refs=opens)
        leaf = cited["finding"] if where == "finding" else leaves[0]
        found = [writer.finding(case, key, refs=[("allegation", leaf)] if key == keys[0] else ()) for key in keys]
        leaf = writer.leaves[found[1] if where == "sanction" else found[0]]
        writer.write("sanction.imposed", case, findings=keys[:1], refs=[("finding", leaf)])

    assert seen(tell).tamper == {"ref-wrong"}


def test_an_entry_that_cites_what_it_names_is_proven(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        _, leaf, key = begun(writer, member, case)
        finding = writer.finding(case, key, refs=[("allegation", leaf)])
        writer.write("sanction.imposed", case, findings=[key], refs=[("finding", writer.leaves[finding])])

    assert seen(tell).rc == 0


@pytest.mark.parametrize("file", ["openings.jsonl", "signatures.jsonl"])
@pytest.mark.parametrize("command", ["log", "case"])
def test_openings_of_entries_that_do_not_exist(tmp_path: Path, capsys: Any, file: str, command: str) -> None:
    def told(writer: Writer) -> Told:
        member, case = f"member/{uuid4()}", f"case/{uuid4()}"
        begun(writer, member, case)
        return Told(member, case, case, "")

    export, writer = pure_export(tmp_path / "export", told)
    export.openings([*writer.openings, writer.openings[0] | {"id": str(uuid4())}])
    if file == "signatures.jsonl":
        (export.folder / "openings.jsonl").rename(export.folder / file)
        export.openings(writer.openings)
    words = [command, str(export.folder), *([export.told.case] if command == "case" else [])]
    assert judged(capsys, *words, "--keyring", export.keyring(), "--pin", export.pin()).tamper == {"opening-unknown"}
