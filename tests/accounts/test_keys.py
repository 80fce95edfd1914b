"""Keys that are derived once in a process follow the secret, and those of one person are not kept."""

from pytest_django import Settings

from accounts.keys import _derive_once, derived_keys


def test_another_secret_gives_other_keys_and_the_old_ones_behind_them(settings: Settings) -> None:
    (before,) = derived_keys("a purpose")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret", [settings.SECRET_KEY]
    now, *old = derived_keys("a purpose")
    assert (now != before, old) == (True, [before])


def test_another_purpose_gives_another_key() -> None:
    assert derived_keys("a purpose") != derived_keys("another purpose")


def test_a_key_is_derived_once_in_a_process() -> None:
    derived_keys("a purpose")
    before = _derive_once.cache_info().hits
    derived_keys("a purpose")
    assert _derive_once.cache_info().hits == before + 1


def test_a_key_with_a_salt_is_not_kept() -> None:
    before = _derive_once.cache_info().currsize
    first, again = derived_keys("a purpose", b"a person"), derived_keys("a purpose", b"a person")
    assert first == again != derived_keys("a purpose")
    assert _derive_once.cache_info().currsize <= before + 1
