"""How a demonstration keeps its passwords."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2 at its lowest cost.

    A slow hash protects passwords that people invent. Those of a demonstration are 96 random bits, shown to anybody, so
    the fifth of a second that a hash would take buys nothing. An installation that is not a demonstration hashes such a
    password again, at the library's normal cost, when it is next used.
    """

    time_cost, memory_cost, parallelism = 1, 1024, 1
