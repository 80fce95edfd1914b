"""The drills on oath, case, finding and sanction: rules R1 to R9, judged from the log and the openings alone."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.story import CODE, LATER_CODE, TODAY, Told, Verdict, Writer, edition_id, judged, pure_export

DAY = timedelta(days=1)
Tell = Callable[[Writer, str, str], None]


@pytest.fixture
def verdict(tmp_path: Path, capsys: Any) -> Callable[[Tell], Verdict]:
    """What the verifier says of a log in which a member and a case did this, with all openings and a pin."""

    def run(tell: Tell, *, case: bool = False, openings: bool = True) -> Verdict:
        member, stream = f"member/{uuid4()}", f"case/{uuid4()}"

        def told(writer: Writer) -> Told:
            tell(writer, member, stream)
            return Told(member, stream, stream, "")

        export, _ = pure_export(tmp_path / "export", told)
        if not openings:
            export.openings([])
        words = ("case", export.folder, stream) if case else ("log", export.folder)
        return judged(capsys, *words, "--keyring", export.keyring(), "--pin", export.pin())

    return run


def _open(writer: Writer, case: str, oaths: dict[str, list[str]]) -> None:
    writer.write("case.opened", case, sealed={"oaths": oaths})


def _case(writer: Writer, member: str, case: str, *, first: date = TODAY, last: date = TODAY, oath: str = "") -> str:
    """A member who signed, a charge and its case; the charge's key."""
    leaf = oath or writer.leaves[writer.oath(member, TODAY)]
    _, key = writer.charge(case, leaf, first, last)
    _open(writer, case, {key: [leaf]})
    return key


def test_a_case_that_rests_on_the_oath_is_proven(verdict: Any) -> None:
    found = verdict(_case, case=True)
    assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())
    assert '"chain": ["8 allegation.made", "9 case.opened"]' in found.words


def test_without_the_openings_it_is_undecided(verdict: Any) -> None:
    found = verdict(_case, openings=False)
    assert (found.rc, found.undecided) == (2, {"oaths-sealed"})


def test_case_without_oath(verdict: Any) -> None:
    assert verdict(lambda w, m, c: w.write("case.opened", c)).tamper == {"case-without-oath"}


@pytest.mark.parametrize("value", [{}, {"x": []}, [], None, {"x": "y"}, 7])
def test_case_that_commits_to_nothing(verdict: Any, value: Any) -> None:
    assert verdict(lambda w, m, c: w.write("case.opened", c, sealed={"oaths": value})).tamper == {"case-without-oath"}


def test_case_that_cites_as_an_oath_what_is_none(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        _case(writer, member, case, oath=writer.leaves[writer.write("system.tick", "system")])

    assert verdict(tell).tamper == {"case-without-oath", "allegation-oath"}


def test_conduct_before_oath(verdict: Any) -> None:
    before = TODAY - 30 * DAY
    found = verdict(lambda w, m, c: _case(w, m, c, first=before, last=before))
    assert found.tamper == {"oath-not-in-force"}


def test_superseded_oath_cited(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        old = writer.leaves[writer.oath(member, TODAY)]
        writer.oath(member, TODAY + DAY)
        _case(writer, member, case, first=TODAY + DAY, last=TODAY + DAY, oath=old)

    assert verdict(tell).tamper == {"oath-not-in-force"}


def test_an_oath_that_had_ended_cited(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        old = writer.leaves[writer.oath(member, TODAY)]
        writer.oath(member, TODAY + DAY, "oath.ended")
        _case(writer, member, case, first=TODAY + DAY, last=TODAY + DAY, oath=old)

    assert verdict(tell).tamper == {"oath-not-in-force"}


def test_oath_effective_in_the_past(verdict: Any) -> None:
    assert verdict(lambda w, m, c: w.oath(m, TODAY - 3 * DAY)).tamper == {"oath-backdated"}


def test_ending_effective_in_the_past(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        writer.oath(member, TODAY)
        writer.oath(member, TODAY - 3 * DAY, "oath.ended")

    assert verdict(tell).tamper == {"oath-backdated"}


@pytest.mark.parametrize("native_first", [True, False])
@pytest.mark.parametrize("second", [{"second": str(uuid4())}, {}])
def test_paper_oaths_come_first_and_from_two_officers(verdict: Any, native_first: bool, second: dict[str, str]) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        if native_first:
            writer.oath(member, TODAY)
        writer.oath(member, TODAY - 900 * DAY, "oath.imported", **second)

    assert verdict(tell).tamper == ({"oath-backdated"} if native_first or not second else frozenset())


def test_oath_logged_after_the_conduct_is_undecided(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.oath(member, TODAY - 900 * DAY, "oath.imported", second=str(uuid4()))
        _case(writer, member, case, first=TODAY - 30 * DAY, last=TODAY - 20 * DAY, oath=writer.leaves[oath])

    found = verdict(tell)
    assert (found.rc, found.undecided) == (2, {"oath-late"})


def test_two_oaths_on_one_day(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str, cited: int) -> None:
        oaths = [writer.leaves[writer.oath(member, TODAY)] for _ in range(2)]
        _case(writer, member, case, oath=oaths[cited])

    assert verdict(lambda w, m, c: tell(w, m, c, 1)).rc == 0


def test_two_oaths_on_one_day_of_which_the_first_is_cited(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oaths = [writer.leaves[writer.oath(member, TODAY)] for _ in range(2)]
        _case(writer, member, case, oath=oaths[0])

    assert verdict(tell).tamper == {"oath-not-in-force"}


def test_a_conduct_period_over_two_oaths(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oaths = [writer.leaves[writer.oath(member, TODAY + add * DAY)] for add in (0, 5)]
        _, key = writer.charge(case, oaths[1], TODAY + DAY, TODAY + 9 * DAY)
        _open(writer, case, {key: oaths})

    assert verdict(tell).rc == 0


def test_a_charge_cites_the_oath_of_its_last_day(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oaths = [writer.leaves[writer.oath(member, TODAY + add * DAY)] for add in (0, 5)]
        _, key = writer.charge(case, oaths[0], TODAY + DAY, TODAY + 9 * DAY)
        _open(writer, case, {key: oaths})

    assert verdict(tell).tamper == {"oath-not-in-force"}


def test_a_charge_cites_an_oath_of_its_case(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oaths = [writer.leaves[writer.oath(each, TODAY)] for each in (member, f"member/{uuid4()}")]
        _, key = writer.charge(case, oaths[0], TODAY, TODAY)
        _open(writer, case, {key: oaths[1:]})

    assert verdict(tell).tamper == {"allegation-oath"}


def test_a_charge_that_commits_to_no_oath(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        key = str(uuid4())
        today, edition = TODAY.isoformat(), edition_id(CODE)
        writer.write(
            "allegation.made", case, allegation=key, commitment=1, edition=edition, first_day=today, last_day=today
        )
        _open(writer, case, {key: [writer.leaves[writer.oath(member, TODAY)]]})

    assert verdict(tell).tamper == {"allegation-oath"}


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2024-02-29", "2026-12-31"])
def test_dst_and_midnight_conduct_dates(verdict: Any, day: str) -> None:
    """Days are days: an oath that begins on the day of the conduct binds on it, whatever the clocks did that night."""
    on = date.fromisoformat(day)

    def tell(writer: Writer, member: str, case: str, last: date) -> None:
        oath = writer.oath(member, on, "oath.imported", second=str(uuid4()))
        _case(writer, member, case, first=last, last=last, oath=writer.leaves[oath])

    assert verdict(lambda w, m, c: tell(w, m, c, on)).tamper == frozenset()


def test_the_day_before_the_oath_is_not_its_day(verdict: Any) -> None:
    on = date(2026, 3, 29)

    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.oath(member, on, "oath.imported", second=str(uuid4()))
        _case(writer, member, case, first=on - DAY, last=on - DAY, oath=writer.leaves[oath])

    assert verdict(tell).tamper == {"oath-not-in-force"}


def test_finding_cites_another_edition(verdict: Any) -> None:
    found = verdict(lambda w, m, c: w.finding(c, _case(w, m, c), edition=edition_id(LATER_CODE)))
    assert found.tamper == {"finding-article"}


def test_finding_on_another_cases_charge(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        key = _case(writer, member, f"case/{uuid4()}")
        writer.finding(case, key)

    assert verdict(tell).tamper == {"finding-foreign"}


@pytest.mark.parametrize(
    ("between", "right"),
    [
        (None, True),
        ("case.panel_dissolved", False),
        ("case.remitted_to_new_panel", False),
        ("case.decision_quashed", False),
    ],
)
def test_a_sanction_rests_on_findings_that_stand(verdict: Any, between: str | None, right: bool) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        finding = writer.finding(case, _case(writer, member, case))
        if between:
            writer.write(between, case)
        writer.write("sanction.imposed", case, findings=[finding])

    assert verdict(tell).tamper == (frozenset() if right else {"sanction-without-finding"})


def test_sanction_on_no_breach(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        key = _case(writer, member, case)
        writer.finding(case, key, proven=False)
        writer.write("sanction.imposed", case, findings=[key])

    assert verdict(tell).tamper == {"sanction-without-finding"}


def test_sanction_on_an_admission(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        key = _case(writer, member, case)
        writer.write("case.consent_accepted", case)
        writer.write("sanction.imposed", case, findings=[key])

    assert verdict(tell).rc == 0


def test_sanction_on_nothing(verdict: Any) -> None:
    assert verdict(lambda w, m, c: w.write("sanction.imposed", c, findings=[])).tamper == {"sanction-without-finding"}


def test_key_destroyed(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str, *, explained: bool) -> None:
        _case(writer, member, case)
        if explained:
            writer.write("case.key_destroyed", case)

    found = verdict(lambda w, m, c: tell(w, m, c, explained=True), case=True, openings=False)
    assert (found.tamper, found.undecided) == (frozenset(), {"oaths-sealed"})


def test_what_nobody_can_open_and_nothing_explains(verdict: Any) -> None:
    found = verdict(_case, case=True, openings=False)
    assert (found.tamper, found.undecided) == (frozenset(), {"oaths-sealed"})
    assert "handed to other seats only, or left out" in found.words


@pytest.mark.parametrize("data", [{"effective": "soon"}, {"effective": 3}, {}])
def test_an_oath_without_a_day_is_no_oath(verdict: Any, data: dict[str, Any]) -> None:
    assert verdict(lambda w, m, c: w.write("oath.signed", m, **data)).tamper == {"entry-shape"}
