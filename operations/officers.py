"""Who acts when a command is run: somebody of the installation, by address, in an office."""

from django.core.management.base import CommandError

from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from ledger.clock import now


def officer(email: str, office: Office) -> User:
    """Return who holds an office today at this address. CommandError in words for anybody else."""
    user = User.objects.filter(kind=User.Kind.PERSON, is_active=True, email=email.strip().lower()).first()
    if user is None or office not in offices_of(user, now().date()):
        raise CommandError(f"Nobody at {email} holds the office {office.value} today.")
    return user
