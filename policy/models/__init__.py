"""The tables of the rule book: editions, members and their oaths."""

from policy.models.editions import CodeEdition, Commitment, OathEdition, RulebookEdition
from policy.models.imports import MemberImport
from policy.models.members import CURRENT, Employment, Member, Standing, Tie
from policy.models.oaths import OathEnding, OathSignature
from policy.models.pending import Pending
from policy.models.signing_keys import SigningKey

__all__ = [
    "CURRENT",
    "CodeEdition",
    "Commitment",
    "Employment",
    "Member",
    "MemberImport",
    "OathEdition",
    "OathEnding",
    "OathSignature",
    "Pending",
    "RulebookEdition",
    "SigningKey",
    "Standing",
    "Tie",
]
