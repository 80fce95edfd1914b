"""How the rule book says no."""


class NotAllowed(Exception):
    """An act against the rules on members and oaths. Nothing was written; the text is for the person who asked."""


class ListRefused(ValueError):
    """A list cannot be used. Nothing was written; `faults` says why, a sentence each, with the row."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
