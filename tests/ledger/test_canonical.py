"""Canonical JSON: one form for each value, and no other bytes are read."""

import json
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.canonical import LARGEST_INTEGER, Json, NotCanonical, decode, encode

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text(st.characters(max_codepoint=127))
NUMBERS = st.integers(min_value=-LARGEST_INTEGER, max_value=LARGEST_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


class Colour(StrEnum):
    RED = "red"


class Size(IntEnum):
    SMALL = 3


@pytest.mark.parametrize(
    ("value", "form"),
    [
        # RFC 8785, 3.2.2: the string and the literals of its sample object.
        ('\u20ac$\u000f\nA\'B"\\\\"/', b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ([None, True, False], b"[null,true,false]"),
        # RFC 8785, 3.2.3: keys in the order of their UTF-16 units, the ASCII ones of its sample.
        ({"\r": "Carriage Return", "1": "One"}, b'{"\\r":"Carriage Return","1":"One"}'),
        ({"b": 1, "a": {"d": [], "c": {}}, "B": -0}, b'{"B":0,"a":{"c":{},"d":[]},"b":1}'),
        ("\x08\t\n\x0c\r\x00\x1f\x7f", b'"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f"'),
        ("\U0001f600", b'"\xf0\x9f\x98\x80"'),
        (LARGEST_INTEGER, b"9007199254740991"),
        ((1, 2), b"[1,2]"),
        ({Colour.RED: Colour.RED}, b'{"red":"red"}'),
        (Size.SMALL, b"3"),
    ],
)
def test_a_value_has_this_form(value: Json, form: bytes) -> None:
    assert encode(value) == form


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        LARGEST_INTEGER + 1,
        -LARGEST_INTEGER - 1,
        "\ud800",
        {"\ud800": 1},
        {"é": 1},
        {1: 2},
        b"x",
        {1},
        object(),
    ],
)
def test_a_value_outside_the_profile_has_no_form(value: Any) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"1.0", b"1e3", b"-0", b"01", b"NaN", b"Infinity", b"[1,]",
        b"[1]\n", b"[1]\r\n", b"\xef\xbb\xbf[1]", b'"\xff"', b'"\\u0041"', b'"\\/"', b'"\\ud800"', b"9007199254740992",
        b"", b"[" * 100_000, '{"é":1}'.encode(),
    ],
)  # fmt: skip
def test_bytes_that_are_not_the_one_form_are_not_read(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)


@given(VALUES)
def test_what_was_written_is_read_again(value: Json) -> None:
    form = encode(value)
    assert decode(form) == value
    assert json.loads(form) == value
