"""Which passwords are refused because a guesser tries them first (zxcvbn, docs/adr/0016)."""

import re
from collections.abc import Collection, Iterator
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn

from accounts.models import User
from policy.queries import name_of_body

PRODUCT = "Oathbound"
FEWEST_GUESSES = 10**8
FOR_OWN_WORDS = 10_000
FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 72
"""The library takes no more; what follows only makes a password harder to guess."""

HELPS = _("Use four or more words that have nothing to do with each other, or let a password manager make one.")
COMMON = _("A guesser would try this password early: it is made of common words, names, dates or a pattern.")
OWN = _("A guesser would try this password early: it is made of your name, your address or the Society's name.")
_ONE_AT_A_TIME = Lock()
"""zxcvbn keeps the person's own words in a table of its module, which all threads share."""


class NotGuessable:
    """Refuses a password that needs fewer guesses than FEWEST_GUESSES from somebody who knows whose it is."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError, in words that say why and what helps; one that is too short is refused for that alone."""
        if len(password) < FEWEST_CHARACTERS:
            return
        words = sorted(set(own_words(user)))
        if guesses(password, words) < FEWEST_GUESSES:
            why = COMMON if guesses(password) < FEWEST_GUESSES else OWN
            raise ValidationError(f"{why} {HELPS}", code="password_guessable")

    def get_help_text(self) -> str:
        """Return what helps."""
        return str(HELPS)


def guesses(password: str, words: Collection[str] = ()) -> int:
    """Return how many guesses a password needs from somebody who knows these words.

    Also what is left without signs, and without the words, is judged: zxcvbn counts each further word and sign too high.
    """
    plain = re.sub(r"[\W_]+", "", password)
    found = min(_guesses(password, words), _guesses(plain, words))
    rest = _without(plain, words)
    return found if rest == plain else min(found, _guesses(rest, words) * FOR_OWN_WORDS)


def _without(plain: str, words: Collection[str]) -> str:
    if not words:
        return plain
    return re.sub("|".join(re.escape(each) for each in sorted(words, key=len, reverse=True)), "", plain, flags=re.I)


def _guesses(password: str, words: Collection[str]) -> int:
    if not password:
        return 1
    with _ONE_AT_A_TIME:
        return int(zxcvbn(password[:MOST_CHARACTERS], list(words))["guesses"])


def own_words(user: Any) -> Iterator[str]:
    """Yield what a guesser knows of a person: name and address, and their parts; the Society, its host, and the product."""
    known = [PRODUCT, name_of_body(), settings.MAIL_DOMAIN or ""]
    if isinstance(user, User):
        known += [user.name, user.email or ""]
    for each in filter(None, known):
        yield each
        yield re.sub(r"\W+", "", each)
        yield from (part for part in re.split(r"\W+", each) if len(part) > 2)
