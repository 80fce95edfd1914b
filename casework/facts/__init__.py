"""Facts of a case: a pure fold over its record."""

from casework.facts.allegations import Allegation
from casework.facts.case import CaseFacts, Sworn, fold
from casework.facts.grounds import rests_on, signed_over
from casework.facts.people import Conflict
from casework.facts.proposals import Proposal

__all__ = ["Allegation", "CaseFacts", "Conflict", "Proposal", "Sworn", "fold", "rests_on", "signed_over"]
