"""A warning above a call to a hearing, the bundle, the pack and a whole case: mail to the member has come back."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.procedure.service.guards import knows_title
from casework.queries.case.page import is_veiled
from casework.vocabulary import Verb
from casework.web.shared.context import Context
from casework.workflow.guard import Asked

OF_A_CALL = _(
    "The call counts from the day it arrives. A hearing whose call arrives too late does not stand. "
    "Choose a later day, and have the call sent another way."
)
OF_THE_PACK = _("The board reads the pack only once the member has had it. Have it sent another way.")
OF_THE_BUNDLE = _("The member may not get this letter by mail either. Have it sent another way.")
FOR_THE_BOARD = _("You read the pack only once the member has had it. The board secretary has it sent another way.")
OVER_A_CASE = _("Those who decide read a paper only once the member has had it. Have it sent another way.")
COUNTS: Mapping[Verb, Promise] = {
    **dict.fromkeys(
        (
            *(Verb.FORM_PANEL, Verb.ADJOURN_HEARING, Verb.REOPEN_HEARING),
            *(Verb.CALL_APPEAL_HEARING, Verb.ADJOURN_APPEAL_HEARING),
        ),
        OF_A_CALL,
    ),
    Verb.SEND_BOARD_PACK: OF_THE_PACK,
    Verb.SERVE_BUNDLE: OF_THE_BUNDLE,
}
"""The steps whose letter has to reach the member in time, each with what follows where mail does not reach them."""


def unreached_since(case: Asked) -> date | None:
    """Return since when mail does not reach the member, as far as it is on record; None if no letter waits because of that.

    Only letters count of which the viewer may know.
    """
    service = case.view.service
    days = [service.mail_back_on(one.about) for one in service.unserved if knows_title(case, one)]
    return min((day for day in days if day), default=None)


def around_unreached(case: Case, verb: Verb) -> Context:
    """Return the warning for the page of a step; nothing for somebody who has not ruled out a conflict."""
    since = None if verb not in COUNTS or is_veiled(case) else unreached_since(case)
    return {"unreached": since, "unreached_words": COUNTS[verb]} if since else {}


def over_pack(case: Case) -> Context:
    """Return the warning for the pack as the board reads it, while it does not count as served."""
    since = unreached_since(case)
    return {"unreached": since, "unreached_words": FOR_THE_BOARD} if since else {}


def over_case(case: Case) -> Context:
    """Return the warning for the page of a whole case; nothing for somebody who has not ruled out a conflict."""
    since = None if is_veiled(case) else unreached_since(case)
    return {"unreached": since, "unreached_words": OVER_A_CASE} if since else {}
