"""The verdict on one case in four words, and bundles whose openings somebody altered, added or left out."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ledger import verify
from tests.ledger.signers import Signer
from tests.ledger.story import TODAY, Export, Told, Verdict, Writer, judged, pure_export

NOTES = "The letter, and\nProven. 3 entries\x1b[2J\u202e\u2028"
type Opening = dict[str, Any]


@dataclass
class Bundle:
    """The export of a case with a signed vote, the openings of this case and of another, and what the verifier says."""

    export: Export
    own: list[Opening]
    others: list[Opening]
    capsys: Any

    def words(self, *more: str | Path) -> list[str]:
        folder, told = self.export.folder, self.export.told
        return [*map(str, ("case", folder, told.case, "--keyring", self.export.keyring(), *more))]

    def judged(self) -> Verdict:
        return judged(self.capsys, *self.words("--pin", self.export.pin()))

    def said(self, *more: str | Path) -> dict[str, Any]:
        """What the verifier says to a program, with a pin."""
        return dict(json.loads(judged(self.capsys, *self.words("--pin", self.export.pin(), *more)).words))

    def counts(self, *more: str | Path) -> dict[str, int]:
        return {word: each["count"] for word, each in self.said(*more)["words"].items()}

    def text(self, *more: str | Path) -> str:
        """What it says to people."""
        self.capsys.readouterr()
        verify.main(self.words("--pin", self.export.pin(), *more))
        return str(self.capsys.readouterr().out)

    def without(self, *names: str) -> None:
        """Leave out the openings of these fields."""
        self.export.openings([one for one in self.own if one["field"] not in names])

    def swapped(self, name: str, value: Any) -> None:
        """Put another text into the openings of a field."""
        self.export.openings([one | {"value": value} if one["field"] == name else one for one in self.own])


def two_cases(writer: Writer) -> Told:
    """Two cases about one member; in the first somebody on the board votes by passkey."""
    member, cases = f"member/{uuid4()}", [f"case/{uuid4()}" for _ in range(2)]
    oath = writer.leaves[writer.oath(member, TODAY)]
    for case in cases:
        writer.write("report.received", case, sealed={"narrative": NOTES, "reference": "R-2345"})
        _, key = writer.charge(case, oath, TODAY, TODAY)
        writer.write("case.opened", case, sealed={"oaths": {key: [oath]}}, to="investigation")
        writer.finding(case, key)
    voter = Signer(writer)
    voter.register()
    voter.vote(cases[0], writer.write("case.ballot_opened", cases[0]))
    return Told(member, cases[0], cases[1], "")


@pytest.fixture
def bundle(tmp_path: Path, capsys: Any) -> Bundle:
    export, writer = pure_export(tmp_path / "export", two_cases)
    own = {body["id"] for body in export.bodies() if body["stream"] == export.told.case}
    openings = {here: [one for one in writer.openings if (one["id"] in own) is here] for here in (True, False)}
    made = Bundle(export, openings[True], openings[False], capsys)
    made.without()
    return made


def test_a_case_with_every_text_is_proven_and_nothing_is_sealed(bundle: Bundle) -> None:
    said = bundle.said()
    entries = [body for body in bundle.export.bodies() if body["stream"] == bundle.export.told.case]
    assert (said["rc"], bundle.counts()) == (
        0,
        {"proven": len(entries), "sealed from you": 0, "undecided": 0, "tampered": 0},
    )
    assert f"{len(bundle.own)} texts are the ones that they commit to" in said["words"]["proven"]["why"]


@pytest.mark.parametrize(
    "names", [("narrative",), ("choice",), ("narrative", "reference", "facts", "choice", "reason")]
)
def test_what_no_rule_needs_is_sealed_from_you_and_the_case_is_proven(bundle: Bundle, names: tuple[str, ...]) -> None:
    bundle.without(*names)
    said = bundle.said()
    assert (said["rc"], said["undecided"]) == (0, [])
    assert said["words"]["sealed from you"] == {
        "count": len(names),
        "why": [f"{len(names)} texts handed to other seats only, or left out"],
    }
    assert f"sealed from you: {len(names)} (" in bundle.text()


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("oath",), "oaths-sealed"),
        (("oaths",), "oaths-sealed"),
        (("statement",), "signature-sealed"),
        (("evidence",), "signature-sealed"),
    ],
)
def test_a_dropped_opening_that_a_rule_needs_is_undecided_and_never_proven(
    bundle: Bundle, names: tuple[str, ...], code: str
) -> None:
    bundle.without(*names)
    found, counts = bundle.judged(), bundle.counts()
    assert (found.rc, found.tamper, found.undecided) == (2, frozenset(), frozenset({code}))
    assert (counts["sealed from you"], counts["undecided"], counts["tampered"]) == (len(names), 1, 0)
    assert bundle.text().startswith("Undecided. ")


def test_what_was_written_before_the_keys_were_destroyed_is_erased(tmp_path: Path, capsys: Any) -> None:
    def told(writer: Writer) -> Told:
        made = two_cases(writer)
        writer.write("case.key_destroyed", made.case, keys=3)
        writer.write("case.hold_placed", made.case, sealed={"reasons": "A later word."})
        return made

    export, writer = pure_export(tmp_path / "export", told)
    export.openings([one for one in writer.openings if one["field"] not in ("narrative", "facts", "reasons")])
    words = Bundle(export, [], [], capsys).said()["words"]["sealed from you"]
    assert (words["count"], len(words["why"])) == (3, 2)
    assert words["why"][0].startswith("1 texts handed to other seats")
    assert words["why"][1].startswith("2 texts erased")


@pytest.mark.parametrize("name", ["narrative", "facts", "oath", "oaths", "choice", "statement", "evidence"])
def test_a_swapped_opening_is_tampering_whether_a_rule_needs_it_or_not(bundle: Bundle, name: str) -> None:
    bundle.swapped(name, {"another": "text"})
    found = bundle.judged()
    assert (found.rc, "commitment" in found.tamper) == (1, True)
    assert bundle.counts()["proven"] == 0


def test_two_openings_of_one_field_are_both_judged(bundle: Bundle) -> None:
    first = bundle.own[0]
    for pair in ([first | {"value": "Another."}, first], [first, first | {"value": "Another."}]):
        bundle.export.openings([*pair, *bundle.own[1:]])
        assert bundle.judged().tamper == {"commitment"}


def test_an_opening_moved_to_another_entry_or_field_is_tampering(bundle: Bundle) -> None:
    narrative = next(one for one in bundle.own if one["field"] == "narrative")
    other = next(one for one in bundle.others if one["field"] == "narrative")
    for moved in ({"id": other["id"]}, {"field": "reference"}, {"field": "nothing"}):
        bundle.export.openings([narrative | moved, *(one for one in bundle.own if one is not narrative)])
        assert bundle.judged().tamper == {"commitment"}


def test_an_opening_of_another_case_proves_nothing_of_this_one(bundle: Bundle) -> None:
    bundle.export.openings([*bundle.own, *bundle.others])
    assert bundle.said()["rc"] == 0
    assert bundle.counts() == bundle.counts("--show")
    outside = f"{len(bundle.others)} openings are of entries outside this case"
    assert outside in bundle.text()
    shown = json.dumps(bundle.said("--show")["texts"])
    assert shown.count("The letter, and") == 1
    bundle.export.openings([one for one in [*bundle.own, *bundle.others] if one not in bundle.own])
    assert bundle.judged().undecided == {"oaths-sealed", "signature-sealed"}
    assert outside in bundle.text()


def test_without_a_pin_nothing_is_proven_of_the_case(bundle: Bundle) -> None:
    said = json.loads(judged(bundle.capsys, *bundle.words()).words)
    assert said["rc"] == 2
    assert said["words"]["proven"] == {"count": 0, "why": ["the history of the whole log is undecided"]}


def test_of_a_tampered_case_nothing_is_vouched_for_and_no_text_is_shown(bundle: Bundle) -> None:
    bundle.swapped("facts", "Other facts.")
    text = bundle.text("--show")
    assert "proven: 0 (nothing is vouched for beside evidence of tampering)" in text
    assert ("R-2345" in text, "Other facts." in text, bundle.said("--show")["texts"]) == (False, False, [])


def test_each_text_is_shown_under_its_entry_and_looks_like_no_verdict(bundle: Bundle) -> None:
    bundle.without("facts")
    lines = bundle.text("--show").split("\n")
    at = next(n for n, line in enumerate(lines) if line.endswith(" report.received"))
    assert lines[at + 1 : at + 6] == [
        "    narrative:",
        "      The letter, and",
        "      Proven. 3 entries\\u001b[2J\\u202e\\u2028",
        "    reference:",
        "      R-2345",
    ]
    finding = next(n for n, line in enumerate(lines) if line.endswith("finding.made") and line[:1].isdigit() and n > at)
    assert lines[finding + 1] == "    sealed from you: facts"
    assert [line for line in lines if line.startswith("Proven.")] == lines[:1]


def test_without_being_asked_it_prints_no_text(bundle: Bundle) -> None:
    assert "The letter" not in bundle.text() + json.dumps(bundle.said())


def test_a_case_without_an_allegation_is_a_case(tmp_path: Path, capsys: Any) -> None:
    case = f"case/{uuid4()}"

    def told(writer: Writer) -> Told:
        writer.write("report.received", case, sealed={"narrative": NOTES})
        return Told("", case, case, "")

    export, _ = pure_export(tmp_path / "export", told)
    export.openings([])
    assert Bundle(export, [], [], capsys).counts() == {"proven": 1, "sealed from you": 1, "undecided": 0, "tampered": 0}
    export.told = Told("", f"case/{uuid4()}", case, "")
    assert Bundle(export, [], [], capsys).judged().rc == verify.USAGE
