"""`manage.py import_oaths FILE --by EMAIL --second EMAIL`: paper oaths and standing of the past, by two officers."""

import csv
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from ledger.canonical import Values
from ledger.clock import now
from operations.command_bases import command_errors
from operations.csv_import import SIGNED, BadRoll, HistoryRow, rows
from operations.plural import count_of
from operations.prompt import ask_for_proof
from policy.actions import NotAllowed, import_oath, import_standing
from policy.models import Standing
from policy.queries import member_by_number


class Command(BaseCommand):
    """Both officers give password and code. Each row is entered by itself, the oldest day first, and has its own result."""

    help = "Enter oaths on paper, and who was a member when, from a CSV file"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(HistoryRow.base_fields)}")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the registrar who enters them")
        parser.add_argument("--second", required=True, metavar="EMAIL", help="the officer who countersigns")

    def handle(self, *args: object, file: Path, by: str, second: str, **options: object) -> None:
        """Enter them, and print a line a row. CommandError for a file that cannot be read, and when a row was refused."""
        with command_errors(BadRoll):
            read = sorted(rows(file, HistoryRow), key=lambda row: (row[1]["on"], row[0]))
        registrar, other = officer_at_prompt(by, Office.REGISTRAR), officer_at_prompt(second)
        table = csv.writer(self.stdout, lineterminator="\n")
        table.writerow(["row", "number", "what", "on", "result"])
        results = [(number, row, enter_row(row, registrar, other)) for number, row in read]
        table.writerows([number, row["number"], row["what"], row["on"], result] for number, row, result in results)
        if refused := sum(result != "entered" for _, _, result in results):
            raise CommandError(f"Not entered: {refused} of {count_of(len(results), 'row', 'rows')}. The others were.")


def officer_at_prompt(email: str, office: Office | None = None) -> User:
    """Return the person at the prompt, who holds this office today, or any. CommandError for anybody else."""
    user = ask_for_proof(email)
    held = offices_of(user, now().date())
    if not held or (office is not None and office not in held):
        raise CommandError(f"Nobody at {email} holds the office that is needed today.")
    return user


def enter_row(row: Values, by: User, second: User) -> str:
    """Enter one row; the word `entered`, or the reason why not."""
    member = member_by_number(row["number"])
    if member is None:
        return "No member has this number."
    act = import_oath if row["what"] == SIGNED else partial(import_standing, kind=Standing.Kind(row["what"]))
    try:
        act(member=member, by=by, second=second, effective=row["on"], at=now())
    except NotAllowed as refused:
        return str(refused)
    return "entered"
