"""The drills on statements: what was signed is what the entry says, seen by `log` and by `case`; and it leaks no word."""

import hashlib
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ledger import verify
from ledger.canonical import decode, encode
from ledger.entries import b64
from tests.ledger.dictionary import forms_of, found
from tests.ledger.fuzz import SPOILS
from tests.ledger.signers import VOTE, Signer
from tests.ledger.story import LATER_CODE, TODAY, Export, Told, Verdict, Writer, edition_id, judged, pure_export

DAY = timedelta(days=1)
OTHER = f"member/{uuid4()}"
type Tell = Callable[[Signer, Signer, str], None]


def split_openings(export: Export, openings: list[dict[str, Any]]) -> None:
    """Hand over what opens the oaths beside what opens the rest, as the export does."""
    oaths = {body["id"] for body in export.bodies() if body["type"].startswith("oath.")}
    export.openings([one for one in openings if one["id"] not in oaths])
    signed = b"".join(encode(one) + b"\n" for one in openings if one["id"] in oaths)
    (export.folder / "signatures.jsonl").write_bytes(signed)


@pytest.fixture
def told(tmp_path: Path, capsys: Any) -> Callable[..., Verdict]:
    """What `log` and `case` say alike of a story of a member, a voter and a case, with every opening but those in `sealed`."""

    def run(tell: Tell, *, sealed: tuple[str, ...] = ()) -> Verdict:
        case, member = f"case/{uuid4()}", f"member/{uuid4()}"

        def story(writer: Writer) -> Told:
            tell(Signer(writer, member), Signer(writer), case)
            return Told(member, case, case, "")

        export, writer = pure_export(tmp_path / "export", story)
        split_openings(export, [one for one in writer.openings if one["field"] not in sealed])
        words = ("--keyring", export.keyring(), "--pin", export.pin())
        log, alone = judged(capsys, "log", export.folder, *words), judged(capsys, "case", export.folder, case, *words)
        assert log.tamper == alone.tamper
        return log

    return run


def opened(member: Signer, case: str, oath: str) -> None:
    """A case that rests on an oath."""
    leaf = member.writer.leaves[oath]
    _, key = member.writer.charge(case, leaf, TODAY, TODAY)
    member.writer.write("case.opened", case, sealed={"oaths": {key: [leaf]}})


def sworn(member: Signer, case: str, **how: Any) -> None:
    """A member who has a passkey signs the oath, and a case rests on it."""
    member.register()
    opened(member, case, member.oath(TODAY, **how))


def voted(member: Signer, voter: Signer, case: str, **how: Any) -> None:
    """The same, and somebody on the board votes."""
    sworn(member, case)
    voter.register()
    voter.vote(case, member.writer.write("case.ballot_opened", case), **how)


def test_oath_and_vote_that_say_what_was_signed_are_proven(told: Any) -> None:
    said = told(voted)
    assert (said.rc, said.tamper, said.undecided) == (0, frozenset(), frozenset())


SEALED = [(), ("choice",), ("choice", "reason")]


@pytest.mark.parametrize("sealed", SEALED)
def test_a_signed_vote_is_proven_to_be_the_recorded_one_without_its_choice(told: Any, sealed: tuple[str, ...]) -> None:
    said = told(voted, sealed=sealed)
    assert (said.rc, said.tamper, said.undecided) == (0, frozenset(), frozenset())


@pytest.mark.parametrize("sealed", SEALED)
def test_statement_of_another_choice(told: Any, sealed: tuple[str, ...]) -> None:
    said = told(lambda m, v, c: voted(m, v, c, recorded={"choice": "for"}), sealed=sealed)
    assert said.tamper == {"statement-mismatch"}


@pytest.mark.parametrize("sealed", SEALED)
def test_statement_of_another_text(told: Any, sealed: tuple[str, ...]) -> None:
    said = told(lambda m, v, c: voted(m, v, c, recorded={"reason": "Another."}), sealed=sealed)
    assert said.tamper == {"statement-mismatch"}


def test_statement_of_another_day(told: Any) -> None:
    earlier = (TODAY - DAY).isoformat()
    assert told(lambda m, v, c: sworn(m, c, states={"effective": earlier})).tamper == {"statement-mismatch"}


@pytest.mark.parametrize("name", ["oath", "code"])
def test_statement_of_another_code(told: Any, name: str) -> None:
    said = told(lambda m, v, c: sworn(m, c, **{name: edition_id(LATER_CODE)}))
    assert said.tamper == {"statement-mismatch", "edition", *({"allegation-oath"} if name == "code" else ())}


@pytest.mark.parametrize(
    "states", [{"member": str(uuid4())}, {"log": "elsewhere"}, {"kind": "step-statement"}, {"v": True}]
)
def test_statement_of_another_member(told: Any, states: dict[str, Any]) -> None:
    assert told(lambda m, v, c: sworn(m, c, states=states)).tamper == {"statement-mismatch"}


@pytest.mark.parametrize("of", ["oath.signed", "case.signature_given"])
def test_statement_beside_another_text(told: Any, of: str) -> None:
    """The operator seals one text more in the entry that holds a signature: nobody signed that."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        write = member.writer.write

        def with_text(kind: str, *words: Any, sealed: Any = None, **how: Any) -> str:
            return write(kind, *words, sealed={**(sealed or {}), **({"note": "x"} if kind == of else {})}, **how)

        member.writer.write = with_text  # type: ignore[method-assign, assignment]
        voted(member, voter, case)

    assert told(tell).tamper == {"statement-mismatch"}


def test_oath_in_a_foreign_stream(told: Any) -> None:
    """The operator brings a member's key into another member's stream and records the signed oath there."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        own, member.stream = member.stream, OTHER
        member.register()
        member.stream = own
        opened(member, case, member.oath(TODAY, stream=OTHER))

    assert told(tell).tamper == {"statement-mismatch"}


def test_an_oath_that_cites_another_than_the_last_is_seen(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        first, _, other = [member.writer.oath(stream, TODAY) for stream in (member.stream, member.stream, OTHER)]
        opened(member, case, first)
        for entry in (first, other):
            member.writer.write(
                "oath.signed",
                member.stream,
                effective=str(TODAY + DAY),
                refs=[("supersedes", member.writer.leaves[entry])],
            )

    assert "ref-wrong" in told(tell).tamper


def test_a_signature_that_cites_another_key_than_it_names_is_seen(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register()
        over, voter.named = member.writer.write("case.ballot_opened", case), member.key
        voter.vote(case, over)

    assert told(tell).tamper == {"ref-wrong"}


def test_signature_in_a_foreign_stream(told: Any) -> None:
    assert told(lambda m, v, c: voted(m, v, c, given_in=f"case/{uuid4()}")).tamper == {"signature"}


@pytest.mark.parametrize(
    "states",
    [
        {"case": str(uuid4())},
        {"step": "decide_case"},
        {"person": str(uuid4())},
        {"proposal": None},
        {"makes": []},
        {"makes": [{}]},
        {"makes": {"type": "case.vote_cast"}},
        {"makes": [{"type": "case.vote_cast", "data": [], "sealed": []}]},
        {"v": True},
    ],
)
def test_statement_of_another_step(told: Any, states: dict[str, Any]) -> None:
    assert told(lambda m, v, c: voted(m, v, c, states=states)).tamper == {"statement-mismatch"}


STRANGE: list[Any] = [None, 1, True, "x", [], {}, [[]], {"a": []}, "AAAA", "é"]


@pytest.mark.parametrize("value", STRANGE)
@pytest.mark.parametrize(
    "name",
    ["v", "kind", "log", "member", "effective", "oath_sha256", "code_sha256", "supersedes", "step", "person", "makes"],
)
def test_nothing_else_than_the_entry_in_a_statement_is_proven(told: Any, name: str, value: Any) -> None:
    """The forger has the person sign anything at all in one place of the statement: a string, a list, nothing."""
    same = (name, value) in (("supersedes", None), ("v", 1))
    of_oath, of_vote = name not in ("step", "person", "makes"), name in ("v", "kind", "log", "step", "person", "makes")

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case, **({"states": {name: value}} if of_oath else {}))
        voter.register()
        over = member.writer.write("case.ballot_opened", case)
        voter.vote(case, over, **({"states": {name: value}} if of_vote else {}))

    assert told(tell).tamper == (frozenset() if same and value is not True else {"statement-mismatch"})


@pytest.mark.parametrize("value", [*STRANGE[:1], *STRANGE[3:]])
@pytest.mark.parametrize("name", ["type", "data", "sealed"])
def test_nothing_else_than_the_entry_in_what_a_step_makes_is_proven(told: Any, name: str, value: Any) -> None:
    made = {"type": "case.vote_cast", "data": {}, "sealed": {}} | {name: value}
    assert told(lambda m, v, c: voted(m, v, c, states={"makes": [made]})).tamper == {"statement-mismatch"}


def test_an_oath_whose_statement_was_not_handed_over_is_undecided(told: Any) -> None:
    assert told(lambda m, v, c: sworn(m, c), sealed=("statement",)).undecided == {"signature-sealed"}


WORDS = ["for", "against", "abstain", "remove", "On the papers.", "x"]
MANY = [f"word {number}" for number in range(10_000 - len(WORDS))]


@pytest.fixture
def handed_out(tmp_path: Path) -> Path:
    """The folder of an export with a signed vote: what ties and signatures open is handed out, what was typed is not."""

    def story(writer: Writer) -> Told:
        case = f"case/{uuid4()}"
        voted(Signer(writer, f"member/{uuid4()}"), Signer(writer), case)
        return Told(case, case, case, "")

    export, writer = pure_export(tmp_path / "export", story)
    split_openings(export, [one for one in writer.openings if one["field"] not in VOTE])
    return export.folder


def test_a_dictionary_of_ten_thousand_words_finds_none_in_an_export(handed_out: Path) -> None:
    assert found(handed_out, [*MANY, *forms_of(WORDS)]) == []


@pytest.mark.parametrize("salt", ["", "nonce"])
def test_the_dictionary_finds_a_digest_without_a_secret_salt(handed_out: Path, salt: str) -> None:
    """What was signed once: the digest of the form, alone or with the nonce that stands beside it."""
    form, nonce = {"choice": ["against"], "reason": ["On the papers."]}, bytes(range(16))
    said = b64(hashlib.sha256((nonce if salt else b"") + encode(form)).digest())
    (handed_out / "more").write_bytes(encode({"said": said, "nonce": b64(nonce)}))
    assert found(handed_out, forms_of(WORDS)) == [form]


def test_the_dictionary_finds_a_word_whose_salt_was_handed_out(handed_out: Path) -> None:
    lines = [decode(line) for line in (handed_out / "log.jsonl").read_bytes().splitlines()]
    vote: Any = next(one for one in lines if one["type"] == "case.vote_cast")  # type: ignore[call-overload, index]
    salt = bytes(range(32))
    vote["commit"]["choice"] = b64(verify.commitment(salt=salt, entry_id=vote["id"], name="choice", value="against"))
    (handed_out / "log.jsonl").write_bytes(b"".join(encode(line) + b"\n" for line in lines))
    (handed_out / "more").write_bytes(encode({"salt": b64(salt)}))
    assert found(handed_out, forms_of(WORDS)) == ["against"]


@pytest.mark.parametrize("file", ["openings.jsonl", "signatures.jsonl", "log.jsonl"])
def test_nothing_spoilt_of_what_was_signed_is_proven(tmp_path: Path, capsys: Any, file: str) -> None:
    """Two hundred spoilt files of each kind: never proven, never a traceback, but where only lines are repeated or moved."""

    def story(writer: Writer) -> Told:
        case = f"case/{uuid4()}"
        voted(Signer(writer, f"member/{uuid4()}"), Signer(writer), case)
        return Told(case, case, case, "")

    export, writer = pure_export(tmp_path / "export", story)
    split_openings(export, writer.openings)
    path, words = export.folder / file, ("--keyring", export.keyring(), "--pin", export.pin())
    whole = path.read_bytes()
    for seed in range(200):
        chance = random.Random(seed)
        path.write_bytes(chance.choice(SPOILS)(chance, whole))
        said = judged(capsys, "log", export.folder, *words)
        same = {*path.read_bytes().splitlines()} == {*whole.splitlines()}
        assert (said.rc != verify.PROVEN or same, said.words != "") == (True, True), f"seed {seed}"
