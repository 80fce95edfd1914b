"""What an invitation needs, whether it is a person's first or another, for one or for a whole list."""

from datetime import datetime

from accounts.mails import MailKind, write_mail
from accounts.models import Invitation, User
from accounts.models.invitation import LASTS
from accounts.vocabulary import Office
from casework.access.person_entries import entry_about
from ledger.append import Draft
from ledger.entries import moment as written


def invitation_draft(by: User, user: User, moment: datetime) -> Draft:
    """Write the invitation in place of any earlier one, and its mail; return the entry that is still to be appended."""
    until = moment + LASTS
    Invitation.objects.filter(user=user).delete()
    Invitation.objects.create(user=user, by=by, at=moment, until=until)
    write_mail(user.pk, MailKind.INVITED)
    role = Office.ADMINISTRATOR.value
    return entry_about(user, "person.invited", by=by, role=role, moment=moment, data={"until": written(until)})
