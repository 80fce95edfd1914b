"""The view of a case: a pure fold over its record."""

from casework.record.state.allegations import Allegation
from casework.record.state.case import CaseView, Sworn, fold
from casework.record.state.citations import rests_on, signed_over
from casework.record.state.people import Conflict
from casework.record.state.proposals import Proposal

__all__ = ["Allegation", "CaseView", "Conflict", "Proposal", "Sworn", "fold", "rests_on", "signed_over"]
