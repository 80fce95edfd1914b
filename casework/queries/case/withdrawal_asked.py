"""Whether a reporter asks to withdraw, as a page says it to viewers who may know of it."""

from casework.models import Case
from casework.queries.case.page import is_veiled
from casework.queries.case.withheld import withheld_entries
from casework.record.events import WithdrawalAsked
from casework.record.turns.conditions import withdrawal_is_asked
from casework.vocabulary import Reading


def asks_to_withdraw(case: Case) -> bool:
    """Whether a request to withdraw waits in a case, and its viewer may know of it. No query."""
    if Reading.SEE_CASE.value not in case.rights or is_veiled(case) or not withdrawal_is_asked(case.view):
        return False
    untold = withheld_entries(case)
    return any(isinstance(one.event, WithdrawalAsked) and one.event.id not in untold for one in case.record)
