"""Says who lives in the demonstration, and how each of them signs in."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.second_factor import totp_now
from local.demo.cast import EVERYBODY, Person
from local.demo.codes import codes
from local.demo.people import key_of


class Command(BaseCommand):
    """`manage.py demo_people [--json]`: one line, or one object, a person. Only in a demonstration."""

    help = "Say who lives in the demonstration and how each signs in"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="everybody, as JSON")

    def handle(self, *args: object, as_json: bool, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("There are no people to name outside a demonstration.")
        everybody = [entry(person) for person in EVERYBODY]
        everybody += [{"seat": "complainant", "name": name, **kept} for name, kept in codes().items()]
        if as_json:
            self.stdout.write(json.dumps(everybody, indent=2))
            return
        self.stdout.write("One sign-in for each seat (manage.py demo_people --json lists everybody):")
        first_of_seat = {one["seat"]: one for one in reversed(everybody)}
        for one in everybody:
            if one is first_of_seat[one["seat"]]:
                self.stdout.write("  " + line(one))


def entry(person: Person) -> dict[str, str]:
    """Return a person with seat, name, address, password and, for an office, the second factor's secret and code now."""
    key, seat = key_of(person), person.offices[0].value if person.offices else "member"
    shown = {"seat": seat, "name": person.name, "email": person.email, "password": key.password}
    return shown | ({"totp_secret": key.totp_secret, "totp_now": totp_now(key.totp_secret)} if person.offices else {})


def line(one: dict[str, str]) -> str:
    """Return a person in one line."""
    if "receipt_code" in one:
        return f"{'reporter':<20} {one['reference']:<28} receipt code: {one['receipt_code']}"
    factor = f"  second factor: {one['totp_secret']} (now {one['totp_now']})" if "totp_secret" in one else ""
    return f"{one['seat']:<20} {one['email']:<28} password: {one['password']}{factor}"
