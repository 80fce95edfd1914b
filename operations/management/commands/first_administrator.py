"""`manage.py first_administrator EMAIL NAME`: the one account that nobody had to give."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from accounts.mails import reset_link
from accounts.models import Appointment, User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.access import Given
from casework.access.appointing import office_given_draft
from casework.vocabulary import Seat
from ledger.append import append
from ledger.clock import now
from operations.command_bases import command_errors


class Command(BaseCommand):
    """Makes an administrator where there never was one, and prints the link by which a password is set, once.

    The record says that no person gave this office.
    """

    help = "Make the first administrator of an empty installation"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    @transaction.atomic
    def handle(self, *args: object, email: str, name: str, **options: object) -> None:
        if Appointment.objects.filter(office=Office.ADMINISTRATOR).exists():
            raise CommandError("There is an administrator already, who appoints the next one.")
        with command_errors(ValidationError, saying=f"{email} is no e-mail address."):
            validate_email(email)
        if User.objects.filter(email=email.strip().lower()).exists():
            raise CommandError("Somebody has this address already.")
        moment, user = now(), User.objects.create_person(email=email, name=name.strip() or email)
        given = Given(office=Office.ADMINISTRATOR, since=moment.date())
        appoint(user=user, office=given.office, since=given.since)
        append(
            office_given_draft(user, given, by=User.objects.clock(), role=Seat.CLOCK.value, moment=moment, alone=True)
        )
        self.stdout.write(f"Open this link within an hour to set a password; it works once:\n{reset_link(user)}")
