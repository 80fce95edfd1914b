"""The straight road, chapter by chapter, each step taken by the person it belongs to, on the pages of that person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.journeys.somebody import Somebody, Typed
from tests.journeys.town import Town, until


@dataclass
class Road:
    """One case on its way: its reference on the desk, and who was seated for it by the rota."""

    town: Town
    reporter: Somebody
    code: str
    told: str
    day: date
    case: str = ""
    copied: date = date.min

    def does(self, first: str, step: str, answers: Mapping[str, Typed] | None = None, *, at: str = "desk") -> None:
        """Let somebody in office take a step, answering its form by the labels."""
        self.town[first].takes(self.case, step, answers, at=at)

    def two(self, first: str, second: str, step: str, answers: Mapping[str, Typed], *, at: str = "desk") -> None:
        """Let one put a step forward and another sign it."""
        self.town[first].puts_forward(self.case, step, answers, at=at)
        self.town[second].signs(self.case, step, at=at)

    def holding(self, seat: str) -> list[str]:
        """Return the first names of who holds a seat, as intake sees it."""
        ines = self.town["ines"]
        ines.finds(self.case)
        return [name.split()[0].lower() for name in ines.seated(seat)]

    def seat(self, seat: str) -> str:
        """Let intake seat the first of the rota; return the first name."""
        ines = self.town["ines"]
        before = self.holding(seat)
        ines.follows("Seats, and who is next")
        for chosen in ines.page.get_by_role("checkbox", checked=True).all()[::-1]:
            chosen.uncheck()
        ines.page.get_by_role("group", name=re.compile(f"^{seat}")).get_by_role("checkbox").first.check()
        ines.presses("Seat them")
        (fresh,) = set(self.holding(seat)) - set(before)
        return fresh

    def offers(self, first: str, step: str, *, at: str = "desk") -> bool:
        """Whether somebody's page of the case offers a step now."""
        somebody = self.town[first]
        somebody.finds(self.case, at=at)
        return somebody.is_offered(step)

    def state(self, first: str) -> str:
        """Return the state of the case as somebody's page of it says."""
        self.town[first].finds(self.case)
        return self.town[first].state()

    def moves_to(self, first: str, state: str) -> None:
        """Wait until somebody sees the case in a state that the clock brings."""
        until(lambda: self.state(first) == state, f"the state {state}")


def acknowledged(road: Road) -> None:
    """Intake finds the report in the queue once the sweep has run, and takes it up."""
    ines = road.town["ines"]

    def arrived() -> bool:
        road.town.send_task("casework.sweep")
        ines.opens("/desk/queue/")
        return ines.page.locator("tbody tr").count() == 1

    until(arrived, "the report in the queue of intake")
    road.case = ines.page.locator("tbody th .ob-queue__second").first.inner_text()
    road.does("ines", "Acknowledge the report")


def screened(road: Road) -> None:
    """Screening: the risk, the member, the allegation and its scope, the investigator, the investigation."""
    town, one = road.town, road.holding("Screener")[0]
    risk = {
        "Is anyone in danger now?": "No",
        "Did one person have power over the other?": "No",
        "Is dishonesty alleged?": "Yes",
        "Is harassment alleged?": "No",
        "If it were true, how serious would it be?": "S3 serious: Reckless, or it did real harm.",
        "Why": "A written promise was denied later.",
    }
    road.does(one, "Record the risk", risk)
    road.does(one, "Say who this is about", {"Member number": "M-1001"})
    town.send_task("casework.sweep")
    until(lambda: road.offers(one, "Frame an allegation"), "the sweep")
    day = road.day
    act: dict[str, Typed] = {
        "Commitment": "2. Ethical, fair and transparent practice",
        "First day of the conduct": day,
        "Last day of the conduct": day,
        "The act": "On being asked to honour a written promise to a customer, denied that it had been made.",
    }
    road.does(one, "Frame an allegation", act)
    scope = {
        "Allegation": f"commitment 2, {day:%-d %B %Y}",
        "If it were true, would it breach this commitment?": "Yes",
        "Reasons": "It would breach the second commitment.",
    }
    road.does(one, "Decide the scope of an allegation", scope)
    road.seat("Investigator")
    sure = {"The allegations in scope say all that is to be looked into": True}
    road.does(one, "Open the investigation", sure)


def investigated(road: Road) -> None:
    """The identity is decided, evidence added and described, deciders seated, the notice served."""
    town, one = road.town, road.holding("Investigator")[0]
    sealed: dict[str, Typed] = {
        "What happens to the reporter’s identity?": "It stays sealed",
        "The reporter was asked": True,
        "Reasons": "The reporter wants to stay unnamed.",
    }
    road.does(one, "Decide about the reporter’s identity", sealed)
    letter: dict[str, Typed] = {
        "What is it?": "Letter of confirmation",
        "What it says, or what it shows": "A letter that promises cancellation at any time.",
    }
    road.does(one, "Add evidence", letter)
    copy = {
        "Evidence": f"Letter of confirmation (Evidence 2, from Investigator, {town.today:%-d %B %Y})",
        "Title of the copy": "Letter of confirmation, described",
        "The copy": "A letter on the employer's paper which says that the agreement can be ended at any time.",
        "Could only one person have had this?": "Yes",
    }
    road.does(one, "Prepare a copy for the respondent", copy)
    road.copied = town.today
    for _ in range(3):
        road.seat("Decider")
    notice = {
        "Evidence relied on": f"Letter of confirmation, described (Copy 1, of evidence 2, {town.today:%-d %B %Y})",
        "Words to the respondent": "Please answer the allegation below.",
    }
    road.does(one, "Serve the notice", notice)
