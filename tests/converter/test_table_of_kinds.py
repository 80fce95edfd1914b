"""The table of files of every kind names every media type that is accepted, and promises what the converter's code promises."""

from converter.kinds import KINDS
from tests.converter import shown
from tests.converter.every_kind import EVERY_KIND, make
from vault import media


def test_the_table_has_every_media_type() -> None:
    told = {shown.kind_of(make(name)) for name in EVERY_KIND}
    assert told == set(media.ENDINGS) == set(KINDS)


def test_the_promise_in_code_is_this_table() -> None:
    promised: dict[str, set[str]] = {kind: set() for kind in media.ENDINGS}
    for name, (_, parts) in EVERY_KIND.items():
        promised[shown.kind_of(make(name))] |= parts
    assert promised == {kind: set(one.parts) for kind, one in KINDS.items()}
