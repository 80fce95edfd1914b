"""`manage.py countersign [CODE …] [--as EMAIL] [--send-back]`: sign what another put forward, or send it back."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from casework.access import Actor
from casework.administration.appointments import countersign_office
from casework.vocabulary import NotNow
from ledger.clock import now
from operations.command_bases import command_errors
from operations.prompt import ask_for_proof
from policy.actions import NotAllowed, countersign_key, send_back
from policy.models import Pending
from policy.queries.second_person import describe, list_pending


class Command(BaseCommand):
    """Without a code, lists what waits. The signer gives a password and a code, as at sign-in: nobody signs for another."""

    help = "Sign the offices and passkeys that another put forward"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE", help="the eight characters that the list begins with")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="who signs: another administrator")
        parser.add_argument("--send-back", action="store_true", help="refuse it, or take back what you put forward")

    def handle(self, *args: object, codes: list[str], email: str | None, send_back: bool, **options: object) -> None:
        """List, sign or send back. What was signed before a CommandError stays signed."""
        found = {each.handle: each for each in list_pending()}
        if not codes:
            lines = [f"{code}  {describe(each)}" for code, each in found.items()] or ["Nothing waits."]
            self.stdout.write("\n".join(lines))
            return
        if unknown := [code for code in codes if code not in found]:
            raise CommandError(
                f"Nothing waits under {', '.join(unknown)}. Without a code the command lists what waits."
            )
        if not email:
            raise CommandError("Say who signs: --as EMAIL.")
        by = ask_for_proof(email)
        for code in codes:
            with command_errors(NotNow, NotAllowed):
                _send_back(found[code], by) if send_back else _sign(found[code], by)
            self.stdout.write(f"{'Sent back' if send_back else 'Signed'}: {describe(found[code])}")


def _sign(waits: Pending, by: User) -> None:
    if waits.kind == Pending.Kind.OFFICE:
        countersign_office(by=Actor(user=by), pending=waits.pk)
    else:
        countersign_key(pending=waits.pk, by=by, at=now())


def _send_back(waits: Pending, by: User) -> None:
    held = offices_of(by, now().date()) & {Office.ADMINISTRATOR, Office.REGISTRAR}
    send_back(pending=waits.pk, by=by, role=min(held).value if held else "officer", at=now())
