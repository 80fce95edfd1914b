"""One thing that is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.checks import CheckMessage

from ledger.canonical import Values


@dataclass(frozen=True)
class Finding:
    """`name` is stable, for machines; `what` is missing and how to `mend` it are a sentence each, without any secret.

    `numbers` are those that the sentences mention.
    """

    name: str
    what: str
    mend: str
    numbers: Values = field(default_factory=dict, compare=False)

    @property
    def as_dict(self) -> dict[str, str]:
        return {"name": self.name, "what": self.what, "mend": self.mend}

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.mend}".rstrip()


def check_findings(faults: Iterable[CheckMessage]) -> Iterator[Finding]:
    """What checks found, in the order of their names: the registry keeps none."""
    for fault in sorted(faults, key=lambda one: (one.id or "", str(one.msg))):
        yield Finding(fault.id or "check", str(fault.msg), fault.hint or "")
