"""The tree of RFC 9162 against its definition, and proofs that nothing else passes."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import verify
from ledger.commitments import leaf_hash
from ledger.tree import (
    EMPTY_ROOT,
    Tree,
    consistency_path,
    inclusion_path,
    perfect_root,
    root_at,
    root_of,
)

MOST = 67
LEAVES = [leaf_hash(bytes([number])) for number in range(MOST)]
# The tree of the reference tests of Certificate Transparency (RFC 6962): eight inputs and the root over them.
REFERENCE = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
REFERENCE_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def _defined(leaves: list[bytes]) -> bytes:
    """The root word for word as 2.1.1 defines it."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + _defined(leaves[:split]) + _defined(leaves[split:])).digest()


def _node(level: int, index: int) -> bytes:
    return _defined(LEAVES[index << level : (index + 1) << level])


ROOTS = [_defined(LEAVES[:size]) for size in range(MOST + 1)]


def test_the_published_roots_are_ours() -> None:
    leaves = [leaf_hash(bytes.fromhex(text)) for text in REFERENCE]
    assert tuple(root_of(leaves[: size + 1]).hex() for size in range(8)) == REFERENCE_ROOTS


def test_a_root_is_as_it_is_defined_however_the_tree_grew() -> None:
    tree = Tree()
    for size in range(MOST + 1):
        assert (tree.size, tree.root, root_at(size, _node), root_of(LEAVES[:size])) == (size, *[ROOTS[size]] * 3)
        again = Tree(size, tree.peaks)
        again.add(LEAVES[size:])
        assert again.root == ROOTS[MOST]
        tree.add(LEAVES[size : size + 1])
    assert ROOTS[0] == EMPTY_ROOT


def test_a_perfect_tree_has_its_root_row_by_row() -> None:
    assert [perfect_root(b"".join(LEAVES[:size])) for size in (1, 2, 4, 8, 16, 32, 64)] == [
        ROOTS[size] for size in (1, 2, 4, 8, 16, 32, 64)
    ]


def test_peaks_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="a tree of 3 leaves has 2 peaks"):
        Tree(3, bytes(32))


def test_every_leaf_of_every_tree_has_its_path() -> None:
    for size in range(1, MOST + 1):
        for index in range(size):
            path = inclusion_path(index, size, _node)
            assert verify.includes(leaf=LEAVES[index], index=index, size=size, path=path, root=ROOTS[size])


def test_every_tree_goes_on_from_every_smaller_one() -> None:
    for new in range(MOST + 1):
        for old in range(new + 1):
            path = consistency_path(old, new, _node)
            assert verify.continues(old=old, old_root=ROOTS[old], new=new, new_root=ROOTS[new], path=path)


@given(size=st.integers(1, MOST), data=st.data())
def test_no_other_leaf_place_size_or_path_passes(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, size, _node)
    true: Mapping[str, Any] = {
        "leaf": LEAVES[index],
        "index": index,
        "size": size,
        "path": path,
        "root": ROOTS[size],
    }
    false: list[Mapping[str, Any]] = [
        {"leaf": bytes(32)},
        {"root": bytes(32)},
        {"index": data.draw(st.integers(-2, MOST).filter(lambda other: other != index))},
        {"path": [*path, bytes(32)]},
        *([{"path": path[:-1]}, {"path": path[1:]}] if path else []),
        *({"path": [*path[:at], bytes(32), *path[at + 1 :]]} for at in range(len(path))),
    ]
    assert [change for change in false if verify.includes(**{**true, **change})] == []


@given(new=st.integers(1, MOST), data=st.data())
def test_no_other_tree_or_path_proves_growth(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    path = consistency_path(old, new, _node)
    true: Mapping[str, Any] = {"old": old, "old_root": ROOTS[old], "new": new, "new_root": ROOTS[new], "path": path}
    false: list[Mapping[str, Any]] = [
        {"old_root": bytes(32)},
        {"new_root": bytes(32)},
        {"path": [*path, bytes(32)]},
        {"old": new + 1},
        *([{"path": path[:-1]}, {"path": path[:0]}] if path else []),
        *({"path": [*path[:at], bytes(32), *path[at + 1 :]]} for at in range(len(path))),
    ]
    assert [change for change in false if verify.continues(**{**true, **change})] == []


@pytest.mark.parametrize(("old", "new"), [(3, 2), (-1, 2)])
def test_a_tree_does_not_go_on_from_a_larger_one(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="does not go on"):
        consistency_path(old, new, _node)


@pytest.mark.parametrize(("index", "size"), [(2, 2), (-1, 2), (0, 0)])
def test_a_leaf_beyond_the_tree_has_no_path(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="has no leaf"):
        inclusion_path(index, size, _node)
