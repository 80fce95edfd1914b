"""What is said of one fault: what is wrong, what it costs, and the steps that fix it."""

from dataclasses import dataclass
from errno import errorcode

NOTHING_LOST = "Nothing is lost: "


@dataclass(frozen=True)
class Fault:
    """The sentences of one fault. `{age}` is replaced by a duration, `{number}` by an error number."""

    what: str
    costs: str
    steps: tuple[str, ...]

    def sentence(self, *, age: str = "", errno: int | None = None, **_: object) -> str:
        number = f" (errno {errno}, {errorcode.get(errno, 'unknown')})" if errno else ""
        return self.what.format(age=age, number=number)

    @property
    def mend(self) -> str:
        return " ".join(self.steps)
