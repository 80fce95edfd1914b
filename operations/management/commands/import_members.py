"""`manage.py import_members FILE --by EMAIL`: the register from a CSV file, all of it or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.vocabulary import Office
from ledger.clock import now
from operations.csv_import import BadRoll, MemberRow, content_of
from operations.member_lists import work_on
from operations.officers import officer
from operations.plural import count_of
from policy.actions import confirm_members, upload_members
from policy.models import MemberImport

ENTERED = (
    "no mail is sent: tell each to choose a password at /accounts/reset/. They are bound once they have signed the oath"
    " at /member/oath/."
)


class Command(BaseCommand):
    """Each row is a member. Who has an address gets an account, and a password by the link for a lost one."""

    help = "Enter the members of a CSV file in the register, and change those who are there"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, which registrar acts, whether the list is whole, and whether it is only checked."""
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(MemberRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the registrar who enters them")
        parser.add_argument(
            "--whole", action="store_true", help="the list names every member: members who are missing have left"
        )
        parser.add_argument("--check", action="store_true", help="say what would change, and write nothing")

    def handle(self, *args: object, file: Path, **options: Any) -> None:
        """Import them. CommandError with every row that is wrong, and nothing written."""
        by = officer(options["by"], Office.REGISTRAR)
        try:
            content = content_of(file)
        except BadRoll as bad:
            raise CommandError(str(bad)) from None
        upload = upload_members(by=by, filename=file.name, content=content, whole=options["whole"], at=now())
        work_on(upload.pk)
        upload.refresh_from_db()
        if options["check"]:
            MemberImport.objects.filter(pk=upload.pk).delete()
        elif upload.state == MemberImport.State.READY:
            self._import(upload, by)
        if upload.state == MemberImport.State.REFUSED:
            raise CommandError("\n".join(upload.shown["faults"]))
        self.stdout.write(_preview_text(upload) if options["check"] else _result_text(upload))

    def _import(self, upload: MemberImport, by: User) -> None:
        confirm_members(upload=upload.pk, by=by, plan=upload.plan, at=now())
        work_on(upload.pk)
        upload.refresh_from_db()
        if upload.state == MemberImport.State.READY:
            raise CommandError("Somebody changed the register meanwhile. Nothing was written: run it again.")


def _preview_text(upload: MemberImport) -> str:
    counts = upload.shown["counts"]
    return (
        f"{count_of(counts['new'], 'member', 'members')} can be entered, {counts['changed']} would change, {counts['left']}"
        f" would leave, {counts['unchanged']} stay as they are. Nothing was written."
    )


def _result_text(upload: MemberImport) -> str:
    counts = upload.shown["counts"]
    rest = f"{counts['changed']} changed, {counts['left']} left, {counts['unchanged']} unchanged."
    return f"{count_of(counts['new'], 'member', 'members')} entered, and {ENTERED}\n{rest}"
