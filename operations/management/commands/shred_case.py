"""Destroys the keys of a case whose time is over: one person puts it forward, another carries it out."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.verbs import VERBS, perform
from casework.vocabulary import NotNow, Verb
from casework.vocabulary.refusals import Refused
from ledger.clock import now
from operations.prompt import ask, ask_for_proof


class Command(BaseCommand):
    """`manage.py shred_case REF --as EMAIL`, by the data protection officer and by a custodian, in either order.

    Each gives a password and a code, as at sign-in, and types the reference again. The same step stands on the pages of
    the case: what one of them put forward there the other may carry out here.
    """

    help = "Destroy the keys of a closed case, with two people"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", metavar="REF")
        parser.add_argument("--as", required=True, dest="email", metavar="EMAIL", help="the officer who acts")

    def handle(self, *args: object, reference: str, email: str, **options: object) -> None:
        by = Actor(user=ask_for_proof(email))
        try:
            waiting = access.case_shown(by, reference, Verb.ERASE_CONTENT).view.proposals.of(Verb.ERASE_CONTENT)
            confirm(reference)
            typed, read = {"reviewed": "on"}, str(waiting.id) if waiting else ""
            case = perform(VERBS[Verb.ERASE_CONTENT], reference=reference, by=by, typed=typed, read=read)
        except NotNow as refused:
            raise CommandError("\n".join(map(str, refused.reasons))) from None
        except Refused:
            raise CommandError(f"There is no case {reference} that you may destroy.") from None
        self.stdout.write(result_text(case))


def confirm(reference: str) -> None:
    """Have the reference typed again. CommandError for another one."""
    question = f"I have reviewed {reference} and nothing in it is needed any more. Type the reference to go on: "
    if ask(question) != reference:
        raise CommandError("That is another reference. Nothing was done.")


def result_text(case: Case) -> str:
    """Return what was done, and what follows."""
    if case.view.holding.erased_on is None:
        return "Put forward. Nothing is destroyed yet: the other officer has to sign, here or on the page of the case."
    return (
        f"The keys were destroyed on {now():%d %B %Y}. Nobody can read the file any more. "
        "Copies of the keys lie in backups until their epoch is retired: manage.py kek --help."
    )
