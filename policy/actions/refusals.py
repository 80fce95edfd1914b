"""The errors with which actions refuse."""


class NotAllowed(Exception):
    """The rules on members and oaths forbid the act. Nothing was written; the text is for the person who acts."""


class ListRefused(ValueError):
    """A list cannot be used. Nothing was written; each of `faults` is a sentence that names the row."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
