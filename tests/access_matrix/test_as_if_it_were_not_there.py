"""A conflicted person gets the same bytes in every answer, whether the case exists or not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework import access
from casework.models import Case, CaseGrant
from casework.queries.queue.asking import asking
from casework.queries.queue.bulk import BULK, Preview, previews
from casework.queries.search.word_search import begin_search
from casework.queries.search.word_search_shown import SearchShown, search_shown
from casework.record.events import ConflictDetected, Event
from casework.tasks import look_for_words
from casework.vocabulary import CaseState, Seat
from casework.workflow.guard import Acting
from ledger.clock import now
from local.demo.people import settle
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.actions import publish_editions
from policy.models import Member
from tests import stories
from tests.access_matrix.conftest import SEATS, program_of
from tests.access_matrix.matrix import FOR_PROGRAMS, routes
from tests.casework.web.conftest import signed_in
from tests.policy.books import ICSRM
from tests.share import is_taken

BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
BARRED = ("ian", "ada", "bo", "petra")
"""An officer of intake, the adviser, a member of the board and one of the panel; the first two are offered people to pick."""
ALIKE_FOR_ALL = ("accounts/", "report/", "follow-up/", "code/", "oath/", "verify/", "api/v1/schema/", "api/v1/code/")
"""What the first of them asks for and nobody else again: pages that know nothing of who looks."""
PICKERS = {
    "desk/cases/<str:reference>/seats/": "ian",
    "desk/cases/<str:reference>/do/replace_seat/": "ian",
    "board/cases/<str:reference>/do/name_panel/": "ada",
}
"""Pages that offer people to pick, and which barred person asks for each."""
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
STANDS = {"uuid": str(UUID(int=0)), "int": "1"}
NAMED = {"seat": Seat.RESPONDENT.value}
"""Parts of an address of which anything else is refused before the case is looked at."""
RANDOM = re.compile(rb'value="[^"]{36,}"|nonce-[^\']+')
NEW_EACH_TIME = {"/accounts/2fa/totp/activate/", "/signing/member/"}
SITTING = {**SEATS, "respondent": "rex", "representative": "rania", "witness": "remy", "screener": "sara"} | {
    "investigator": "ivo", "consent_approver": "connie", "interim_member": "inga", "appeal_chair": "amos",
    "appeal_member": "anouk", "outside_alternate": "orla", "blind_reader": "stella",
    "second_intake": "odette", "stranger": "percy", "superuser": "adam",
}  # fmt: skip
IN_THE_OTHER = {"respondent": "rosa", "intake": "odette", "second_intake": "ian", "decider": "dev", "reviewer": "ruben"} | {
    "investigator": "ilse", "screener": "sami", "panel_chair": "paul", "panel_member": "pia",
}  # fmt: skip

type Answer = tuple[int, tuple[tuple[str, str], ...], bytes]
type Answers = Mapping[str, Answer]


@pytest.fixture
def people(db: None, settings: Settings, tmp_path: Path) -> Iterator[dict[str, User]]:
    settings.FILES_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel(BEGAN, tick=False) as clock:
        publish_editions(folder=ICSRM)
        found = settle()
        clock.shift(timedelta(days=105))
        yield found


def case_about(people: Mapping[str, User], state: CaseState, sitting: Mapping[str, str]) -> Case:
    """Return a case in which everybody sits, told by recorded events."""
    member = Member.objects.get(user=people[sitting["respondent"]])
    seated = {seat: people[first] for seat, first in sitting.items()}
    return stories.situation(state, stories.Town(people=seated, member=member)).case


@transaction.atomic
def told(case: Case, *events: Event) -> None:
    """Let more happen in a case."""
    case.view = access.view_of(case, now())
    case.acting = Acting(person=UUID(int=0), seats=frozenset({Seat.CLOCK}))
    stories.tell(case, *events)
    access.reconcile(case)


def hidden_case(people: Mapping[str, User]) -> Case:
    """The case that all the barred are denied, whatever seat they had in it: the first of each rota sits there."""
    case = case_about(people, CaseState.BOARD_DECISION, SITTING | IN_THE_OTHER)
    told(case, *(ConflictDetected(person=pseudonym(people[first]), provisional=False) for first in BARRED[1:]))
    return case


def post() -> None:
    """Dispatch the letters that wait."""
    while place_letters():
        pass


def address(row: str, case: str) -> str:
    """Return an address of a row: about the case that everybody may see, where the row is about a case of an office."""
    named = case if row.startswith(("desk/cases/", "board/cases/", "panel/", FOR_PROGRAMS)) else "N-2222-2222"
    said = NAMED | {"reference": named}
    return "/" + PART.sub(lambda part: said.get(part[2]) or STANDS.get(part[1] or "", "x"), row)


QUEUES = tuple(
    f"/desk/queue/?{asked}"
    for asked in (
        *("whose=turn", "whose=empty", "whose=unopened", "whose=party", "whose=hold", "whose=closing", "whose=nobodys"),
        *(
            "sort=-received",
            "sort=severity",
            "sort=case",
            "sort=-since",
            "due=late&turn=board_member",
            "severity=3&severity=2",
        ),
        *("words=OB", "words=M-1002", "state=board_decision&state=hearing", "commitment=2&due=none"),
    )
)
"""Views, orders, filters and searches of the queue: rows and counts."""


def answers(user: User, case: Case, first: str) -> Answers:
    """Return what every GET of the installation answers to a person, by browser and by program, and each step that is theirs.

    The first barred person asks for everything. The others ask for a share, without the pages that are alike for all.
    """
    browser, program = signed_in(user), program_of(user)
    held = CaseGrant.objects.filter(user=user, content_object=case).values_list("permission__codename", flat=True)
    homes = ("desk/cases", "board/cases", "panel")
    steps = [f"{home}/<str:reference>/do/{verb}/" for home in homes for verb in sorted(held)]
    wanted = [address(row, case.reference) for row in (*routes(), *steps) if asks(first, row)]
    wanted += QUEUES
    return {there: answer(program if there.startswith(f"/{FOR_PROGRAMS}") else browser, there) for there in wanted}


def asks(first: str, row: str) -> bool:
    """Whether a barred person asks for an address in this run."""
    if first == BARRED[0] or row in PICKERS:
        return True
    return not row.startswith(ALIKE_FOR_ALL) and is_taken(f"{first} {row}", one_in=4)


def answer(client: Client, there: str) -> Answer:
    """Return status, headers and body without what is new each time; the asking leaves nothing behind."""
    cookies, before = dict(client.cookies), transaction.savepoint_create()
    client.raise_request_exception = False
    got = client.get(there)
    body = RANDOM.sub(b"", got.getvalue())
    transaction.savepoint_rollback(before)
    transaction.savepoint_commit(before)
    client.cookies.clear()
    client.cookies.update(cookies)
    headers = tuple(sorted((name, RANDOM.sub(b"", value.encode()).decode()) for name, value in got.headers.items()))
    return got.status_code, headers, body


def crawl(people: Mapping[str, User], case: Case) -> Mapping[tuple[str, str], Answer]:
    """Return what each of the barred is answered, by their first name and the address."""
    return {(first, there): got for first in BARRED for there, got in answers(people[first], case, first).items()}


def test_every_answer_to_a_conflicted_person_is_the_same_with_and_without_the_case(
    people: Mapping[str, User],
) -> None:
    case = case_about(people, CaseState.PANEL_FORMING, SITTING)
    post()
    without, found = crawl(people, case), searched(people)
    other = hidden_case(people)
    post()
    within = crawl(people, case)
    assert (searched(people), asked_for_progress(people, other)) == (found, asked_for_progress(people, None))
    assert previewed(people, other) == previewed(people, None)
    assert {there for who, there in within if within[who, there] != without[who, there]} - NEW_EACH_TIME == set()
    assert {status for status, _, _ in within.values() if status >= 500} == set()
    picked = [within[who, address(row, case.reference)][0] for row, who in PICKERS.items()]
    assert picked == [200] * 3
    hidden = [f"/{audience}/cases/{other.reference}/" for audience in ("desk", "board")]
    assert [answer(signed_in(people[first]), there)[0] for first in BARRED for there in hidden] == [404] * 8
    letters = Message.objects.filter(case=other)
    assert (letters.filter(reader=people["rosa"]).exists(), letters.filter(reader__in=barred(people)).exists()) == (
        True,
        False,
    )


def previewed(people: Mapping[str, User], case: Case | None) -> list[Preview]:
    """Return what each of the barred is told who would act in a case from the queue, or in one that does not exist."""
    reference = case.reference if case else "OB-2222-2222"
    lines = [
        line
        for user in barred(people)
        for verb in BULK
        for line in previews(access.Actor(user=user), verb, [reference])
    ]
    return [replace(line, reference="") for line in lines]


def searched(people: Mapping[str, User]) -> list[SearchShown]:
    """Return what each of the barred finds within their papers: the words stand in every report."""
    found = []
    for user in barred(people):
        handle = begin_search(user, "the", now())
        look_for_words()
        found.append(search_shown(user, handle, now()))
    return found


def asked_for_progress(people: Mapping[str, User], case: Case | None) -> list[tuple[str, bool]]:
    """Return what each of the barred is told who asks for progress in a case, or in one that does not exist."""
    reference = case.reference if case else "OB-2222-2222"
    lines = [asking(access.Actor(user=user), reference) for user in barred(people)]
    return [(line.code_name + line.words, line.can) for line in lines]


def barred(people: Mapping[str, User]) -> list[User]:
    """Return those from whom the case is hidden."""
    return [people[first] for first in BARRED]
