"""New evidence that a side sends together with its appeal."""

from dataclasses import dataclass

from casework.recording import Upload


@dataclass(frozen=True, kw_only=True)
class NewOnGround:
    """Files for one ground, and why they could not come before the decision."""

    code: str
    cause: str
    files: tuple[Upload, ...]
