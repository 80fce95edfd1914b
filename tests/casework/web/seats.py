"""The seats that type, and the forms of each: one case at each stage, with everybody who may take a step of it."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial

from django.test import Client
from django.urls import reverse

from accounts.models import Appointment, User
from accounts.vocabulary import Office
from casework.models import CaseGrant
from casework.record.rights import ACCUSED
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import CHAPTERS, Town, signed_in
from tests.casework.web.drafting import notice_of
from tests.casework.web.test_follow import enter
from tests.representatives import lena_speaks
from tests.savepoints import rollback_at_end

REPORTER, ADMINISTRATOR = Seat.COMPLAINANT, Office.ADMINISTRATOR
type Place = Seat | Office
"""What somebody sits in: a seat of the case or, without one, an office."""
STAGES = (
    *("submitted", "investigation", "awaiting_response", "response_review", "deliberation"),
    *("board_decision", "appeal_window", "monitoring"),
)
"""The stages at which the seats of the case type."""


def appoint_representative(town: Town, story: Story) -> None:
    """The member has somebody who may answer too."""
    lena_speaks(story)
    town.people["lena"] = User.objects.get(email="lena@chambers.example")


def read_findings(story: Story) -> None:
    """The member has read the findings, and the panel has read the history: it may recommend a sanction."""
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    story.open_letter("rex", told.last_event(story, "case.factors_named"))
    story.wait(20)


FURTHER: Mapping[str, Callable[[Story], None]] = {
    "panel_forming": told.sat,
    "deliberation": read_findings,
    "board_decision": partial(told.open_ballot, minute="The papers hold what there is to decide on."),
}
"""How a case goes on from a stage to where more of the seats type, and is taken back."""


@dataclass
class Somebody:
    """A person of one case, and two devices of theirs, at which they come in when a test first uses them."""

    user: User
    story: Story | None = None

    @cached_property
    def device(self) -> Client:
        return self.comes_in(Client())

    @cached_property
    def other(self) -> Client:
        return self.comes_in(Client())

    @property
    def has_account(self) -> bool:
        """Whether they sign in; a reporter comes by the code."""
        return self.user.kind == User.Kind.PERSON

    def comes_in(self, device: Client) -> Client:
        """Sign in at a device, or type the code there."""
        device.cookies.clear()
        if self.has_account:
            device.cookies.update(signed_in(self.user).cookies)
        else:
            assert self.story is not None
            enter(self.story.code, device)
        return device


@dataclass(frozen=True)
class Door:
    """A page with a form, and somebody who may send it from a seat."""

    seat: Place
    somebody: Somebody
    path: str

    @property
    def step(self) -> tuple[Place, str]:
        """The step, from a seat; the address names the case too."""
        return self.seat, self.path.rstrip("/").rpartition("/")[2]


def doors(town: Town) -> Iterator[Door]:
    """Yield each step of each seat in a case at each of these stages and further on, and the pages of administrators."""
    story = town.story()
    for stage, chapter in {"submitted": None, **CHAPTERS}.items():
        if chapter:
            chapter(story)
        if stage == "awaiting_response":
            appoint_representative(town, story)
        if stage in STAGES:
            yield from doors_of_case(town, story)
        if stage in FURTHER:
            yield from doors_further_on(town, copy(story), FURTHER[stage])
    yield from doors_of_administration(town)


def doors_further_on(town: Town, story: Story, goes_on: Callable[[Story], None]) -> Iterator[Door]:
    """Yield the steps of a case that goes on; afterwards it stands where it stood."""
    moment = now()
    with rollback_at_end():
        goes_on(story)
        yield from doors_of_case(town, story)
    town.clock.move_to(moment)


def doors_of_case(town: Town, story: Story) -> Iterator[Door]:
    """Yield each step of a case once for each seat from which it may be taken."""
    assert story.reporter is not None
    first_names = {user.pk: first for first, user in town.people.items()}
    seats = {first: seat for seat in Seat for first in story.holding(seat)}
    met: dict[User, tuple[Place, Somebody, str]] = {}
    steps: set[tuple[Place, str]] = set()
    granted = CaseGrant.objects.filter(content_object__reference=story.case, permission__codename__in=map(str, VERBS))
    for grant in granted.select_related("user", "permission").order_by("user__name", "permission__codename"):
        user, verb = grant.user, grant.permission.codename
        first = first_names.get(user.pk, "")
        if not first and user != story.reporter:
            continue  # the clock
        if user not in met:
            seat = REPORTER if user == story.reporter else seats.get(first) or office_of(user)
            notice = notice_of(story, first, town) if seat in ACCUSED else ""
            met[user] = (seat, Somebody(user, story), notice)
        seat, somebody, notice = met[user]
        if (seat, verb) in steps:
            continue
        steps.add((seat, verb))
        if user == story.reporter:
            path = reverse("follow_up_step", args=[verb])
        elif seat in ACCUSED:
            path = reverse("member_step", args=[notice, verb])
        else:
            path = reverse("step", args=[story.case, verb])
        yield Door(seat, somebody, path)


def office_of(user: User) -> Office:
    """Return the office in which somebody without a seat acts; of several, one."""
    return Office(Appointment.objects.filter(user=user).order_by("office").values_list("office", flat=True)[0])


def doors_of_administration(town: Town) -> Iterator[Door]:
    """Yield each page on which an administrator types."""
    adam, ines = Somebody(town.people["adam"]), town.people["ines"].pk
    pages: dict[str, tuple[object, ...]] = {
        "admin_invite": (),
        "admin_correct": (ines,),
        "admin_give_office": (ines,),
        "admin_end_office": (ines, Office.INTAKE),
        "admin_absence": (ines,),
    }
    for name, about in pages.items():
        yield Door(ADMINISTRATOR, adam, reverse(name, args=about))
