"""One thing that is missing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`name` is stable, for machines; `what` is missing and how to `mend` it are a sentence each, without any secret."""

    name: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.mend}".rstrip()
