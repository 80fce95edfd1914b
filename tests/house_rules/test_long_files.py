"""The list of the files that take longest names files that are there, each once."""

from tests.long_files import LONG


def test_every_long_file_is_there_and_named_once() -> None:
    assert [str(file) for file in LONG if not file.exists()] == []
    assert len(set(LONG)) == len(LONG)
