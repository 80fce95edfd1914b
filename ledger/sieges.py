"""An attack on sign-in becomes a line of the record, once a day for each person, without address or network."""

from uuid import uuid4

import structlog
from django.db import transaction

from accounts.alarms import AlarmKind, raise_alarm
from accounts.models import Siege, User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from ledger.clock import now

LOG = structlog.get_logger()
BESIEGED = "sign_in.besieged"


@transaction.atomic
def record_siege(address: str) -> bool:
    """Record that sign-in of the person with this address is under attack; return whether it was not known today.

    The person is told, and each administrator once a day. Nothing happens for an address that belongs to nobody.
    """
    user = User.objects.filter(kind=User.Kind.PERSON, is_active=True, email=address).first()
    if user is None:
        return False
    moment = now()
    day = moment.date()
    first = not Siege.objects.filter(day=day).exists()
    _row, made = Siege.objects.get_or_create(user=user, day=day)
    if not made:
        return False
    LOG.warning("sign_in_besieged", account_id=str(user.pk))
    clock, who = pseudonym(User.objects.clock()), pseudonym(user)
    data = {"person": str(who), "day": day.isoformat()}
    append(Draft(id=uuid4(), type=BESIEGED, stream="system", actor=clock, role="clock", occurred=moment, data=data))
    raise_alarm(AlarmKind.OWN_SIGN_IN_ATTACKED, on=day, person=user.pk)
    if first:
        raise_alarm(AlarmKind.SIGN_IN_ATTACKED, on=day)
    return True
