"""One thing that is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.checks import CheckMessage


@dataclass(frozen=True)
class Finding:
    """`name` is stable, for machines; `what` is missing and how to `mend` it are a sentence each, without any secret."""

    name: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.mend}".rstrip()


def told(faults: Iterable[CheckMessage]) -> Iterator[Finding]:
    """What checks found, in the order of their names: the registry keeps none."""
    for fault in sorted(faults, key=lambda one: (one.id or "", str(one.msg))):
        yield Finding(fault.id or "check", str(fault.msg), fault.hint or "")
