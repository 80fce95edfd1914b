"""Which passwords are refused because a guesser tries them first (zxcvbn, docs/adr/0021)."""

import re
from collections.abc import Collection, Iterator
from threading import Lock

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from zxcvbn import zxcvbn

from accounts.models import User
from accounts.vocabulary import Office
from policy.queries import name_of_body

PRODUCT = "Oathbound"
OF_THE_FIELD = """
code committee committees complaint complaints conduct council ethic ethical ethics institute association integrity member
members oath office officer report reports society sworn access account admin login passwort password secret welcome
willkommen bienvenue bienvenido benvenuto hello hallo
"""
OF_THE_CALENDAR = """
spring summer autumn winter frühling fruehling sommer herbst printemps automne hiver primavera verano otoño invierno estate
inverno january february march april may june july august september october november december januar februar märz maerz mai
juni juli oktober dezember monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag
freitag samstag sonntag
"""
PHRASES = "correcthorsebatterystaple thequickbrownfox tobeornottobe maytheforcebewithyou"
KNOWN_TO_ALL = frozenset(f"{OF_THE_FIELD} {OF_THE_CALENDAR} {PHRASES} {' '.join(Office)}".replace("_", " ").split())
"""What everybody tries who knows what is kept here, and what most people add when a password has to be changed."""
YEAR = r"(?:19|20)\d\d"
FEWEST_GUESSES = 10**10
"""From here on zxcvbn gives a password its best mark. Four words drawn from two thousand need about a thousand times more."""
FOR_KNOWN_WORDS = 10_000
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

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError, in words that say why and what helps; one that is too short is refused for that alone."""
        if len(password) < FEWEST_CHARACTERS:
            return
        own = set(own_words(user))
        if guesses(password, own) < FEWEST_GUESSES:
            why = OWN if _plain(_without(password, own)) != _plain(password) else COMMON
            raise ValidationError(f"{why} {HELPS}", code="password_guessable")

    def get_help_text(self) -> str:
        return str(HELPS)


def guesses(password: str, own: Collection[str] = ()) -> int:
    """Return how many guesses a password needs from somebody who knows these words.

    Also what is left without signs, and without the words and years that a guesser knows, is judged: zxcvbn counts each
    further word and sign too high.
    """
    words, plain = sorted(KNOWN_TO_ALL.union(own)), _plain(password)
    found = min(_guesses(password, words), _guesses(plain, words))
    rest = re.sub(YEAR, "", _without(plain, words))
    return found if rest == plain else min(found, _guesses(rest, words) * FOR_KNOWN_WORDS)


def _plain(password: str) -> str:
    return re.sub(r"[\W_]+", "", password)


def _without(password: str, words: Collection[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return re.sub("|".join(re.escape(each) for each in longest_first), "", password, flags=re.I) if words else password


def _guesses(password: str, words: Collection[str]) -> int:
    if not password:
        return 1
    with _ONE_AT_A_TIME:
        return int(zxcvbn(password[:MOST_CHARACTERS], list(words))["guesses"])


def own_words(user: object) -> Iterator[str]:
    """Yield what a guesser knows of a person: name and address, and their parts; the Society, its host, and the product.

    The initials of a long name are how many societies are called.
    """
    known = [PRODUCT, name_of_body(), settings.MAIL_DOMAIN or ""]
    if isinstance(user, User):
        known += [user.name, user.email or ""]
    for each in filter(None, known):
        yield each
        yield re.sub(r"\W+", "", each)
        yield from (part for part in re.split(r"\W+", each) if len(part) > 2)
    yield from _initials(name_of_body())


def _initials(name: str) -> Iterator[str]:
    """Yield the initials of a name, with and without those of its small words, where they are three or more."""
    parts = re.findall(r"\w+", name)
    for some in (parts, [part for part in parts if part[0].isupper()]):
        if len(some) > 2:
            yield "".join(part[0] for part in some)
