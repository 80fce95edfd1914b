"""Every step that a viewer's seats can hold in a case, now or at another stage, and what stands against each."""

from collections.abc import Iterable
from itertools import chain

from django.utils.translation import gettext_lazy as _

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.steps.offers import Offer, offers
from casework.record.rights import ever_held
from casework.vocabulary import Reading, Right, Verb

NOT_YOURS_NOW = _("Not open to you now.")


def steps_of_seats(
    by: Actor, reference: str, verbs: Iterable[Verb], *, showing: Right = Reading.SEE_CASE
) -> tuple[Case, tuple[Offer, ...]]:
    """Return a case and the steps of `verbs` for the viewer's seats: first those that they hold now, as on the case's page.

    If only another stage opens a step, that is all it says of it. Raises NotSeen, or NoRight without `showing`.
    """
    case, asked = access.case_shown(by, reference, showing), tuple(verbs)
    held = offers(case, case.rights, asked)
    can = set(chain.from_iterable(ever_held(seat) for seat in case.seats)) - {offer.verb for offer in held}
    return case, (*held, *(Offer(verb=verb, reasons=(str(NOT_YOURS_NOW),)) for verb in asked if verb in can))
