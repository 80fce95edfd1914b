"""`manage.py end_passkey EMAIL --by EMAIL --second EMAIL [--member]`: end a passkey whose device is lost."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from ledger.clock import now
from operations.prompt import ask_for_proof
from policy.actions import NotAllowed, end_lost_key
from policy.models import SigningKey


class Command(BaseCommand):
    """Two officers give password and code, one after the other. The passkey signs for 72 hours more."""

    help = "End a passkey for signing whose device is lost"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose passkey it is, in which capacity, and who ends it."""
        parser.add_argument("email", metavar="EMAIL", help="whose passkey it is")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="an administrator")
        parser.add_argument("--second", required=True, metavar="EMAIL", help="another administrator")
        parser.add_argument("--member", action="store_true", help="the passkey of the oath, not that of the office")

    def handle(self, *args: object, email: str, by: str, second: str, member: bool, **options: object) -> None:
        """End it. CommandError says why not."""
        keys = SigningKey.objects.filter(user__in=User.objects.filter(email=email.strip().lower()), retired_at=None)
        key = (keys.exclude(stream="system") if member else keys.filter(stream="system")).first()
        if key is None:
            what = "oath" if member else "office"
            raise CommandError(
                f"{email} has no passkey of the {what} that could be ended: none was made, or it was ended."
            )
        first, other = ask_for_proof(by), ask_for_proof(second)
        try:
            ended = end_lost_key(key=key.pk, by=first, second=other, at=now())
        except NotAllowed as refused:
            raise CommandError(str(refused)) from None
        if ended.retired_at is None or ended.retired_at <= ended.counts_from:
            self.stdout.write("The passkey was taken away at once. It never signed.")
        else:
            self.stdout.write(
                f"The passkey signs until {ended.retired_at:%-d %B %Y, %H:%M} UTC, and then no more. Its holder gets a mail."
            )
