"""The view of a case: a pure fold over its record."""

from casework.record.state.allegations import Allegation as Allegation
from casework.record.state.case import CaseView as CaseView
from casework.record.state.case import Sworn as Sworn
from casework.record.state.case import fold as fold
from casework.record.state.citations import cited_entries as cited_entries
from casework.record.state.citations import entries_of_ballot as entries_of_ballot
from casework.record.state.citations import signed_entry as signed_entry
from casework.record.state.people import Conflict as Conflict
from casework.record.state.proposals import ENDING as ENDING
from casework.record.state.proposals import ONE_AT_A_TIME as ONE_AT_A_TIME
from casework.record.state.proposals import ONE_EACH as ONE_EACH
from casework.record.state.proposals import SUBJECTS as SUBJECTS
from casework.record.state.proposals import Proposal as Proposal
from casework.record.state.proposals import Returned as Returned
