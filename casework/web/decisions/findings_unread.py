"""A warning on the steps of an appeal panel: it cannot read the findings yet, and who can see to that."""

from casework.models import Case
from casework.queries.case.page import is_veiled
from casework.queries.people.findings_shut import findings_shut
from casework.vocabulary import Verb
from casework.web.shared.context import Context

NEED_FINDINGS = frozenset(
    {
        *(Verb.CALL_APPEAL_HEARING, Verb.ADJOURN_APPEAL_HEARING, Verb.HEAR_APPEAL, Verb.VOTE_ON_GROUNDS),
        *(Verb.DISMISS_APPEAL, Verb.VARY_ON_APPEAL, Verb.QUASH_ON_APPEAL),
        *(Verb.REMIT_ON_APPEAL_TO_PANEL, Verb.REMIT_ON_APPEAL_TO_BOARD),
    }
)
"""The steps whose questions are about the findings, and those that set the day on which they are asked."""


def around_findings(case: Case, verb: Verb) -> Context:
    """Return the warning for the page of a step; nothing for somebody who has not ruled out a conflict."""
    shut = findings_shut(case) if verb in NEED_FINDINGS and not is_veiled(case) else None
    return {"findings_unread": shut} if shut else {}
