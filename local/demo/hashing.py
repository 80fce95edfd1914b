"""How a demonstration keeps its passwords."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2 at the least it costs.

    Being slow protects what people think up; a demonstration's passwords are 96 random bits that the house tells anybody, and
    a fifth of a second for each of its people, and at every sign-in, buys nothing. A house that is none hashes anew, at
    the library's own cost, whatever was hashed so.
    """

    time_cost, memory_cost, parallelism = 1, 1024, 1
