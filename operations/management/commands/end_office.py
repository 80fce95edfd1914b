"""`manage.py end_office EMAIL OFFICE --by EMAIL [--until DAY]`: somebody leaves an office."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.appointments import end_appointment
from casework.vocabulary import NotNow
from ledger.clock import now
from operations.command_bases import command_errors
from operations.officers import officer


class Command(BaseCommand):
    """Ends it with today, or with a later day. Seats that were taken in cases stay until somebody is seated instead."""

    help = "End a person's office"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("office", choices=[office.value for office in Office])
        parser.add_argument("--by", required=True, metavar="EMAIL", help="another administrator")
        parser.add_argument("--until", type=date.fromisoformat, metavar="DAY", help="the last day, as 2026-11-25")

    def handle(self, *args: object, email: str, office: str, by: str, until: date | None, **options: object) -> None:
        administrator, last = officer(by, Office.ADMINISTRATOR), until or now().date()
        user = User.objects.filter(kind=User.Kind.PERSON, email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        with command_errors(NotNow):
            end_appointment(by=Actor(user=administrator), user=user, office=Office(office), until=last)
        self.stdout.write(
            f"The office {office} ends with {last:%-d %B %Y}. Seats in cases stay until they are filled again."
        )
