"""Every write in the system: one verb, one file, one function."""

from casework.actions.open_content import open_content
from casework.actions.propose_step import propose_step
from casework.actions.sign_step import sign_step

__all__ = [
    "open_content",
    "propose_step",
    "sign_step",
]
