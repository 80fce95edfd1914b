"""`manage.py import_members FILE --by EMAIL`: the register from a CSV file, all of it or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.vocabulary import Office
from ledger.clock import now
from operations.command_bases import command_errors
from operations.csv_import import BadRoll, MemberRow, content_of
from operations.member_lists import work_on
from operations.officers import officer
from operations.plural import count_of
from policy.actions import confirm_members, upload_members
from policy.models import MemberImport

CHECKED = "{new} can be entered, {changed} would change, {left} would leave, {unchanged} stay as they are. Nothing was written."
ENTERED = (
    "{new} entered, and no mail is sent: tell each to choose a password at /accounts/reset/. They are bound once they have"
    " signed the oath at /member/oath/.\n{changed} changed, {left} left, {unchanged} unchanged."
)


class Command(BaseCommand):
    """Each row is a member. A member with an address gets an account, and a password by the link for a lost one."""

    help = "Enter the members of a CSV file in the register, and change those who are there"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(MemberRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the registrar who enters them")
        parser.add_argument(
            "--whole", action="store_true", help="the list names every member: members who are missing have left"
        )
        parser.add_argument("--check", action="store_true", help="say what would change, and write nothing")

    def handle(self, *args: object, file: Path, by: str, whole: bool, check: bool, **options: object) -> None:
        """Import them. CommandError with every row that is wrong, and nothing written."""
        registrar = officer(by, Office.REGISTRAR)
        with command_errors(BadRoll):
            content = content_of(file)
        upload = upload_members(by=registrar, filename=file.name, content=content, whole=whole, at=now())
        work_on(upload.pk)
        upload.refresh_from_db()
        if check:
            MemberImport.objects.filter(pk=upload.pk).delete()
        elif upload.state == MemberImport.State.READY:
            _import(upload, registrar)
        if upload.state == MemberImport.State.REFUSED:
            raise CommandError("\n".join(upload.shown["faults"]))
        counts = upload.shown["counts"]
        new = count_of(counts["new"], "member", "members")
        self.stdout.write((CHECKED if check else ENTERED).format(**{**counts, "new": new}))


def _import(upload: MemberImport, by: User) -> None:
    confirm_members(upload=upload.pk, by=by, plan=upload.plan, at=now())
    work_on(upload.pk)
    upload.refresh_from_db()
    if upload.state == MemberImport.State.READY:
        raise CommandError("Somebody changed the register meanwhile. Nothing was written: run it again.")
