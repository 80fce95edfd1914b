"""The view of a case: a pure fold over its record."""

from casework.record.state.allegations import Allegation as Allegation
from casework.record.state.case import CaseView as CaseView
from casework.record.state.case import Sworn as Sworn
from casework.record.state.case import fold as fold
from casework.record.state.citations import rests_on as rests_on
from casework.record.state.citations import signed_over as signed_over
from casework.record.state.people import Conflict as Conflict
from casework.record.state.proposals import Proposal as Proposal
