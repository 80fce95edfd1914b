"""The drills on what the fuzz of meanings found: signatures for nothing, words beside a statement, texts beside an opening."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ledger import verify
from ledger.canonical import Json, decode, encode
from ledger.entries import b64
from ledger.models import Checkpoint
from tests.ledger.receipted import Given, case
from tests.ledger.signers import BALLOT, VOTE, Signer
from tests.ledger.story import CODE, TODAY, Told, Writer, edition_id, judged, pure_export
from tests.ledger.test_drills_statements import Tell, opened, split_openings, sworn, told, voted
from tests.ledger.test_drills_steps import found_on

__all__ = ["case", "told"]


def signed_for(kind: str, *, by_somebody_else: bool = False) -> Tell:
    """A voter signs a vote, and the operator records an entry of another type, or under the name of a person without a key."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register()
        over = member.writer.write("case.ballot_opened", case)
        write = voter.writer.write

        def recorded(event: str, stream: str, **how: Any) -> str:
            if event == "case.vote_cast":
                how |= {"actor": uuid4()} if by_somebody_else else {}
                return write(kind, stream, **how)
            return write(event, stream, **how)

        voter.writer.write = recorded  # type: ignore[method-assign,assignment]
        voter.vote(case, over)

    return tell


@pytest.mark.parametrize(
    "tell",
    [
        signed_for("case.vote_announced"),
        signed_for("case.vote_cast", by_somebody_else=True),
        lambda m, v, c: voted(m, v, c, states={"step": "open_ballot"}),
    ],
)
def test_signature_for_no_step_of_its_holder(told: Any, tell: Tell) -> None:
    assert told(tell).tamper & {"signature", "statement-mismatch"}


def test_an_entry_of_a_signed_step_under_another_name(told: Any) -> None:
    """The first entry of the step is the signer's, the second one is recorded as somebody else's."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register()
        over = member.writer.write("case.ballot_opened", case)
        acts = [("case.vote_cast", {"ballot": BALLOT, "option": "remove"}, VOTE), ("case.vote_noted", {}, {})]
        write = voter.writer.write

        def recorded(event: str, stream: str, **how: Any) -> str:
            return write(event, stream, **{**how, "actor": uuid4() if event == "case.vote_noted" else how["actor"]})

        voter.writer.write = recorded  # type: ignore[method-assign,assignment]
        voter.step(case, "cast_vote", acts, over=over)

    assert told(tell).tamper == {"statement-mismatch"}


@pytest.mark.parametrize("kind", ["finding.made", "sanction.imposed"])
def test_a_finding_or_a_sanction_outside_the_step_that_was_signed(told: Any, kind: str) -> None:
    """The operator adds a finding or a sanction, in the name of somebody who signs with a passkey, behind what was signed."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        oath = member.writer.leaves[member.writer.oath(member.stream, TODAY)]
        key = member.writer.charge(case, oath, TODAY, TODAY)[1]
        member.writer.write("case.opened", case, sealed={"oaths": {key: [oath]}})
        voter.register()
        voter.step(case, "record_findings", found_on([key]))
        words = {"commitment": 1, "edition": edition_id(CODE), "proven": False, "allegation": key}
        data = words if kind == "finding.made" else {"findings": [key], "sanction": str(uuid4())}
        voter.writer.write(kind, case, actor=voter.person, **data)

    assert told(tell).tamper == {"signature"}


def test_a_signature_that_is_recorded_for_another_step(told: Any) -> None:
    """The entry that holds it names another step than the entry that it is for."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register()
        write = voter.writer.write

        def recorded(event: str, stream: str, **how: Any) -> str:
            return write(event, stream, **{**how, "step": "cast_vote"} if event == "case.signature_given" else how)

        voter.writer.write = recorded  # type: ignore[method-assign,assignment]
        voter.step(case, "record_findings", [("case.step_proposed", {"step": "record_findings"}, {"input": "x"})])

    assert told(tell).tamper == {"statement-mismatch"}


def test_an_oath_under_another_name_than_the_holders(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        member.register()
        holder, member.person = member.person, uuid4()
        opened(member, case, member.oath(TODAY))
        member.person = holder

    assert told(tell).tamper == {"signature"}


@pytest.mark.parametrize(
    "states",
    [{"note": "and more"}, {"nonce": "AAAA"}, {"nonce": None}, {"nonce": "A" * 22 + "==" + "A" * 22 + "=="}],
)
def test_words_beside_a_statement(told: Any, states: dict[str, Any]) -> None:
    assert told(lambda m, v, c: sworn(m, c, states=states)).tamper == {"statement-mismatch"}


@pytest.mark.parametrize("states", [{"note": "and more"}, {"nonce": "AAAA"}, {"nonce": None}])
def test_words_beside_the_statement_of_a_step(told: Any, states: dict[str, Any]) -> None:
    assert told(lambda m, v, c: voted(m, v, c, states=states)).tamper == {"statement-mismatch"}


@pytest.mark.parametrize("name", ["oath", "locale"])
def test_an_oath_whose_edition_has_no_name(told: Any, name: str) -> None:
    assert told(lambda m, v, c: sworn(m, c, states={name: ["x"]})).tamper == {"statement-mismatch"}


@pytest.mark.parametrize("file", ["openings.jsonl", "signatures.jsonl"])
@pytest.mark.parametrize("beside", [{"note": "It was so."}, {"value": [[]]}])
def test_words_beside_an_opening(tmp_path: Path, capsys: Any, file: str, beside: dict[str, Json]) -> None:
    """A line of openings holds what opens a commitment, and nothing that nobody has judged."""

    def story(writer: Writer) -> Told:
        case = f"case/{uuid4()}"
        voted(Signer(writer, f"member/{uuid4()}"), Signer(writer), case)
        return Told(case, case, case, "")

    export, writer = pure_export(tmp_path / "export", story)
    split_openings(export, writer.openings)
    path = export.folder / file
    first, *rest = path.read_bytes().splitlines()
    one: Any = decode(first)
    path.write_bytes(b"".join(line + b"\n" for line in (encode({**one, **beside}), *rest)))
    said = judged(capsys, "log", export.folder, "--keyring", export.keyring(), "--pin", export.pin())
    assert said.rc == (verify.USAGE if "note" in beside else verify.TAMPERED)


DEPTHS = (verify.DEEPEST, verify.DEEPEST + 20, 990, 5_000, 100_000)


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_text_that_is_nested_without_end_is_unreadable(case: Given, capsys: Any, depth: int) -> None:
    lines = case.receipt().split("\n")
    extra = base64.b64decode(lines[1].removeprefix("extra "))
    value = b'"value":' + b"[" * depth + b"]" * depth + b"}"
    begun, _, rest = extra.partition(b'"value":')
    lines[1] = "extra " + b64(begun + value + rest[rest.index(b"}") + 1 :])
    said = judged(capsys, "receipt", case.file("\n".join(lines)), "--keyring", case.ring)
    assert said.rc == (verify.TAMPERED if depth < verify.DEEPEST - 4 else verify.USAGE)


def more_in_extra(extra: dict[str, Any]) -> None:
    extra["note"] = "It was so."


def more_in_opening(extra: dict[str, Any]) -> None:
    extra["openings"][0]["note"] = "It was so."


@pytest.mark.parametrize("change", [more_in_extra, more_in_opening])
def test_words_beside_a_receipt(case: Given, capsys: Any, change: Callable[[dict[str, Any]], None]) -> None:
    assert judged(capsys, "receipt", case.file(case.changed(change)), "--keyring", case.ring).rc == verify.USAGE


@pytest.mark.parametrize(
    "entries",
    [
        lambda shown: [],
        lambda shown: [{**shown, "note": "It was so."}],
        lambda shown: [{**shown, "index": str(shown["index"])}],
        lambda shown: [{**shown, "index": True}],
        lambda shown: [{**shown, "openings": {}}],
    ],
)
def test_a_disclosure_of_nothing_or_of_more(case: Given, capsys: Any, entries: Any) -> None:
    lines = case.receipt().partition("\n\n")[0].split("\n")
    extra: Any = decode(base64.b64decode(lines[1].removeprefix("extra ")))
    shown = {**extra, "index": case.entry.log_index, "path": lines[3:]}
    note = Checkpoint.objects.get().note
    words = ("--keyring", case.ring)
    true = case.file(encode({"v": 1, "checkpoint": note, "entries": [shown]}))
    assert judged(capsys, "disclose", true, *words).undecided == {"unpinned"}
    spoilt = case.file(encode({"v": 1, "checkpoint": note, "entries": entries(shown)}))
    assert judged(capsys, "disclose", spoilt, *words).rc == verify.USAGE
