"""False histories of a real case, written with the log's key: how they are made, and what the verifier says of them."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from ledger.keyring import LogKey
from ledger.notes import log_key
from ledger.sync import seal_log
from tests.casework.web.conftest import Town, town_begun
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN, Export, Told, judged
from tests.ledger.test_stages import play

type Body = dict[str, Any]
type Change = Callable[[list[Body]], list[Body]]
type Forged = Callable[[Change], frozenset[str]]

begun = town_begun(to=play)


@pytest.fixture
def export(here: tuple[Town, str], tmp_path: Path) -> Iterator[Export]:
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
    call_command("ledger_export", str(tmp_path / "export"), stdout=StringIO())
    yield Export(tmp_path / "export", Told("", here[1], "", ""))


@pytest.fixture
def forged(export: Export, capsys: Any) -> Forged:
    """What `log` and `case` say alike of the case after a change of its history. The true one is clean."""

    def run(change: Change) -> frozenset[str]:
        words: list[str | Path] = ["--keyring", export.keyring(LogKey(log_key(ORIGIN, KEY)))]
        assert judged(capsys, "log", export.folder, *words).tamper == frozenset()
        export.save(export.rechained(change(export.bodies())))
        export.sign()
        log = judged(capsys, "log", export.folder, *words)
        assert judged(capsys, "case", export.folder, export.told.case, *words).tamper == log.tamper
        return log.tamper

    return run


def first(bodies: list[Body], kind: str) -> Body:
    return next(body for body in bodies if body["type"] == kind)


def changed(kind: str, change: Callable[[Body], Body], *, number: int = 0) -> Change:
    """Change an entry of a kind."""

    def run(bodies: list[Body]) -> list[Body]:
        one = [body for body in bodies if body["type"] == kind][number]
        return [change(body) if body is one else body for body in bodies]

    return run


def written_by(actor: str) -> Callable[[Body], Body]:
    return lambda body: {**body, "actor": actor}


def naming(**data: Any) -> Callable[[Body], Body]:
    return lambda body: {**body, "data": {**body["data"], **data}}


def without_one(kind: str, *, number: int = -1) -> Change:
    """Leave out one entry of a kind."""

    def run(bodies: list[Body]) -> list[Body]:
        gone = [body for body in bodies if body["type"] == kind][number]
        return [body for body in bodies if body is not gone]

    return run


def again(kind: str, *, behind: str, **data: Any) -> Change:
    """Write the first entry of a kind a second time, behind the last of another kind."""

    def run(bodies: list[Body]) -> list[Body]:
        one = first(bodies, kind)
        place = max(at for at, body in enumerate(bodies) if body["type"] == behind) + 1
        at = bodies[place - 1]["at"]
        copied = {**one, "id": str(uuid4()), "at": at, "data": {**one["data"], **data}}
        return [*bodies[:place], copied, *bodies[place:]]

    return run


def all_of(*changes: Change) -> Change:
    def run(bodies: list[Body]) -> list[Body]:
        for change in changes:
            bodies = change(bodies)
        return bodies

    return run
