"""The pages say in plain words which witnesses have signed the record, and which have not."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from casework.web.record.auditor import note_context
from ledger.checking import check_receipt
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Cosignature
from ledger.notes import Head, Note, Signature, cosign, log_key, sign, witness_key
from ledger.witnessed import Witnessed, last_cosignatures
from tests.casework.web.conftest import Town, begun, here, town
from tests.ledger.receipted import Given, case
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY, WITNESS, judged
from tests.ledger.test_checking_page import dropped, words

__all__ = ["begun", "case", "here", "town"]

AT = datetime(2026, 11, 25, 10, tzinfo=UTC)


def trusts(settings: Settings, folder: Path, *names: str) -> None:
    """Let the keyring have witnesses of these names."""
    keys = dict(zip(("one.example", "two.example"), (WITNESS, OTHER_KEY), strict=True))
    settings.KEYRING_FILE = folder / "keyring.json"
    ring = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))], [witness_key(name, keys[name]) for name in names])
    settings.KEYRING_FILE.write_text(ring.json(), encoding="utf-8")


def test_the_newest_of_each_witness_in_the_keyring(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.KEYRING_FILE = None
    assert last_cosignatures() == []
    trusts(settings, tmp_path, "one.example", "two.example")
    for size, name in ((1, "one.example"), (3, "one.example"), (4, "former.example")):
        Cosignature.objects.create(size=size, witness=name, line="", at=AT)
    assert last_cosignatures() == [Witnessed("one.example", 3, AT), Witnessed("two.example")]
    settings.KEYRING_FILE.write_text("{}", encoding="utf-8")
    assert last_cosignatures() == []


def test_the_auditors_pages_say_how_far_each_witness_has_signed(town: Town, tmp_path: Path, settings: Settings) -> None:
    trusts(settings, tmp_path)
    pages = [reverse("record"), reverse("record_state")]
    said = [words(town.browser("audrey").get(page)) for page in pages]
    assert ["No witness outside this installation signs the record." in each for each in said] == [True, True]
    trusts(settings, tmp_path, "one.example", "two.example")
    Cosignature.objects.create(size=7, witness="one.example", line="", at=AT)
    said = [words(town.browser("audrey").get(page)) for page in pages]
    assert [
        "one.example has signed the first 7 entries, on 25 November 2026, 10:00 UTC." in each
        and "two.example has signed nothing yet." in each
        for each in said
    ] == [True, True]


@pytest.mark.parametrize("names", [(), ("one.example",), ("one.example", "two.example")])
def test_a_receipt_says_who_witnessed_it(case: Given, settings: Settings, names: tuple[str, ...], capsys: Any) -> None:
    trusts(settings, case.folder, *names)
    text = str(Checkpoint.objects.get().note).partition("\n\n")[0] + "\n"
    for name, key in zip(names, (WITNESS, OTHER_KEY), strict=False):
        line = cosign(text, name=name, key=key, time=int(datetime.now(UTC).timestamp()))
        Cosignature.objects.create(size=Checkpoint.objects.get().size, witness=name, line=str(line), at=AT)
    page = words(dropped(case.receipt()))
    assert (check_receipt(case.receipt().encode()).witnesses, "This receipt holds" in page) == (names, True)
    assert {
        0: "No witness outside the Society has signed this receipt’s checkpoint.",
        1: "One witness outside the Society has signed the same record: one.example.",
        2: "2 witnesses outside the Society have signed the same record: one.example, two.example.",
    }[len(names)] in page.replace(" .", ".")
    listing = {0: "0 witnesses", 1: "1 witness: one.example", 2: "2 witnesses: one.example, two.example"}[len(names)]
    verdict = judged(capsys, "receipt", case.file(case.receipt()), "--keyring", settings.KEYRING_FILE)
    assert f'"{listing}"' in verdict.words


def test_a_code_leaves_out_the_lines_that_do_not_fit() -> None:
    head = Head(ORIGIN, 9, bytes(32))
    own = sign(head.text, name=ORIGIN, key=KEY)
    large = Signature("post-quantum.example", bytes(4), bytes(2428))
    many = [cosign(head.text, name=f"w{number}.example", key=WITNESS, time=1) for number in range(30)]
    whole, short = str(Note(head.text, [own, large, *many])), str(Note(head.text, [own]))
    shown = note_context(whole)
    assert (shown["note"], shown["signatures"].count("\n")) == (whole, 31)
    assert shown["code"] != note_context(short)["code"]
    assert note_context(str(Note(head.text, [own, large])))["code"] == note_context(short)["code"]
