"""Each complaint about a file of an edition names the file and the line that its author has to correct."""

import textwrap
from pathlib import Path

import pytest

from policy.editions import EditionError, read_source
from policy.editions.source import Source, key_lines


def lines(text: str) -> dict[str, int]:
    """Return the lines of the keys of a file, which begins in its second line here, by dotted keys."""
    found = key_lines(textwrap.dedent(text))
    return {".".join(map(str, path)): line for path, line in found.items()}


def test_a_key_is_found_in_its_table() -> None:
    assert lines("""
        title = "A"
        [calendar]
        zone = "Asia/Tokyo"
        [ladder.L1]
        name = "Advice"
    """) == {"title": 2, "calendar": 3, "calendar.zone": 4, "ladder.L1": 5, "ladder.L1.name": 6}


def test_the_tables_of_a_list_are_numbered_from_zero() -> None:
    assert lines("""
        [[commitments]]
        number = 1
        [[commitments]]
        number = 2
        [[closed]]
        number = 3
    """) == {
        "commitments.0": 2, "commitments.0.number": 3, "commitments.1": 4, "commitments.1.number": 5,
        "closed.0": 6, "closed.0.number": 7,
    }  # fmt: skip


@pytest.mark.parametrize("header", ["[a.b]", "  [ a . b ]  ", "[a.b] # why", '["a".b]', "['a'.\"b\"]", "\t[a.b]"])
def test_a_header_is_found_however_it_is_written(header: str) -> None:
    assert key_lines(f"{header}\nc = 1") == {("a", "b"): 1, ("a", "b", "c"): 2}


@pytest.mark.parametrize("key", ["a.b = 1", "  a.b=1", '"a".b = 1', "'a'.\"b\" = 1", "\ta.b = 1"])
def test_a_key_is_found_however_it_is_written(key: str) -> None:
    assert key_lines(key) == {("a", "b"): 1}


def test_a_comment_is_no_key() -> None:
    assert lines("""
        # a = 1
        b = 2 # c = [
        # [d]
        e = 3
    """) == {"b": 3, "e": 5}


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_long_text_holds_no_keys(quotes: str) -> None:
    assert key_lines(f"a = {quotes}\nb = 1\n[c]\n'\"\n{quotes}\nd = 2\n") == {("a",): 1, ("d",): 6}


@pytest.mark.parametrize("text", ['"""x"""', "'''x'''", '""', "''", '"#"', "'#'", '"["', "'{'", "\"'''\"", '\'"""\''])
def test_a_text_that_ends_in_its_line_hides_no_key(text: str) -> None:
    assert key_lines(f"a = {text} # [\nb = 2\n") == {("a",): 1, ("b",): 2}


@pytest.mark.parametrize(
    "text",
    [r'"\""', r'"\\"', r'"\\\""', r"'\'", '"""\n\\"""\n"""', "'''\n\\'''", '"""\n\\\\"""', '"""\n""\\""""'],
)
def test_a_backslash_keeps_a_text_open_only_within_double_quotes(text: str) -> None:
    after = 2 + text.count("\n")
    assert key_lines(f"a = {text}\nb = 2\n") == {("a",): 1, ("b",): after}


@pytest.mark.parametrize(
    "value",
    [
        "[\n1,\nx = 2\n]",
        "[ # ]\n[c]\n]",
        "[[\n1 ], [\n2 ]\n]",
        '[\n"]",\nx = 2\n]',
        "{ b = [\n1,\nx = 2\n] }",
        "[\n']'\n,'[',\nx = 3\n]",
    ],
)
def test_a_list_over_several_lines_holds_no_keys(value: str) -> None:
    after = 2 + value.count("\n")
    assert key_lines(f"a = {value}\nd = 2\n") == {("a",): 1, ("d",): after}


def test_a_key_counts_where_it_stands_first() -> None:
    assert key_lines("[a]\n[b]\n[a]\n") == {("a",): 1, ("b",): 2}


NAMED = Source("rulebook.toml", {}, {("clocks",): 4, ("clocks", "CTA"): 9})


@pytest.mark.parametrize(
    ("path", "line"),
    [(("clocks", "CTA"), 9), (("clocks", "CTA", "days"), 9), (("clocks", "SLIP", "days"), 4), (("title",), 1), ((), 1)],
)
def test_a_complaint_names_the_line_of_the_nearest_key_around(path: tuple[str, ...], line: int) -> None:
    error = NAMED.wrong(path, "no")
    assert (error.file, error.line, error.reason) == ("rulebook.toml", line, "no")
    assert str(error) == f"rulebook.toml, line {line}: no"


def test_a_complaint_about_values_from_elsewhere_names_no_line() -> None:
    assert str(Source("kept", {}).wrong(("title",), "no")) == "kept: no"


def refused(path: Path) -> str:
    with pytest.raises(EditionError) as error:
        read_source(path)
    return str(error.value).removeprefix(str(path))


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "code.toml") == ": this file is missing"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path) == ": this file cannot be read (Is a directory)"


@pytest.mark.parametrize(("before", "line"), [(b"", 1), (b"a = 1\n", 2), (b"a = 1\nb = 2\n# ", 3)])
def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path, before: bytes, line: int) -> None:
    (tmp_path / "code.toml").write_bytes(before + b"\xff\n\n")
    assert refused(tmp_path / "code.toml") == f", line {line}: this is not UTF-8 text"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = \n", ", line 1: this is not TOML: Invalid value"),
        ("a = 1\nb = ]\nc = 1\n", ", line 2: this is not TOML: Invalid value"),
        ("a = 1\na = 2\n", ", line 2: this is not TOML: Cannot overwrite a value"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "code.toml").write_text(text, encoding="utf-8")
    assert refused(tmp_path / "code.toml") == said


@pytest.mark.parametrize("text", ['a = "', "a = 1\nb = [", "a = 1\n\nb = ["])
def test_a_file_that_breaks_off_is_refused_with_its_last_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "code.toml").write_text(text, encoding="utf-8")
    assert refused(tmp_path / "code.toml").startswith(f", line {text.count(chr(10)) + 1}: this is not TOML: ")


def test_a_file_is_read_with_its_values_and_their_lines(tmp_path: Path) -> None:
    (tmp_path / "code.toml").write_text('\nkey = "ä"\n', encoding="utf-8")
    source = read_source(tmp_path / "code.toml")
    assert (source.file, source.values, source.lines) == (str(tmp_path / "code.toml"), {"key": "ä"}, {("key",): 2})
