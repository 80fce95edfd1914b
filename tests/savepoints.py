"""Lets several tests share one scenario: it is played once, and the changes of each test are rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rollback_at_end() -> Iterator[None]:
    """Roll back everything that is written inside. Steps inside treat themselves as the outermost transaction.

    For fixtures of a module or package: each test that continues from there is rolled back on its own, as usual.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # What Django's own test cases set, for durable blocks.
    with block:
        yield
        transaction.set_rollback(True)
