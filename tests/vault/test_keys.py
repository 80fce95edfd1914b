"""The key-encryption key: sealing needs its public key only, and a wrapped key opens for one purpose."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from vault.keys import CannotOpen, Wrapped, can_open, derive, epoch_of, make_kek, unwrap, voucher, wrap

SECRET = bytes(range(32))


def test_the_private_half_is_a_file_for_its_owner_alone(kek: Path) -> None:
    assert kek.stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(kek.read_text())) == 32
    assert kek.with_name("kek.pub").read_text() != kek.read_text()


def test_a_private_half_is_never_overwritten(kek: Path) -> None:
    before = kek.read_text()
    with pytest.raises(FileExistsError):
        make_kek(kek)
    assert kek.read_text() == before


def test_a_wrapped_key_opens_for_its_purpose_and_no_other(kek: Path) -> None:
    wrapped = wrap(SECRET, info=b"one")
    assert unwrap(wrapped, info=b"one") == SECRET
    with pytest.raises(CannotOpen):
        unwrap(wrapped, info=b"two")


def test_a_wrapped_key_that_was_altered_or_cut_stays_shut(kek: Path) -> None:
    wrapped = wrap(SECRET, info=b"one")
    flipped = bytes([wrapped.blob[0] ^ 1]) + wrapped.blob[1:]
    for blob in (flipped, wrapped.blob[:-1], b""):
        with pytest.raises(CannotOpen):
            unwrap(Wrapped(wrapped.epoch, blob), info=b"one")


def test_with_the_public_half_alone_one_can_wrap_and_never_open(kek: Path, settings: Settings) -> None:
    settings.KEK_FILE = None
    wrapped = wrap(SECRET, info=b"one")
    assert not can_open()
    assert voucher(b"mine") == b""
    with pytest.raises(CannotOpen):
        unwrap(wrapped, info=b"one")
    settings.KEK_FILE = kek
    assert unwrap(wrapped, info=b"one") == SECRET


def test_without_a_public_half_nothing_is_wrapped(settings: Settings) -> None:
    settings.KEK_PUBLIC = None
    with pytest.raises(ImproperlyConfigured):
        wrap(SECRET, info=b"one")


def test_a_new_pair_wraps_and_the_old_one_still_opens(kek: Path, settings: Settings, tmp_path: Path) -> None:
    old = wrap(SECRET, info=b"one")
    make_kek(tmp_path / "next")
    settings.KEK_PUBLIC = bytes.fromhex((tmp_path / "next.pub").read_text())
    assert not can_open()
    kek.write_text(kek.read_text() + (tmp_path / "next").read_text())
    new = wrap(SECRET, info=b"one")
    assert can_open()
    assert (old.epoch == new.epoch, new.epoch) == (False, epoch_of(settings.KEK_PUBLIC))
    assert [unwrap(wrapped, info=b"one") for wrapped in (old, new)] == [SECRET, SECRET]


def test_without_its_file_a_private_half_opens_nothing_any_more(kek: Path) -> None:
    wrapped = wrap(SECRET, info=b"one")
    assert (can_open(), unwrap(wrapped, info=b"one")) == (True, SECRET)
    kek.unlink()
    assert (can_open(), voucher(b"mine")) == (False, b"")
    with pytest.raises(CannotOpen):
        unwrap(wrapped, info=b"one")


def test_another_label_or_salt_gives_another_key() -> None:
    keys = {derive(SECRET, b"a"), derive(SECRET, b"b"), derive(SECRET, b"a", salt=b"s"), derive(SECRET, b"a")}
    assert len(keys) == 3
    # RFC 5869, A.1: hash SHA-256, basic test case, of which these are the first 32 bytes.
    salt, info = bytes(range(13)), bytes(range(0xF0, 0xFA))
    assert (
        derive(b"\x0b" * 22, info, salt=salt).hex()
        == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    )
