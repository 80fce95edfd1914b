"""One story for several tests: it is told once, and what each test adds to it is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written inside, at the end. Steps inside take themselves for the outermost transaction.

    For fixtures of a module or a package: each test that goes on from there is taken back by itself, as any test is.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # What Django's own test cases set, for durable blocks.
    with block:
        yield
        transaction.set_rollback(True)
