"""What the verifier says of a case that rests on editions, which were published and handed over so or otherwise."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.books import publish_books, publish_edition, write_books
from tests.ledger.story import TODAY, Export, Told, Verdict, Writer, judged, pure_export


def tell_case(writer: Writer, member: str, case: str) -> None:
    """A member signs, and a case rests on it."""
    oath = writer.leaves[writer.oath(member, TODAY)]
    _, key = writer.charge(case, oath, TODAY, TODAY)
    writer.write("case.opened", case, sealed={"oaths": {key: [oath]}})
    writer.finding(case, key)


@pytest.fixture
def verdict(tmp_path: Path, capsys: Any) -> Callable[..., Verdict]:
    """What the verifier says of a log whose books were published so, in which a case rests on them."""

    def run(
        publish: Callable[[Writer], None] = publish_books,
        tell: Callable[[Writer, str, str], None] = tell_case,
        *,
        forge: Callable[[Export], None] = lambda _: None,
        case: bool = False,
    ) -> Verdict:
        member, stream = f"member/{uuid4()}", f"case/{uuid4()}"

        def told(writer: Writer) -> Told:
            tell(writer, member, stream)
            return Told(member, stream, stream, "")

        export, _ = pure_export(tmp_path / uuid4().hex / "export", told, publish=publish)
        forge(export)
        words = ("case", export.folder, stream) if case else ("log", export.folder)
        return judged(capsys, *words, "--keyring", export.keyring(), "--pin", export.pin())

    return run


def hand_over(*editions: bytes) -> Callable[[Export], None]:
    """A forger hands over these words in place of the real ones."""

    def forge(export: Export) -> None:
        write_books(export.folder, editions)

    return forge


def after_books(*more: tuple[str, bytes, Mapping[str, Any]]) -> Callable[[Writer], None]:
    """The books, and then these publications."""

    def publish(writer: Writer) -> None:
        publish_books(writer)
        for kind, words, data in more:
            publish_edition(writer, kind, words, **data)

    return publish
