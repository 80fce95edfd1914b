"""What the stored set tells: run inside an installation that is thrown away, with the clock stepped from 400 days ago."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from accounts.vocabulary import Office
from casework.access import Actor, Given
from casework.administration.appointments import appoint_officer, countersign_office
from casework.verbs import VERBS, perform
from casework.vocabulary import Verb
from config.checks import DEMO_DOMAIN
from ledger.clock import now
from ledger.tasks import seal
from local.demo import seed
from local.demo import story as told
from policy.models import Pending
from vault.uploads import SealedUpload, SealingUploadHandler

EDITION = "policy/editions/icsrm"
LETTER = b"You can end the agreement at any time, without notice. Confirmed in writing on 3 March.\n"


def tell() -> None:
    """Let the first administrator in an hour before the world begins, and tell the demonstration's cases.

    What they lack is added: see the functions below.
    """
    hour_before = seed.BEGAN + timedelta(hours=1)
    Path(str(settings.CLOCK_OFFSET_FILE)).write_text(str(-hour_before.total_seconds()), encoding="ascii")
    call_command("first_administrator", f"first@{DEMO_DOMAIN}", "Frieda First")
    seed.make_world(Path(EDITION), print)
    seal()
    people = {str(user.email).partition("@")[0]: user for user in User.objects.filter(kind=User.Kind.PERSON)}
    second_signature(people)
    evidence_in_a_file(people)
    seal()


def second_signature(people: dict[str, User]) -> None:
    """One administrator puts a custodian forward, another signs."""
    eve = User.objects.create_person(email=f"eve@{DEMO_DOMAIN}", name="Eve Custodian")
    given = Given(office=Office.CUSTODIAN, since=now().date())
    appoint_officer(by=Actor(user=people["adam"]), user=eve, given=given)
    countersign_office(by=Actor(user=people["first"]), pending=Pending.objects.get(about=eve).pk)


def evidence_in_a_file(people: dict[str, User]) -> None:
    """An investigator adds a letter as a file."""
    one = seed.begin_case(people, "rania", reporter="Vera Plum")
    typed = MultiValueDict({"title": ["Letter of 3 March"], "text": [""]})
    files = MultiValueDict({"file": [uploaded("letter.txt", LETTER)]})
    by = Actor(user=people[one.investigator], proven=True)
    perform(VERBS[Verb.ADD_EVIDENCE], reference=one.case, by=by, typed=typed, files=files)
    told.investigate(one)


def uploaded(name: str, content: bytes) -> SealedUpload:
    """Return a file as it reaches a form: sealed as it came."""
    handler = SealingUploadHandler()
    handler.new_file("file", name, "text/plain", len(content))
    handler.receive_data_chunk(content, 0)
    return handler.file_complete(len(content))
