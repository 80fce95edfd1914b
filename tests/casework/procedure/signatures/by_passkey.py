"""Steps that people sign by passkey on the page, exported for the verifier; and what a forger makes of them."""

import io
import json
import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command

from accounts.models import User
from casework.models import Case
from casework.record.events import KINDS
from ledger import verify
from ledger.canonical import decode, encode
from ledger.clock import now
from ledger.sync import seal_log
from local.demo.scenario import Story
from policy.actions import countersign_key, register_signing_key
from policy.models import Pending
from policy.passkeys import creation_options
from policy.queries import hand_in_office
from tests.casework.web.conftest import METHODS
from tests.ledger.exported import signing
from tests.ledger.story import Export, Told, Verdict, judged
from tests.passkeys import Passkey
from vault.compartments import Compartment, Kind
from vault.sealing import openings

type Value = dict[str, Any]


def device_of(user: User, second: User | None = None) -> Passkey:
    """A passkey that somebody made in office, and that `second`, or else an administrator, signed to be theirs."""
    device, hand = Passkey(), hand_in_office(user)
    options = creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[])
    made = register_signing_key(hand=hand, by=user, answer=device.made(options), challenge=bytes(32), at=now())
    if isinstance(made, Pending):
        countersign_key(pending=made.pk, by=second or User.objects.get(name__startswith="Adam"), at=now())
    return device


def just_proven(browser: Any) -> Any:
    """The browser of somebody who has given a code a moment ago."""
    session = browser.session
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session.save()
    return browser


def hidden(page: str) -> dict[str, str]:
    """What the page of signing would send again."""
    return {
        name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    }


def asked(page: str) -> str:
    """What the page asks of a passkey."""
    found = re.search(r'data-options="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def signed(browser: Any, path: str, device: Passkey, typed: dict[str, Any]) -> Any:
    """Send what was typed, sign the page that answers, and send it."""
    page = browser.post(path, typed).content.decode()
    return browser.post(path, hidden(page) | {"answer": device.signed(asked(page))})


@pytest.fixture
def exported(tmp_path: Path, capsys: Any) -> Callable[[Story | Case], tuple[Export, Callable[[], Verdict]]]:
    """The export of a case with its openings, and what the verifier says of it."""

    def run(story: Story | Case) -> tuple[Export, Callable[[], Verdict]]:
        with signing(tmp_path / "mirror") as socket:
            seal_log(socket)
        reference = story.reference if isinstance(story, Case) else story.case
        stream = Case.objects.get(reference=reference).stream
        export = Export(tmp_path / "export", Told(stream, stream, stream, ""))
        call_command("ledger_export", str(export.folder), "--case", reference, stdout=io.StringIO())
        words = ("log", export.folder, "--keyring", export.keyring(), "--pin", export.pin())
        return export, lambda: judged(capsys, *words)

    return run


def restated(export: Export, change: Callable[[str, str, Value], Value]) -> None:
    """Put other texts into the place of what was signed: `change` is given entry, field and value of each."""
    path, bodies = export.folder / "openings.jsonl", export.bodies()
    lines: list[Any] = [decode(line) for line in path.read_bytes().splitlines()]
    for one in lines:
        if one["field"] in ("statement", "evidence"):
            one["value"] = change(one["id"], one["field"], one["value"])
            digest = json.loads(json.dumps(_commitment(one)))
            next(body for body in bodies if body["id"] == one["id"])["commit"][one["field"]] = digest
    path.write_bytes(b"".join(encode(line) + b"\n" for line in lines))
    export.save(export.rechained(bodies))


def with_every_opening(export: Export) -> None:
    """Hand over what opens every sealed field of every case in the export, as nobody would."""
    lines = []
    for body in export.bodies():
        kind = KINDS.get(body["type"])
        for name, seal in kind.sealed.items() if kind and body["commit"] else ():
            place = Compartment(subject=UUID(body["stream"].removeprefix("case/")), kind=Kind(seal.kept.value))
            wanted = [(UUID(body["id"]), name)]
            for salt, value in openings(place, body["stream"], wanted).values():
                lines.append({"id": body["id"], "field": name, "salt": verify.b64(salt), "value": value})
    export.openings(lines)


def texts(export: Export, entry: str) -> dict[str, Value]:
    """The statement and the evidence of a signature."""
    lines: list[Any] = [decode(line) for line in (export.folder / "openings.jsonl").read_bytes().splitlines()]
    return {one["field"]: one["value"] for one in lines if one["id"] == entry}


def signed_anew(export: Export) -> None:
    """Sign the forged log with the log's own key, for a verifier that has seen nothing earlier."""
    export.sign()
    first = json.loads((export.folder / "checkpoints.jsonl").read_text().splitlines()[0])
    (export.folder.parent / "pin").write_text(first, encoding="utf-8")


def _commitment(one: Value) -> str:
    salt = verify.unb64(one["salt"])
    return verify.b64(verify.commitment(salt=salt, entry_id=one["id"], name=one["field"], value=one["value"]))
